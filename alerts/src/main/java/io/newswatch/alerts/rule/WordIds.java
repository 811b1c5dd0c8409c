package io.newswatch.alerts.rule;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/// Numbers for the words that rules ask for, found without making a string of every word of an article: open addressing
/// on a hash that grows letter by letter, so that all beginnings of a word are hashed on the way. Immutable, safe to share.
final class WordIds {

    static final int UNKNOWN = -1;

    private final @Nullable String[] words;
    private final int[] ids;
    private final int mask;

    /// @param firstId the number of the first word; the others follow
    WordIds(Collection<String> distinct, int firstId) {
        int size = Integer.highestOneBit(Math.max(8, distinct.size() * 2)) * 2;
        words = new @Nullable String[size];
        ids = new int[size];
        mask = size - 1;
        int id = firstId;
        for (var word : distinct) {
            int slot = slot(hash(word));
            while (words[slot] != null) {
                slot = (slot + 1) & mask;
            }
            words[slot] = word;
            ids[slot] = id++;
        }
    }

    /// The hash of a word one letter longer; begin with 0.
    static long grow(long hash, char letter) {
        return (hash ^ letter) * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
    }

    private static long hash(String word) {
        long hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = grow(hash, word.charAt(i));
        }
        return hash;
    }

    private int slot(long hash) {
        return (int) ((hash ^ (hash >>> 29) ^ (hash >>> 47)) & mask);
    }

    int of(String word) {
        return of(word.toCharArray(), word.length(), hash(word));
    }

    /// @param hash grown over the first `length` letters
    /// @return the word's number, or [#UNKNOWN]
    int of(char[] letters, int length, long hash) {
        for (int slot = slot(hash);; slot = (slot + 1) & mask) {
            var word = words[slot];
            if (word == null) {
                return UNKNOWN;
            }
            if (equal(word, letters, length)) {
                return ids[slot];
            }
        }
    }

    private static boolean equal(String word, char[] letters, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word.charAt(i) != letters[i]) {
                return false;
            }
        }
        return true;
    }
}
