package io.newswatch.enrich.echo;

import java.util.Arrays;

/// The hashes of letters, words and runs of words. All of them are part of the stored form.
final class Hashing {

    private static final int STEM_BITS = 20;
    private static final int END_BITS = 32 - STEM_BITS;

    private Hashing() {}

    /// All 32 bits from the letters of a folded word: how a lexicon finds it.
    static int letters(CharSequence word) {
        int h = 0x811C9DC5;
        for (int i = 0; i < word.length(); i++) {
            h = (h ^ word.charAt(i)) * 0x01000193;
        }
        return mix(h);
    }

    /// The same of the first `length` characters.
    static int letters(char[] chars, int from, int to) {
        int h = 0x811C9DC5;
        for (int i = from; i < to; i++) {
            h = (h ^ chars[i]) * 0x01000193;
        }
        return mix(h);
    }

    /// A word's token: the upper 20 bits are of its stem alone, so that "allow", "allows" and "allowed" can be told
    /// for kin without their letters.
    static int token(char[] chars, int from, int to) {
        int stem = stemEnd(chars, from, to);
        int upper = letters(chars, from, stem) << END_BITS;
        int lower = letters(chars, from, to) >>> STEM_BITS;
        return upper | lower;
    }

    static int token(String word) {
        return token(word.toCharArray(), 0, word.length());
    }

    /// Whether two tokens are forms of one word.
    static boolean sameStem(int a, int b) {
        return a >>> END_BITS == b >>> END_BITS;
    }

    /// What two forms of one word share.
    static int stem(int token) {
        return token >>> END_BITS;
    }

    /// Where the word's usual endings begin. English endings only: for other languages a form of a word is another
    /// word, which is the careful side.
    private static int stemEnd(char[] c, int from, int to) {
        int n = to - from;
        int end = to;
        if (n < 4 || c[to - 1] > 'z') {
            return to;
        }
        if (n >= 6 && c[to - 3] == 'i' && c[to - 2] == 'n' && c[to - 1] == 'g') {
            end = to - 3;
        } else if (n >= 5 && c[to - 2] == 'e' && (c[to - 1] == 'd' || c[to - 1] == 's')) {
            end = to - 2;
        } else if (c[to - 1] == 's' && c[to - 2] != 's' && c[to - 2] != 'u') {
            end = to - 1;
        }
        if (end - from >= 4 && (c[end - 1] == 'e' || c[end - 1] == 'y' || c[end - 1] == 'i')) {
            end--;
        }
        if (end < to && end - from >= 4 && c[end - 1] == c[end - 2] && c[end - 1] != 's' && c[end - 1] != 'l') {
            end--;
        }
        return end;
    }

    static int mix(int h) {
        int x = h;
        x = (x ^ x >>> 16) * 0x85EBCA6B;
        x = (x ^ x >>> 13) * 0xC2B2AE35;
        return x ^ x >>> 16;
    }

    /// Four (or as many as there are) words in a row.
    static int gram(int[] tokens, int from, int to) {
        int h = 0x9E3779B9;
        for (int i = from; i < to; i++) {
            h = mix(h * 31 + tokens[i]);
        }
        return h;
    }

    /// The smallest different `k` of the hashes, ascending.
    static int[] smallest(int[] hashes, int k) {
        int[] best = new int[Math.min(k, hashes.length)];
        int found = 0;
        for (int hash : hashes) {
            found = insert(best, found, hash);
        }
        return found == best.length ? best : Arrays.copyOf(best, found);
    }

    private static int insert(int[] best, int found, int hash) {
        int at = found;
        while (at > 0 && best[at - 1] >= hash) {
            if (best[at - 1] == hash) {
                return found;
            }
            at--;
        }
        if (at == best.length) {
            return found;
        }
        int size = Math.min(found + 1, best.length);
        System.arraycopy(best, at, best, at + 1, size - at - 1);
        best[at] = hash;
        return size;
    }
}
