package io.newswatch.enrich.echo;

import java.util.Arrays;

/// Where one sentence's words stood, in the total order.
///
/// Sightings fall into *lives*: the sentence is known for a while after each sighting, longer once it stood in two or more
/// articles, and what is said again after that begins anew. A life is known by its first sighting, so that most of a
/// popular sentence's sightings change nothing for anybody.
///
/// All sightings are kept that a late article may still correct; of the older ones the 8 oldest and 56 newest, the rest
/// is only counted. Used by one thread.
final class Sightings {

    static final int OLDEST = 8;
    static final int NEWEST = 56;

    private static final int PARTS = 4;
    private static final int PLACE = 1;
    private static final int START = 2;
    private static final int END = 3;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final long[] UNKNOWN = {};

    private final Articles articles;
    private final Retention retention;
    /// Article, place, start and end of each.
    private int[] items = new int[PARTS];
    private int count;
    private int dropped;
    /// Of each life: its first sighting and the first one in a second article, in one long; then the last moment at which the
    /// sentence is known by it. Empty when they must be worked out.
    private long[] lives = UNKNOWN;

    Sightings(Articles articles, Retention retention) {
        this.articles = articles;
        this.retention = retention;
    }

    static Sightings of(Articles articles, Retention retention, int article, int place, int start, int end) {
        var one = new Sightings(articles, retention);
        one.insert(0, article, place, start, end);
        return one;
    }

    /// How much heap it takes. Lives are worked out when somebody reads them, which must not change what was accounted for: one is
    /// counted, whether it is there or not.
    long bytes() {
        return 88 + 4L * items.length;
    }

    int size() {
        return count;
    }

    /// How many sightings are no longer kept.
    int dropped() {
        return dropped;
    }

    int article(int index) {
        return items[PARTS * index];
    }

    int place(int index) {
        return items[PARTS * index + PLACE];
    }

    int start(int index) {
        return items[PARTS * index + START];
    }

    int end(int index) {
        return items[PARTS * index + END];
    }

    long micros(int index) {
        return articles.micros(article(index));
    }

    Sighting get(int index) {
        return new Sighting(articles, article(index), place(index), start(index), end(index));
    }

    boolean isBefore(int index, ArticleOrder at) {
        return articles.compare(article(index), at) < 0;
    }

    /// Whether the last one is after that article.
    boolean isSaidAfter(ArticleOrder at) {
        return count > 0 && articles.compare(article(count - 1), at) > 0;
    }

