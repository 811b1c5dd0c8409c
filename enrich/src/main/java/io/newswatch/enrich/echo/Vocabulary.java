package io.newswatch.enrich.echo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// The different words of a segment: token, class and, where those count, letters. They are numbered by first use, so that
/// frequent words have small numbers. Words are one when token, class and a 32-bit hash of their letters are equal. Closed, it
/// takes about ten bytes a word, but no new ones. Used by one thread.
final class Vocabulary {

    private static final int SMALLEST = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final byte[] NONE = {};

    private int[] tokens = new int[SMALLEST];
    private byte[] classes = new byte[SMALLEST];
    /// Letters of all, and where those of each end.
    private byte[] letters = new byte[4 * SMALLEST];
    private int[] ends = new int[SMALLEST];
    private int size;
    /// By open addressing: hash of a word in the upper half, its number plus one in the lower. Null when closed.
    private long @Nullable [] slots = new long[2 * SMALLEST];

    /// How much heap it takes.
    long bytes() {
        return 112 + 9L * tokens.length + letters.length + (slots == null ? 0 : 8L * slots.length);
    }

    int token(int word) {
        return tokens[word];
    }

    byte wordClass(int word) {
        return classes[word];
    }

    /// The letters of a guarded word; null for the others.
    @Nullable
    String surface(int word) {
        if (!WordClass.of(classes[word]).isGuarded()) {
            return null;
        }
        int start = word == 0 ? 0 : ends[word - 1];
        return new String(letters, start, ends[word] - start, StandardCharsets.UTF_8);
    }

    /// The number of a word, known or new.
    int number(int token, byte wordClass, @Nullable String surface) {
        var table = slots;
        if (table == null) {
            throw new IllegalStateException("this vocabulary is closed");
        }
        int letters = surface == null ? 0 : surface.hashCode();
        long hash = (((token & 0xFFFF_FFFFL) << Integer.SIZE) | (letters & 0xFFFF_FFFFL)) * MIX + wordClass;
        int upper = (int) (hash >>> Integer.SIZE) ^ (int) hash;
        int mask = table.length - 1;
        int slot = upper & mask;
        for (; table[slot] != 0; slot = (slot + 1) & mask) {
            int word = (int) table[slot] - 1;
            if ((int) (table[slot] >>> Integer.SIZE) == upper && tokens[word] == token && classes[word] == wordClass) {
                return word;
            }
        }
        add(token, wordClass, surface);
        table[slot] = ((long) upper << Integer.SIZE) | size;
        if (2 * size > table.length) {
            rehash(table);
        }
        return size - 1;
    }

    private void add(int token, byte wordClass, @Nullable String surface) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size + size / 2);
            classes = Arrays.copyOf(classes, tokens.length);
            ends = Arrays.copyOf(ends, tokens.length);
        }
        byte[] written = surface == null ? NONE : surface.getBytes(StandardCharsets.UTF_8);
        int start = size == 0 ? 0 : ends[size - 1];
        int end = start + written.length;
        if (end > letters.length) {
            letters = Arrays.copyOf(letters, Math.max(end, letters.length + letters.length / 2));
        }
        System.arraycopy(written, 0, letters, start, written.length);
        tokens[size] = token;
        classes[size] = wordClass;
        ends[size] = end;
        size++;
    }

    private void rehash(long[] table) {
        var larger = new long[2 * table.length];
        for (long entry : table) {
            if (entry != 0) {
                int slot = (int) (entry >>> Integer.SIZE) & (larger.length - 1);
                while (larger[slot] != 0) {
                    slot = (slot + 1) & (larger.length - 1);
                }
                larger[slot] = entry;
            }
        }
        slots = larger;
    }

    /// No new words from now on.
    void close() {
        slots = null;
        tokens = Arrays.copyOf(tokens, size);
        classes = Arrays.copyOf(classes, size);
        letters = Arrays.copyOf(letters, size == 0 ? 0 : ends[size - 1]);
        ends = Arrays.copyOf(ends, size);
    }
}
