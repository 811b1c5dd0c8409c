package io.newswatch.enrich.echo;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The memory's [Segment]s, in two rows: the *young* hold what has just been said, the *catalogue* what outlived its first
/// segment because it stood in several articles. Each row has an open segment, which takes sentences, and behind it the closed ones,
/// oldest first. Used by one thread.
final class Segments {

    private static final int MOST_SLOTS = 1 << (Integer.SIZE - 1 - Segment.BITS);

    private final int size;
    private final Row young;
    private final Row catalogue;
    private @Nullable Segment[] bySlot = new Segment[16];
    private final IntList freeSlots = new IntList();
    private int slots;
    private long closedBytes;
    private long closedVocabularyBytes;

    /// @param size how many sentences fill a segment
    Segments(int size, Retention retention) {
        this.size = Math.min(size, Segment.MOST);
        this.young = new Row(retention.micros(false));
        this.catalogue = new Row(retention.micros(true));
    }

    /// Segments whose sentences are remembered for the same time.
    private final class Row {

        private final ArrayDeque<Segment> closed = new ArrayDeque<>();
        private final long kept;
        private @Nullable Segment open;

        /// @param kept for how long, microseconds
        Row(long kept) {
            this.kept = kept;
        }

        Segment open(long now) {
            var segment = open;
            if (segment == null || segment.count() == size || segment.isFull()
                    || Math.abs(now - segment.begun) > kept / 8) {
                close(now);
                segment = new Segment(freeSlots.isEmpty() ? newSlot() : freeSlots.removeLast(), now);
                bySlot[segment.slot] = segment;
                open = segment;
            }
            return segment;
        }

        void close(long now) {
            var segment = open;
            if (segment != null) {
                segment.close();
                closedBytes += segment.bytes();
                closedVocabularyBytes += segment.vocabularyBytes();
                open = null;
                add(segment, now);
            }
        }

        void add(Segment segment, long now) {
            segment.due = now + kept;
            closed.add(segment);
        }

        @Nullable
        Segment due(long before) {
            var oldest = closed.peek();
            return oldest != null && oldest.due < before ? oldest : null;
        }

        void makeDue(long now) {
            closed.forEach(segment -> segment.due = Math.min(segment.due, now + kept));
        }

        long openBytes() {
            return open == null ? 0 : open.bytes();
        }

        long openVocabularyBytes() {
            return open == null ? 0 : open.vocabularyBytes();
        }
    }

    /// How much heap they take but for their vocabularies.
    long bytes() {
        return closedBytes + young.openBytes() + catalogue.openBytes();
    }

    long vocabularyBytes() {
        return closedVocabularyBytes + young.openVocabularyBytes() + catalogue.openVocabularyBytes();
    }

    /// The segment of a slot that is in use.
    Segment get(int slot) {
        return Objects.requireNonNull(bySlot[slot]);
    }

    /// Null when the slot is not in use.
    @Nullable
    Segment find(int slot) {
        return slot < slots ? bySlot[slot] : null;
    }

    /// The segment that takes the next sentence.
    ///
    /// @param catalogued whether it stood in several articles and outlived its first segment
    Segment open(boolean catalogued, long now) {
        return (catalogued ? catalogue : young).open(now);
    }

    private int newSlot() {
        if (slots == bySlot.length) {
            if (slots == MOST_SLOTS) {
                throw new IllegalStateException(
                        "the memory is full: " + slots + " segments of sentences; set enrich.memory-limit lower");
            }
            bySlot = Arrays.copyOf(bySlot, slots * 2);
        }
        return slots++;
    }

    // ---- they are looked through

    /// A segment that was to be looked through before a moment; null when there is none.
    @Nullable
    Segment due(long before) {
        var segment = young.due(before);
        return segment == null ? catalogue.due(before) : segment;
    }

    /// The segment that goes first when there is too much: the oldest young one; the oldest of the catalogue when that is the
    /// longer row. Null when there is none at all.
    @Nullable
    Segment first(long now) {
        if (young.closed.isEmpty() && catalogue.closed.isEmpty()) {
            young.close(now);
            catalogue.close(now);
        }
        return young.closed.size() > catalogue.closed.size() || catalogue.closed.isEmpty()
                ? young.closed.peek()
                : catalogue.closed.peek();
    }

    boolean isCatalogue(Segment segment) {
        return catalogue.closed.contains(segment);
    }

    /// Puts the oldest young segment into the catalogue as it is.
    void catalogue(Segment segment, long now) {
        young.closed.remove(segment);
        catalogue.add(segment, now);
    }

    /// Lets no segment wait longer than if it had been closed at that moment.
    void makeDue(long now) {
        young.makeDue(now);
        catalogue.makeDue(now);
    }

    /// Lets a closed segment go; nothing is in it any more.
    void free(Segment segment) {
        if (!young.closed.remove(segment)) {
            catalogue.closed.remove(segment);
        }
        closedBytes -= segment.bytes();
        closedVocabularyBytes -= segment.vocabularyBytes();
        bySlot[segment.slot] = null;
        freeSlots.add(segment.slot);
    }
}