    /// The number of sightings before an article.
    int before(ArticleOrder at) {
        int low = 0;
        int high = count;
        if (high == 0 || isBefore(high - 1, at)) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(middle, at)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Where a sighting belongs: from there on all are at least it.
    private int lowerBound(int article, int place) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = articles.compare(article(middle), article);
            if (order < 0 || (order == 0 && place(middle) < place)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    // ---- lives

    /// The first sighting of the life that an article finds this sentence in.
    ///
    /// @return its index; -1 when the sentence is not known to that article
    int lifeAt(ArticleOrder at) {
        if (count == 1) {
            return isBefore(0, at) && at.arrivedMicros() <= aloneUntil() ? 0 : -1;
        }
        int before = before(at);
        if (before == 0) {
            return -1;
        }
        int life = lifeOf(before - 1);
        boolean goesOn = endOf(life) > before || at.arrivedMicros() <= until(life);
        return goesOn ? from(life) : -1;
    }

    /// The last moment at which a sighting counts, after all that is known of this sentence.
    long deathOf(int index) {
        return count == 1 ? aloneUntil() : until(lifeOf(index));
    }

    /// Whether its latest life has been in two articles or more.
    boolean isCatalogued() {
        if (count == 1) {
            return false;
        }
        live();
        return sharedFrom(lives.length / 2 - 1) != NEVER;
    }

    /// Most sentences are seen once; they need no list of lives.
    private long aloneUntil() {
        return micros(0) + retention.micros(false);
    }

    private int lifeOf(int index) {
        live();
        int life = lives.length / 2 - 1;
        while (from(life) > index) {
            life--;
        }
        return life;
    }

    private int endOf(int life) {
        return 2 * life + 2 < lives.length ? from(life + 1) : count;
    }

    private int from(int life) {
        return (int) (lives[2 * life] >>> Integer.SIZE);
    }

    private int sharedFrom(int life) {
        return (int) lives[2 * life];
    }

    private long until(int life) {
        return lives[2 * life + 1];
    }

    private void life(int life, int from, int sharedFrom) {
        lives[2 * life] = ((long) from << Integer.SIZE) | sharedFrom;
    }

    private void live() {
        if (lives.length == 0) {
            for (int i = 0; i < count; i++) {
                live(i);
            }
        }
    }

    /// Goes on with the last life, or begins a new one.
    private void live(int index) {
        long micros = micros(index);
        if (lives.length == 0 || micros > lives[lives.length - 1]) {
            lives = Arrays.copyOf(lives, lives.length + 2);
            life(lives.length / 2 - 1, index, NEVER);
        }
        int life = lives.length / 2 - 1;
        if (sharedFrom(life) > index && !articles.isSame(article(index), article(from(life)))) {
            life(life, from(life), index);
        }
        lives[2 * life + 1] = micros + retention.micros(sharedFrom(life) <= index);
    }

    // ---- sightings come and go

    /// Adds one; an article counts once, however often it says the same.
    ///
    /// @param keepSince sightings before this moment may be dropped, microseconds since 1970
    /// @return whether it was added
    boolean add(int article, int place, int start, int end, long keepSince) {
        int index = lowerBound(article, place);
        if ((index > 0 && article(index - 1) == article) || (index < count && article(index) == article)) {
            return false;
        }
        insert(index, article, place, start, end);
        goOnLiving(index);
        articles.live(article, 1);
        for (int drop = droppable(keepSince); drop > 0; drop = droppable(keepSince)) {
            articles.live(article(drop), -1);
            cut(drop);
            shiftLives(drop, -1);
            dropped++;
        }
        return true;
    }

    private void insert(int index, int article, int place, int start, int end) {
        if (PARTS * count == items.length) {
            items = Arrays.copyOf(items, PARTS * (count + Math.max(1, count / 3)));
        }
        System.arraycopy(items, PARTS * index, items, PARTS * (index + 1), PARTS * (count - index));
        items[PARTS * index] = article;
        items[PARTS * index + PLACE] = place;
        items[PARTS * index + START] = start;
        items[PARTS * index + END] = end;
        count++;
    }

    private void cut(int index) {
        System.arraycopy(items, PARTS * (index + 1), items, PARTS * index, PARTS * (--count - index));
    }

    private void goOnLiving(int index) {
        if (lives.length == 0) {
            return;
        }
        if (index == count - 1) {
            live(index);
            return;
        }
        int life = lives.length / 2 - 1;
        while (life >= 0 && from(life) >= index) {
            life--;
        }
        boolean within = life >= 0 && sharedFrom(life) < index
                && (2 * life + 2 == lives.length || from(life + 1) > index);
        if (within) {
            shiftLives(index, 1);
        } else {
            lives = UNKNOWN;
        }
    }

    private void shiftLives(int index, int by) {
        for (int life = 0; 2 * life < lives.length; life++) {
            int from = from(life);
            int shared = sharedFrom(life);
            life(life, from + (from >= index ? by : 0), shared + (shared >= index && shared != NEVER ? by : 0));
        }
    }

    /// The first sighting behind the oldest that may go: one that holds no life together, neither as the second article that
    /// makes it a long one nor as a bridge between others.
    ///
    /// @return its index; -1 when none may go
    private int droppable(long keepSince) {
        if (count <= OLDEST + NEWEST || micros(OLDEST + NEWEST) >= keepSince) {
            return -1;
        }
        long bridged = Math.min(retention.micros(false), retention.micros(true));
        for (int i = OLDEST; i + Standing.LOOK_BACK < count
                && micros(i + Standing.LOOK_BACK) < keepSince; i++) {
            if (micros(i + 1) - micros(i - 1) <= bridged && sharedFrom(lifeOf(i)) != i) {
                return i;
            }
        }
        return -1;
    }

    void remove(int index) {
        cut(index);
        lives = UNKNOWN;
    }
}
