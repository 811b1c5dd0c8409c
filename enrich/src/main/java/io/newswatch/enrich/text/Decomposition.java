package io.newswatch.enrich.text;

import java.text.Normalizer;

/// What letters consist of (Unicode's compatibility decomposition, NFKD), for all of them at once: to ask the normaliser
/// for each of some ten thousand letters by itself is felt at every start. So is asking for all where most texts hold few:
/// hence the common letters and the rarer ones. Stateless, safe to share.
public final class Decomposition {

    /// All common letters are below.
    public static final int COMMON_END = 0x2200;

    /// Stands before each letter: no part of any other, and nothing combines with it.
    private static final char MARK = '\n';
    private static final int ASCII = 0x80;
    /// Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic.
    private static final int ALPHABETS = 0x700;
    /// More Latin and Greek letters, punctuation, signs.
    private static final int MORE = 0x1E00;
    /// Beyond, only these have parts; Korean syllables, which have too, are left whole.
    private static final int[][] RARER = {{ALPHABETS, MORE}, {COMMON_END, 0x3400}, {0xA640, 0xAC00}, {0xF900, 0x10000}};

    /// Receives letters in order.
    @FunctionalInterface
    public interface Visitor {

        /// @param parts what the letter consists of; itself when it has no parts
        void letter(char letter, String parts);
    }

    private Decomposition() {}

    /// Whether a letter is ASCII or among those that [#common] shows.
    public static boolean isCommon(char letter) {
        return letter < ALPHABETS || (letter >= MORE && letter < COMMON_END);
    }

    /// Shows the common letters but ASCII.
    public static void common(Visitor visitor) {
        show(ASCII, ALPHABETS, visitor);
        show(MORE, COMMON_END, visitor);
    }

    /// Shows the other letters that may have parts.
    public static void rarer(Visitor visitor) {
        for (var range : RARER) {
            show(range[0], range[1], visitor);
        }
    }

    private static void show(int from, int to, Visitor visitor) {
        var letters = new StringBuilder(2 * (to - from) + 1);
        for (int letter = from; letter < to; letter++) {
            letters.append(MARK).append((char) letter);
        }
        var parts = Normalizer.normalize(letters.append(MARK), Normalizer.Form.NFKD);
        int start = 1;
        for (int letter = from; letter < to; letter++) {
            int end = parts.indexOf(MARK, start);
            visitor.letter((char) letter, parts.substring(start, end));
            start = end + 1;
        }
    }
}
