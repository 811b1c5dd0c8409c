package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A sentence the memory knows, and where its words stood, in the total order.
///
/// Its sightings fall into *lives*: it is known for a while after each sighting, longer once it stood in two or more
/// articles, and what is said again after that begins anew. A life is known by its first sighting, so that most of a
/// popular sentence's sightings change nothing for anybody.
///
/// All sightings are kept that a late article may still correct; of the older ones the 8 oldest and 56 newest, the rest
/// is only counted. Used by one thread.
final class KnownSentence {

    static final int OLDEST = 8;
    static final int NEWEST = 56;

    final int number;
    /// Never given twice, as numbers are.
    final int serial;
    final long identity;
    final boolean isTitle;
    final byte[] print;
    private final Retention retention;
    private final List<Sighting> sightings = new ArrayList<>(1);
    /// In order; null when they must be worked out.
    private @Nullable List<Life> lives;
    private int dropped;
    /// Of the last sighting: whole lists are searched for those said after a moment.
    private long latestMicros;
    /// The last lookup that came across this sentence.
    int lookup;

    /// An unbroken stretch of being known.
    private static final class Life {
        /// Its first sighting.
        int from;
        /// The first sighting in a second article; [Integer#MAX_VALUE] when there is none.
        int sharedFrom = Integer.MAX_VALUE;
        /// The last moment at which the sentence is known by it, microseconds since 1970.
        long until;
    }

    KnownSentence(int number, int serial, Probe probe, Retention retention) {
        this.number = number;
        this.serial = serial;
        this.identity = probe.identity();
        this.isTitle = probe.sentence() == Probe.TITLE;
        this.print = probe.fingerprint().encode();
        this.retention = retention;
    }

    /// Its earliest sighting; there is one as long as it is filed.
    Sighting first() {
        return sightings.getFirst();
    }

    boolean isSaidAfter(ArticleOrder at) {
        return latestMicros == at.arrivedMicros()
                ? sightings.getLast().isAfter(at)
                : latestMicros > at.arrivedMicros();
    }

    Sighting sighting(int index) {
        return sightings.get(index);
    }

    int sightings() {
        return sightings.size();
    }

    boolean isEmpty() {
        return sightings.isEmpty();
    }

    /// How many sightings are no longer kept.
    int dropped() {
        return dropped;
    }

    /// The number of sightings before an article.
    int before(ArticleOrder at) {
        int low = 0;
        int high = sightings.size();
        if (high == 0 || sightings.getLast().isBefore(at)) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sightings.get(middle).isBefore(at)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// @return the index of the sighting at that place of that article; -1 when there is none
    int indexOf(ArticleOrder order, int place) {
        int index = before(order);
        boolean isThere = index < sightings.size() && sightings.get(index).order().equals(order)
                && sightings.get(index).place() == place;
        return isThere ? index : -1;
    }

    // ---- lives

    /// The first sighting of the life that an article finds this sentence in.
    ///
    /// @return its index; -1 when the sentence is not known to that article
    int lifeAt(ArticleOrder at) {
        if (sightings.size() == 1) {
            return first().isBefore(at) && at.arrivedMicros() <= aloneUntil() ? 0 : -1;
        }
        int before = before(at);
        if (before == 0) {
            return -1;
        }
        int life = lifeOf(before - 1);
        boolean goesOn = endOf(life) > before || at.arrivedMicros() <= lives().get(life).until;
        return goesOn ? lives().get(life).from : -1;
    }

    /// Whether it is known to that article, and by the same life to all others up to a moment: then one sighting more
    /// changes nothing for any of them.
    boolean isKnownThrough(ArticleOrder at, long micros) {
        return lifeAt(at) >= 0 && deathOf(before(at) - 1) >= micros;
    }

    /// The last moment at which a sighting counts, after all that is known of this sentence.
    long deathOf(int index) {
        return sightings.size() == 1 ? aloneUntil() : lives().get(lifeOf(index)).until;
    }

    /// Most sentences are seen once; they need no list of lives.
    private long aloneUntil() {
        return first().micros() + retention.micros(false);
    }

    private int lifeOf(int index) {
        int life = lives().size() - 1;
        while (lives().get(life).from > index) {
            life--;
        }
        return life;
    }

    private int endOf(int life) {
        return life + 1 < lives().size() ? lives().get(life + 1).from : sightings.size();
    }

    private List<Life> lives() {
        var known = lives;
        if (known == null) {
            known = new ArrayList<>(1);
            for (int i = 0; i < sightings.size(); i++) {
                live(known, i);
            }
            lives = known;
        }
        return known;
    }

    /// Goes on with the last life, or begins a new one.
    private void live(List<Life> lives, int index) {
        var sighting = sightings.get(index);
        if (lives.isEmpty() || sighting.micros() > lives.getLast().until) {
            var life = new Life();
            life.from = index;
            lives.add(life);
        }
        var life = lives.getLast();
        if (life.sharedFrom > index && !sighting.sharesArticleWith(sightings.get(life.from))) {
            life.sharedFrom = index;
        }
        life.until = sighting.micros() + retention.micros(life.sharedFrom <= index);
    }

    // ---- sightings come and go

    /// An article counts once, however often it says the same.
    ///
    /// @param keepSince sightings before this moment may be dropped, microseconds since 1970
    void add(Sighting sighting, long keepSince) {
        int index = -1 - Collections.binarySearch(sightings, sighting);
        if (index < 0 || (index > 0 && isSameText(sightings.get(index - 1), sighting))
                || (index < sightings.size() && isSameText(sightings.get(index), sighting))) {
            return;
        }
        sightings.add(index, sighting);
        latestMicros = sightings.getLast().micros();
        goOnLiving(index);
        while (mayDrop(keepSince)) {
            sightings.remove(OLDEST);
            shiftLives(OLDEST, -1);
            dropped++;
        }
    }

    private static boolean isSameText(Sighting one, Sighting other) {
        return one.order().equals(other.order());
    }

    private void goOnLiving(int index) {
        var known = lives;
        if (known == null || known.isEmpty()) {
            return;
        }
        if (index == sightings.size() - 1) {
            live(known, index);
            return;
        }
        int life = known.size() - 1;
        while (life >= 0 && known.get(life).from >= index) {
            life--;
        }
        boolean within = life >= 0 && known.get(life).sharedFrom < index
                && (life + 1 == known.size() || known.get(life + 1).from > index);
        if (within) {
            shiftLives(index, 1);
        } else {
            lives = null;
        }
    }

    private void shiftLives(int index, int by) {
        var known = lives;
        if (known != null) {
            for (var life : known) {
                life.from += life.from >= index ? by : 0;
                life.sharedFrom += life.sharedFrom >= index && life.sharedFrom != Integer.MAX_VALUE ? by : 0;
            }
        }
    }

    /// Only a sighting that holds no life together.
    private boolean mayDrop(long keepSince) {
        if (sightings.size() <= OLDEST + NEWEST || sightings.get(OLDEST + NEWEST).micros() >= keepSince) {
            return false;
        }
        long gap = sightings.get(OLDEST + 1).micros() - sightings.get(OLDEST - 1).micros();
        return gap <= Math.min(retention.micros(false), retention.micros(true))
                && lives().get(lifeOf(OLDEST)).sharedFrom < OLDEST;
    }

    void remove(int index) {
        sightings.remove(index);
        latestMicros = sightings.isEmpty() ? Long.MIN_VALUE : sightings.getLast().micros();
        lives = null;
    }
}
