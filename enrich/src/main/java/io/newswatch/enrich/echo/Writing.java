package io.newswatch.enrich.echo;

/// What a character is to a reader of words, whatever the writing.
final class Writing {

    /// Hebrew and what comes after it: the writings without capitals.
    private static final char FIRST_CASELESS = 0x0590;
    private static final char SOFT_HYPHEN = 0x00AD;
    private static final char ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final char ZERO_WIDTH_JOINER = 0x200D;

    private Writing() {}

    /// One of the 26 letters that need no folding but for their case.
    static boolean isPlainLetter(char c) {
        return isBetween(c | 32, 'a', 'z');
    }

    static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 0x80 && Character.isDigit(c));
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '’' || c == 'ʼ' || c == '‘';
    }

    /// Letters, digits, and the marks and joiners that belong to them.
    static boolean isWordPart(int c) {
        if (Character.isLetterOrDigit(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || c == SOFT_HYPHEN
                || c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
    }

    /// A sign of a writing without spaces between words.
    static boolean isWordByItself(int c) {
        return c >= 0x0E00
                && (Character.isIdeographic(c) || isBetween(c, 0x3040, 0x30FF) || isBetween(c, 0x0E00, 0x0EFF)
                        || isBetween(c, 0x1000, 0x109F) || isBetween(c, 0x1780, 0x17FF));
    }

    /// A letter of a writing without capitals.
    static boolean isCaseless(char c) {
        return c >= FIRST_CASELESS && Character.getType(c) == Character.OTHER_LETTER;
    }

    private static boolean isBetween(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
