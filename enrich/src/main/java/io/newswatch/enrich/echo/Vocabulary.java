package io.newswatch.enrich.echo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// The different words of a segment: token, class and, where those count, letters. They are numbered by first use, so that
/// frequent words have small numbers. Words are one when token, class and a 38-bit hash that covers the letters too are equal.
/// Closed, it takes about nine bytes a word, but no new ones. Used by one thread.
final class Vocabulary {

    private static final int SMALLEST = 64;
    private static final int NUMBER_BITS = 26;
    private static final int MOST = (1 << NUMBER_BITS) - 1;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final byte[] NONE = {};
    private static final int BLOCK_BITS = 5;
    private static final int HOT = 1 << 12;
    private static final int HOT_SHIFT = Long.SIZE - 12;

    private int[] tokens = new int[SMALLEST];
    private byte[] classes = new byte[SMALLEST];
    private byte[] partners = new byte[SMALLEST];
    /// Letters of all, how many bytes those of each are, and where those of every 32nd begin.
    private byte[] letters = new byte[4 * SMALLEST];
    private byte[] lengths = new byte[SMALLEST];
    private int[] starts = new int[SMALLEST >>> BLOCK_BITS];
    private int used;
    private int size;
    /// By open addressing: the upper bits of a word's hash, then its number plus one. Null when closed.
    private long @Nullable [] slots = new long[2 * SMALLEST];
    /// Some of the slots' entries once more, by the hash alone, the latest in each place: most words of a text are a few thousand
    /// different ones, and these stay in the processor's cache when the slots of all do not.
    private long @Nullable [] hot = new long[HOT];

    /// How much heap it takes.
    long bytes() {
        return 144 + 7L * tokens.length + 4L * starts.length + letters.length
                + (slots == null ? 0 : 8L * (HOT + slots.length));
    }

    /// Whether it is time to close it.
    boolean isFull() {
        return size > MOST / 4;
    }

    int token(int word) {
        return tokens[word];
    }

    byte wordClass(int word) {
        return classes[word];
    }

    /// As [WordsInCommon#partners] tells.
    byte partners(int word) {
        return partners[word];
    }

    /// The letters of a guarded word; null for the others.
    @Nullable
    String surface(int word) {
        if (!WordClass.of(classes[word]).isGuarded()) {
            return null;
        }
        return new String(letters, start(word), length(word), StandardCharsets.UTF_8);
    }

    private int start(int word) {
        int start = starts[word >>> BLOCK_BITS];
        for (int before = word >>> BLOCK_BITS << BLOCK_BITS; before < word; before++) {
            start += length(before);
        }
        return start;
    }

    private int length(int word) {
        return lengths[word] & 0xFF;
    }

    /// Whether this is a word: token, class and letters.
    boolean isWord(int word, int token, byte wordClass, @Nullable String surface) {
        return tokens[word] == token && classes[word] == wordClass && (surface == null || isSpelt(word, surface));
    }

    /// Most letters are ASCII, for which no text need be made.
    private boolean isSpelt(int word, String surface) {
        int length = length(word);
        int start = start(word);
        for (int i = 0; i < surface.length(); i++) {
            char letter = surface.charAt(i);
            if (letter >= 0x80) {
                return surface.equals(surface(word));
            }
            if (i >= length || letters[start + i] != letter) {
                return false;
            }
        }
        return surface.length() == length;
    }

    /// What a word is found by.
    static long hash(int token, byte wordClass, @Nullable String surface) {
        long letters = surface == null ? 0 : surface.hashCode() & 0xFFFF_FFFFL;
        long hash = ((((token & 0xFFFF_FFFFL) << Integer.SIZE) | letters) ^ wordClass) * MIX;
        return (hash ^ (hash >>> Integer.SIZE)) * MIX;
    }

    /// Brings a word's place near, as [NumberTable#near] does.
    long near(long hash) {
        return slots == null || isHot(hash) ? 0 : slots[place(hash, slots)];
    }

    private boolean isHot(long hash) {
        return hot != null && isOf(hot[hotPlace(hash)], hash);
    }

    private static int hotPlace(long hash) {
        return (int) (hash >>> HOT_SHIFT);
    }

    private static boolean isOf(long entry, long hash) {
        return (entry ^ hash) >>> NUMBER_BITS == 0;
    }

    private static int place(long hash, long[] table) {
        return (int) (hash >>> NUMBER_BITS) & (table.length - 1);
    }

    /// Keys and identities follow from tokens, so these must be the same for sure, and not only their hash.
    private boolean isWord(long entry, long hash, int token, byte wordClass) {
        if (entry == 0 || !isOf(entry, hash)) {
            return false;
        }
        int word = ((int) entry & MOST) - 1;
        return tokens[word] == token && classes[word] == wordClass;
    }

    /// The number of a word, known or new.
    ///
    /// @param hash as of [#hash]
    int number(long hash, int token, byte wordClass, @Nullable String surface) {
        var table = slots;
        var known = hot;
        if (table == null || known == null) {
            throw new IllegalStateException("this vocabulary is closed");
        }
        long entry = known[hotPlace(hash)];
        if (!isWord(entry, hash, token, wordClass)) {
            entry = entry(table, hash, token, wordClass, surface);
            known[hotPlace(hash)] = entry;
        }
        return ((int) entry & MOST) - 1;
    }

    private long entry(long[] table, long hash, int token, byte wordClass, @Nullable String surface) {
        int slot = place(hash, table);
        for (; table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
            if (isWord(table[slot], hash, token, wordClass)) {
                return table[slot];
            }
        }
        add(token, wordClass, surface);
        long entry = (hash & ~(long) MOST) | size;
        table[slot] = entry;
        if (4 * size > 3 * table.length) {
            rehash(table);
        }
        return entry;
    }

    private void add(int token, byte wordClass, @Nullable String surface) {
        if (size == MOST) {
            throw new IllegalStateException("a vocabulary of more than " + MOST + " words");
        }
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size + size / 2);
            classes = Arrays.copyOf(classes, tokens.length);
            partners = Arrays.copyOf(partners, tokens.length);
            lengths = Arrays.copyOf(lengths, tokens.length);
            starts = Arrays.copyOf(starts, (tokens.length >>> BLOCK_BITS) + 1);
        }
        byte[] written = surface == null ? NONE : surface.getBytes(StandardCharsets.UTF_8);
        if (used + written.length > letters.length) {
            letters = Arrays.copyOf(letters, Math.max(used + written.length, letters.length + letters.length / 2));
        }
        System.arraycopy(written, 0, letters, used, written.length);
        if (size >>> BLOCK_BITS << BLOCK_BITS == size) {
            starts[size >>> BLOCK_BITS] = used;
        }
        used += written.length;
        tokens[size] = token;
        classes[size] = wordClass;
        partners[size] = WordsInCommon.partners(token, wordClass, surface);
        lengths[size] = (byte) written.length;
        size++;
    }

    private void rehash(long[] table) {
        var larger = new long[2 * table.length];
        for (long entry : table) {
            if (entry != 0) {
                int slot = place(entry, larger);
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
        hot = null;
        tokens = Arrays.copyOf(tokens, size);
        classes = Arrays.copyOf(classes, size);
        partners = Arrays.copyOf(partners, size);
        letters = Arrays.copyOf(letters, used);
        lengths = Arrays.copyOf(lengths, size);
        starts = Arrays.copyOf(starts, (size + (1 << BLOCK_BITS) - 1) >>> BLOCK_BITS);
    }
}
