package io.newswatch.enrich.echo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The known sentences: found by their words, kept in [Segment]s in the order in which they came. A sentence's number names its
/// segment and its place there, so it gets another when it is moved. Used by one thread.
final class Sentences {

    private static final int MASK = Segment.MOST - 1;
    private static final int MOST_SEGMENTS = 1 << (Integer.SIZE - 1 - Segment.BITS);

    private final Articles articles;
    private final Retention retention;
    private final int segmentSize;
    private final NumberTable byWords = new NumberTable();
    private @Nullable Segment[] segments = new Segment[16];
    private final IntList freeSlots = new IntList();
    private int slots;
    private @Nullable Segment open;
    private final ArrayDeque<Segment> closed = new ArrayDeque<>();
    private long closedBytes;
    private long closedVocabularyBytes;
    /// Of those with two sightings or more.
    private final List<@Nullable Sightings> several = new ArrayList<>();
    private final IntList freeSeveral = new IntList();
    private long severalBytes;

    /// @param segmentSize how many sentences fill a segment
    Sentences(Articles articles, Retention retention, int segmentSize) {
        this.articles = articles;
        this.retention = retention;
        this.segmentSize = Math.min(segmentSize, Segment.MOST);
    }

    /// How many are known.
    int size() {
        return byWords.size();
    }

    long wordBytes() {
        return closedBytes + (open == null ? 0 : open.bytes());
    }

    long vocabularyBytes() {
        return closedVocabularyBytes + (open == null ? 0 : open.vocabularyBytes());
    }

    long tableBytes() {
        return byWords.bytes();
    }

    long sightingBytes() {
        return severalBytes + 4L * several.size();
    }

    private Segment segment(int number) {
        return Objects.requireNonNull(segments[number >>> Segment.BITS]);
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
        var segment = number >>> Segment.BITS < slots ? segments[number >>> Segment.BITS] : null;
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

    // ---- they come

    /// Makes a sentence known that is not.
    ///
    /// @return its number
    int add(Probe probe, long identity, int article, long now) {
        articles.live(article, 1);
        int number = append(probe.fingerprint(), probe.sentence(), probe.start(), probe.end(), article, now);
        byWords.add(identity, number + 1);
        return number;
    }

    private int append(Fingerprint print, int place, int start, int end, int where, long now) {
        var segment = open;
        if (segment == null || segment.count() == segmentSize || segment.isFull()
                || Math.abs(now - segment.begun) > retention.micros(false) / 8) {
            close(now);
            segment = new Segment(freeSlots.isEmpty() ? newSlot() : freeSlots.removeLast(), now);
            segments[segment.slot] = segment;
            open = segment;
        }
        return (segment.slot << Segment.BITS) | segment.add(print, place, start, end, where);
    }

    private int newSlot() {
        if (slots == segments.length) {
            if (slots == MOST_SEGMENTS) {
                throw new IllegalStateException(
                        "the memory is full: " + size() + " sentences; set enrich.memory-limit lower");
            }
            segments = Arrays.copyOf(segments, slots * 2);
        }
        return slots++;
    }

    /// Begins a new segment with the next sentence.
    void close(long now) {
        var segment = open;
        if (segment != null) {
            segment.close();
            segment.due = now + retention.micros(false);
            closed.add(segment);
            closedBytes += segment.bytes();
            closedVocabularyBytes += segment.vocabularyBytes();
            open = null;
        }
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

    /// The segment whose turn it is to be looked through; null when there is none.
    @Nullable
    Segment oldest() {
        return closed.peek();
    }

    int segments() {
        return closed.size();
    }

    /// Lets no segment wait longer than until that moment.
    void makeDueBy(long micros) {
        closed.forEach(segment -> segment.due = Math.min(segment.due, micros));
    }

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
    /// @return its new number
    int copy(int number, Fingerprint print, long identity, long now) {
        int[] stood = segment(number).stood(number & MASK);
        int copy = append(print, stood[0], stood[1], stood[2], where(number), now);
        byWords.replace(identity, number + 1, copy + 1);
        return copy;
    }

    void leave(int number) {
        segment(number).where(number & MASK, Segment.GONE);
    }

    /// Lets the oldest segment go; nothing is in it any more.
    void free(Segment segment) {
        closed.remove(segment);
        closedBytes -= segment.bytes();
        closedVocabularyBytes -= segment.vocabularyBytes();
        segments[segment.slot] = null;
        freeSlots.add(segment.slot);
    }
}
