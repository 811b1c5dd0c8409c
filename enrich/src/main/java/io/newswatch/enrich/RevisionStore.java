package io.newswatch.enrich;

import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.ByteReader;
import io.newswatch.enrich.echo.ByteWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The revision histories of one task, by article: a [RevisionTable] that is logged. Used by one stream thread.
final class RevisionStore extends LoggedStore {

    private static final int VERSION = 2;

    private RevisionTable table = new RevisionTable();

    RevisionStore(Map<String, String> logging) {
        super(EnrichStores.REVISIONS, logging);
    }

    /// @return null when the article is not known
    @Nullable
    RevisionHistory get(String articleId) {
        var entry = table.get(number(articleId));
        if (entry == null) {
            return null;
        }
        var texts = new ArrayList<>(entry.older());
        texts.add(entry.latest());
        return new RevisionHistory(new ArticleOrder(entry.micros(), articleId, entry.revision()), entry.full(), texts);
    }

    void put(RevisionHistory history) {
        var order = history.order();
        var texts = history.texts();
        long number = number(order.articleId());
        table.put(number, new RevisionTable.Entry(order.arrivedMicros(), order.revision(), history.full(),
                texts.getLast(), texts.subList(0, texts.size() - 1)));
        log(key(number), encode(history));
    }

    /// Looks at some articles, each time at others, and forgets those that are over.
    ///
    /// @param before those whose latest revision arrived before it are over
    /// @param looks  how many places to look at
    void forget(Instant before, int looks) {
        table.forget(ChronoUnit.MICROS.between(Instant.EPOCH, before), looks, number -> log(key(number), null));
    }

    int size() {
        return table.size();
    }

    /// The heap they take, about.
    long bytes() {
        return table.bytes();
    }

    private static long number(String articleId) {
        return RevisionHistory.number(articleId);
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] encode(RevisionHistory history) {
        var out = new ByteWriter().count(VERSION).number(history.order().arrivedMicros())
                .count(history.order().revision()).flag(history.full()).count(history.texts().size());
        history.texts().forEach(out::number);
        return out.toBytes();
    }

    private static RevisionTable.Entry decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        in.version(VERSION, "a revision history");
        long micros = in.number();
        int revision = in.count();
        boolean full = in.flag();
        var texts = new ArrayList<Long>();
        for (int left = in.things(); left > 0; left--) {
            texts.add(in.number());
        }
        long latest = texts.removeLast();
        return new RevisionTable.Entry(micros, revision, full, latest, List.copyOf(texts));
    }

    @Override
    void restore(byte[] key, byte @Nullable [] value) {
        if (value != null) {
            var entry = decode(value);
            table.put(ByteBuffer.wrap(key).getLong(), entry);
        } else if (key.length == Long.BYTES) {
            table.remove(ByteBuffer.wrap(key).getLong());
        }
    }

    @Override
    void open(int partition) {
        table = new RevisionTable();
    }
}
