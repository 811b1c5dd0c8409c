package io.newswatch.enrich;

import io.newswatch.enrich.echo.ArrivalClock;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.Retention;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The dossiers of one task, by the order of their articles, and what time it is by the arrival of those. Used by one stream
/// thread.
final class DossierStore extends LoggedStore {

    /// Of an entry in the tree, its key and its value, without their bytes.
    private static final int OVERHEAD = 80;
    /// For each one to be forgotten, so many are looked at, at most: few old ones are needed.
    private static final int LOOKS = 64;

    private final Retention retention;
    private final TreeMap<byte[], byte[]> dossiers = new TreeMap<>(Arrays::compareUnsigned);
    private ArrivalClock clock;
    private long bytes;

    DossierStore(Retention retention, Map<String, String> logging) {
        super(EnrichStores.DOSSIERS, logging);
        this.retention = retention;
        this.clock = ArrivalClock.of(retention);
    }

    /// @return null when there is none
    @Nullable
    Dossier get(byte[] key) {
        var stored = dossiers.get(key);
        return stored == null ? null : Dossier.decode(stored);
    }

    void put(byte[] key, byte[] dossier) {
        keep(key, dossier);
        log(key, dossier);
    }

    /// Tells the time by an article that has come.
    ///
    /// @return what time it is, unless no article has come yet
    Instant sees(ArticleOrder order) {
        clock.sees(order.arrivedMicros(), dossiers.size());
        return clock.instant();
    }

    /// Forgets the oldest dossiers that are over.
    ///
    /// @param before those of articles that arrived before it are over
    /// @param most   how many to forget
    /// @param needed which of them are kept all the same
    void forget(Instant before, int most, Predicate<byte[]> needed) {
        var old = dossiers.headMap(ArticleOrder.keyAt(ChronoUnit.MICROS.between(Instant.EPOCH, before))).entrySet()
                .iterator();
        int looks = LOOKS * most;
        for (int left = most; left > 0 && looks > 0 && old.hasNext(); looks--) {
            var entry = old.next();
            if (!needed.test(entry.getKey())) {
                left--;
                bytes -= size(entry.getKey(), entry.getValue());
                old.remove();
                log(entry.getKey(), null);
            }
        }
    }

    int size() {
        return dossiers.size();
    }

    /// The heap they take, about.
    long bytes() {
        return bytes;
    }

    private void keep(byte[] key, byte @Nullable [] dossier) {
        var before = dossier == null ? dossiers.remove(key) : dossiers.put(key, dossier);
        bytes += (dossier == null ? 0 : size(key, dossier)) - (before == null ? 0 : size(key, before));
    }

    private static int size(byte[] key, byte[] dossier) {
        return OVERHEAD + key.length + dossier.length;
    }

    @Override
    void restore(byte[] key, byte @Nullable [] value) {
        if (value != null) {
            Dossier.checkVersion(value);
            sees(ArticleOrder.ofKey(key));
        }
        keep(key, value);
    }

    @Override
    void open(int partition) {
        dossiers.clear();
        bytes = 0;
        clock = ArrivalClock.of(retention);
    }
}
