package io.newswatch.bench.methods;

import java.util.Arrays;
import java.util.Locale;

/// Texts as the known methods see them: the hashes of the words, without case and punctuation. Stateless.
final class Words {

    private Words() {}

    /// The 64-bit hashes of a text's words, in order.
    static long[] of(String text) {
        var letters = text.toLowerCase(Locale.ROOT);
        long[] words = new long[16];
        int count = 0;
        int at = 0;
        while (at < letters.length()) {
            long hash = 0xCBF29CE484222325L; // FNV-1a
            int from = at;
            while (at < letters.length() && Character.isLetterOrDigit(letters.charAt(at))) {
                hash = (hash ^ letters.charAt(at++)) * 0x100000001B3L;
            }
            if (at > from) {
                words = count == words.length ? Arrays.copyOf(words, 2 * count) : words;
                words[count++] = mixed(hash);
            } else {
                at++;
            }
        }
        return Arrays.copyOf(words, count);
    }

    /// The hashes of all runs of so many words; a shorter text is one run.
    static long[] runs(String text, int length) {
        long[] words = of(text);
        if (words.length == 0) {
            return words;
        }
        long[] runs = new long[Math.max(1, words.length - length + 1)];
        for (int i = 0; i < runs.length; i++) {
            long hash = 0;
            for (int j = i; j < Math.min(words.length, i + length); j++) {
                hash = mixed(hash * 31 + words[j]);
            }
            runs[i] = hash;
        }
        return runs;
    }

    /// The hashes of all runs of so many letters, digits and blanks; a shorter text is one run.
    static long[] letterRuns(String text, int length) {
        var letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if (Character.isLetterOrDigit(c)) {
                letters.append(c);
            } else if (!letters.isEmpty() && letters.charAt(letters.length() - 1) != ' ') {
                letters.append(' ');
            }
        }
        long[] runs = new long[Math.max(1, letters.length() - length + 1)];
        for (int i = 0; i < runs.length; i++) {
            long hash = 0;
            for (int j = i; j < Math.min(letters.length(), i + length); j++) {
                hash = (hash << Character.SIZE) | letters.charAt(j);
            }
            runs[i] = mixed(hash);
        }
        return runs;
    }

    /// Spreads a value over all bits (the finaliser of SplitMix64).
    static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
