package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The known sentences: found by their words, kept in [Segments]. A sentence's number names its
/// segment and its place there, so it gets another when it is moved. Used by one thread.
final class Sentences {

    private static final int MASK = Segment.MOST - 1;

    private final Articles articles;
    private final Retention retention;
    private final NumberTable byWords = new NumberTable();
    private final Segments segments;
    /// Of those with two sightings or more.
    private final List<@Nullable Sightings> several = new ArrayList<>();
    private final IntList freeSeveral = new IntList();
    private long severalBytes;

    /// @param segmentSize how many sentences fill a segment
    Sentences(Articles articles, Retention retention, int segmentSize) {
        this.articles = articles;
        this.retention = retention;
        this.segments = new Segments(segmentSize, retention);
    }

    /// How many are known.
    int size() {
        return byWords.size();
    }

    /// Where they are kept.
    Segments segments() {
        return segments;
    }

    long tableBytes() {
        return byWords.bytes();
    }

    long sightingBytes() {
        return severalBytes + 4L * several.size();
    }

    private Segment segment(int number) {
        return segments.get(number >>> Segment.BITS);
    }

    // ---- one of them

    /// The number of the sentence of these words; -1 when it is not known.
    int find(Probe probe, long identity) {
        var print = probe.fingerprint();
        boolean title = probe.sentence() == Probe.TITLE;
        return byWords.find(identity, number -> segment(number - 1).hasWords((number - 1) & MASK, print, title)) - 1;
    }

    /// Brings the sentence of these words near, as [NumberTable#near] does.
    int near(long identity) {
        return byWords.near(identity);
    }

    /// Whether there is a sentence of this number.
    boolean holds(int number) {
        var segment = segments.find(number >>> Segment.BITS);
        return segment != null && (number & MASK) < segment.count() && segment.where(number & MASK) != Segment.GONE;
    }

    int where(int number) {
        return segment(number).where(number & MASK);
    }

    Fingerprint print(int number) {
        return segment(number).print(number & MASK, true);
    }

    /// Its words without their letters.
    Fingerprint tokens(int number) {
        return segment(number).print(number & MASK, false);
    }

    /// Whether enough of its words may be among those of a later sentence.
    boolean hasEnough(int number, WordsInCommon later) {
        return segment(number).hasEnough(number & MASK, later);
    }

    boolean isTitle(int number) {
        return segment(number).isTitle(number & MASK);
    }

    private Sightings several(int where) {
        return Objects.requireNonNull(several.get(~where));
    }

    /// Where it stood; a copy when it stood only once.
    Sightings sightings(int number) {
        int where = where(number);
        return where < 0 ? several(where) : alone(number, where);
    }

    private Sightings alone(int number, int article) {
        int[] stood = segment(number).stood(number & MASK);
        return Sightings.of(articles, retention, article, stood[0], stood[1], stood[2]);
    }

    /// Of a sentence that stood nowhere.
    Sightings nowhere() {
        return new Sightings(articles, retention);
    }

    /// The article of its earliest sighting.
    private int firstArticle(int number) {
        int where = where(number);
        return where < 0 ? several(where).article(0) : where;
    }

    private int firstPlace(int number) {
        int where = where(number);
        return where < 0 ? several(where).place(0) : segment(number).place(number & MASK);
    }

    /// Its earliest sighting against an article.
    int compareFirst(int number, ArticleOrder at) {
        return articles.compare(firstArticle(number), at);
    }

    /// The earliest sightings of two sentences.
    int compareFirst(int one, int two) {
        int order = articles.compare(firstArticle(one), firstArticle(two));
        return order == 0 ? Integer.compare(firstPlace(one), firstPlace(two)) : order;
    }

    /// Whether a sighting comes before the earliest one known.
    boolean isBeforeFirst(int number, int article, int place) {
        int order = articles.compare(article, firstArticle(number));
        return order < 0 || (order == 0 && place < firstPlace(number));
    }

    /// Whether an article knows it, as [Sightings#lifeAt] tells.
    boolean isKnown(int number, ArticleOrder at) {
        int where = where(number);
        if (where < 0) {
            return several(where).lifeAt(at) >= 0;
        }
        return articles.compare(where, at) < 0
                && at.arrivedMicros() <= articles.micros(where) + retention.micros(false);
    }

    /// Which of a sentence's sightings is an article's; -1 when none is (any more).
    int indexOf(int article, int number) {
        if (!holds(number)) {
            return -1;
        }
        var seen = sightings(number);
        int index = 0;
        while (index < seen.size() && seen.article(index) != article) {
            index++;
        }
        return index == seen.size() ? -1 : index;
    }

    // ---- they come

    /// Makes a sentence known that is not.
    ///
    /// @return its number
    int add(Probe probe, long identity, int article, long now) {
        articles.live(article, 1);
        int number = append(segments.open(false, now), probe.fingerprint(), probe.sentence(), probe.start(),
                probe.end(), article);
        byWords.add(identity, number + 1);
        return number;
    }

    private static int append(Segment segment, Fingerprint print, int place, int start, int end, int where) {
        return (segment.slot << Segment.BITS) | segment.add(print, place, start, end, where);
    }

    /// Adds a sighting of a known sentence.
    ///
    /// @return whether it was added
    boolean see(int number, int article, Probe probe, long keepSince) {
        int where = where(number);
        var sightings = sightings(number);
        long before = where < 0 ? sightings.bytes() : 0;
        if (!sightings.add(article, probe.sentence(), probe.start(), probe.end(), keepSince)) {
            return false;
        }
        severalBytes += sightings.bytes() - before;
        if (where >= 0) {
            segment(number).where(number & MASK, ~keep(sightings));
        }
        return true;
    }

    private int keep(Sightings sightings) {
        if (freeSeveral.isEmpty()) {
            several.add(sightings);
            return several.size() - 1;
        }
        int at = freeSeveral.removeLast();
        several.set(at, sightings);
        return at;
    }

    // ---- they go

    /// Forgets a sentence's sighting; there are others.
    void removeSighting(int number, int index) {
        var sightings = several(where(number));
        severalBytes -= sightings.bytes();
        sightings.remove(index);
        severalBytes += sightings.bytes();
    }

    /// Forgets a sentence altogether.
    void remove(int number, long identity) {
        int where = where(number);
        if (where < 0) {
            severalBytes -= several(where).bytes();
            several.set(~where, null);
            freeSeveral.add(~where);
        }
        segment(number).where(number & MASK, Segment.GONE);
        byWords.remove(identity, number + 1);
    }

    /// Copies a sentence to the newest segment; whoever knows it by its old number must be told, then [#leave] it.
    ///
    /// @param catalogued whether it stood in several articles
    /// @return its new number
    int copy(int number, Fingerprint print, long identity, boolean catalogued, long now) {
        int[] stood = segment(number).stood(number & MASK);
        int copy = append(segments.open(catalogued, now), print, stood[0], stood[1], stood[2], where(number));
        byWords.replace(identity, number + 1, copy + 1);
        return copy;
    }

    void leave(int number) {
        segment(number).where(number & MASK, Segment.GONE);
    }
}
