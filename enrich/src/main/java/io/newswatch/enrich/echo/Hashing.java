package io.newswatch.enrich.echo;

/// The hashes of letters, words and runs of words. All of them are part of the stored form.
final class Hashing {

    private static final int STEM_BITS = 20;
    private static final int END_BITS = 32 - STEM_BITS;
    /// The hash of no letters, unfinished.
    static final int NO_LETTERS = 0x811C9DC5;

    private Hashing() {}

    /// All 32 bits from the letters of a folded word: how a lexicon finds it.
    static int letters(CharSequence word) {
        int h = NO_LETTERS;
        for (int i = 0; i < word.length(); i++) {
            h = withLetter(h, word.charAt(i));
        }
        return mix(h);
    }

    /// The same of the first `length` characters.
    static int letters(char[] chars, int from, int to) {
        int h = NO_LETTERS;
        for (int i = from; i < to; i++) {
            h = withLetter(h, chars[i]);
        }
        return mix(h);
    }

    /// One step of [#letters], which [#mix] finishes.
    static int withLetter(int unfinished, char letter) {
        return (unfinished ^ letter) * 0x01000193;
    }

    /// A word's token: the upper 20 bits are of its stem alone, so that "allow", "allows" and "allowed" can be told
    /// for kin without their letters.
    static int token(char[] chars, int from, int to) {
        int stem = stemEnd(chars, from, to);
        return token(letters(chars, from, stem), letters(chars, from, to));
    }

    /// @param stem [#letters] of the word's stem
    /// @param word [#letters] of the word
    static int token(int stem, int word) {
        return stem << END_BITS | word >>> STEM_BITS;
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
    static int stemEnd(char[] c, int from, int to) {
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

    /// Some words in a row.
    static int gram(int[] tokens, int from, int to) {
        int h = 0x9E3779B9;
        for (int i = from; i < to; i++) {
            h = mix(h * 31 + tokens[i]);
        }
        return h;
    }

    /// Puts a hash among the smallest different ones, ascending; the largest gives way when there is no room.
    ///
    /// @param found how many there are
    /// @return how many there are now
    static int insert(int[] best, int found, int hash) {
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
