package io.newswatch.enrich.echo;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Up to 32,768 sentences in the order in which they came, with a vocabulary of their own: each is a run of small numbers, one
/// or two bytes a word. What is kept beside the words is who said them: one article, or a list elsewhere. Sentences are never
/// moved within a segment; it goes as a whole. Used by one thread.
final class Segment {

    static final int BITS = 15;
    static final int MOST = 1 << BITS;
    /// What [#where] says of a sentence that is no longer here.
    static final int GONE = Integer.MIN_VALUE;

    private static final int FIRST = 64;

    /// Which of the memory's segments this is; the upper bits of its sentences' numbers.
    final int slot;
    /// When it is worth looking which of its sentences can be forgotten, microseconds since 1970.
    long due = Long.MAX_VALUE;
    /// When it was begun, by the memory's clock.
    final long begun;
    private final Vocabulary words = new Vocabulary();
    private byte[] bytes = new byte[32 * FIRST];
    private int used;
    private int[] starts = new int[FIRST];
    private int[] where = new int[FIRST];
    private int count;
    private int live;
    private final long[] wordHashes = new long[FIRST];
    /// Of no use but to be written.
    @SuppressWarnings("UnusedVariable")
    private long near;

    Segment(int slot, long begun) {
        this.slot = slot;
        this.begun = begun;
    }

    int count() {
        return count;
    }

    int live() {
        return live;
    }

    /// Whether its vocabulary has no room for more.
    boolean isFull() {
        return words.isFull();
    }

    /// How much heap it takes but for its vocabulary.
    long bytes() {
        return 150 + 8L * FIRST + bytes.length + 4L * starts.length + 4L * where.length;
    }

    long vocabularyBytes() {
        return words.bytes();
    }

    /// The article that alone has the sentence; the complement of the number of its list of sightings when there are several;
    /// [#GONE].
    int where(int local) {
        return where[local];
    }

    void where(int local, int whereNow) {
        live += (whereNow == GONE ? 0 : 1) - (where[local] == GONE ? 0 : 1);
        where[local] = whereNow;
    }

    /// Adds a sentence.
    ///
    /// @param whereNow as of [#where]
    /// @return its number in this segment
    int add(Fingerprint print, int place, int start, int end, int whereNow) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, Math.min(MOST, count * 2));
            where = Arrays.copyOf(where, starts.length);
        }
        int most = 20 + 4 * print.words();
        if (used + most > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(used + most, bytes.length + bytes.length / 2));
        }
        starts[count] = used;
        where[count] = whereNow;
        int at = write(used, place + 1);
        at = write(at, start);
        at = write(at, end - start);
        int n = print.words();
        at = write(at, n);
        long[] hashes = n <= wordHashes.length ? wordHashes : new long[n];
        long there = 0;
        for (int i = 0; i < n; i++) {
            hashes[i] = print.wordHash(i);
            there ^= words.near(hashes[i]);
        }
        near = there;
        for (int i = 0; i < n; i++) {
            at = write(at, words.number(hashes[i], print.tokens[i], print.classes[i], print.surfaces[i]));
        }
        used = at;
        live++;
        return count++;
    }

    private int write(int from, int value) {
        int at = from;
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[at++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    /// Takes no more sentences from now on.
    void close() {
        words.close();
        bytes = Arrays.copyOf(bytes, used);
        starts = Arrays.copyOf(starts, count);
        where = Arrays.copyOf(where, count);
    }

    // ---- reading

    /// Reads one sentence; holds its own place, so that it can be left in the middle.
    private final class Reading {

        private int at;

        Reading(int local) {
            at = starts[local];
        }

        int next() {
            int value = 0;
            for (int shift = 0;; shift += 7) {
                byte octet = bytes[at++];
                value |= (octet & 0x7F) << shift;
                if (octet >= 0) {
                    return value;
                }
            }
        }
    }

    boolean isTitle(int local) {
        return bytes[starts[local]] == 0;
    }

    /// Which of its article's sentences it was when it was added.
    int place(int local) {
        return new Reading(local).next() - 1;
    }

    /// Where the sentence stood when it was added: place, start, end.
    int[] stood(int local) {
        var in = new Reading(local);
        int place = in.next() - 1;
        int start = in.next();
        return new int[]{place, start, start + in.next()};
    }

    boolean hasWords(int local, Fingerprint print, boolean title) {
        var in = new Reading(local);
        boolean isTitle = in.next() == 0;
        in.next();
        in.next();
        if (isTitle != title || in.next() != print.words()) {
            return false;
        }
        for (int i = 0; i < print.words(); i++) {
            if (!words.isWord(in.next(), print.tokens[i], print.classes[i], print.surfaces[i])) {
                return false;
            }
        }
        return true;
    }

    /// Whether enough of its words may be among those of a later sentence.
    boolean hasEnough(int local, WordsInCommon later) {
        var in = new Reading(local);
        in.next();
        in.next();
        in.next();
        var sum = later.new Sum();
        for (int left = in.next(); left > 0; left--) {
            int word = in.next();
            sum.add(words.token(word), words.wordClass(word), words.partners(word));
        }
        return sum.isEnough();
    }

    /// @param letters whether those of guarded words are wanted; without, it is good for keys and the like
    Fingerprint print(int local, boolean letters) {
        var in = new Reading(local);
        in.next();
        in.next();
        in.next();
        int n = in.next();
        int[] tokens = new int[n];
        byte[] classes = new byte[n];
        @Nullable
        String[] surfaces = new String[n];
        for (int i = 0; i < n; i++) {
            int word = in.next();
            tokens[i] = words.token(word);
            classes[i] = words.wordClass(word);
            surfaces[i] = letters ? words.surface(word) : null;
        }
        return new Fingerprint(tokens, classes, surfaces, null, null);
    }
}
