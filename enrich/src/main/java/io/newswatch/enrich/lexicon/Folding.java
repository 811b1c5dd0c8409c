package io.newswatch.enrich.lexicon;

import java.text.Normalizer;

/// Letters as the lexicon compares them: lower case, without diacritics, the Turkish I's made one, so that Türkiye,
/// Turkiye and TÜRKİYE are one word. Safe for use by many threads.
public final class Folding {

    private static final char[] FOLDED = table();

    private Folding() {}

    /// @return the folded letter, or 0 for a mark that vanishes
    public static char fold(char letter) {
        return FOLDED[letter];
    }

    /// @return the folded word
    public static String fold(String word) {
        var folded = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char letter = FOLDED[word.charAt(i)];
            if (letter != 0) {
                folded.append(letter);
            }
        }
        return folded.toString();
    }

    private static char[] table() {
        var folded = new char[Character.MAX_VALUE + 1];
        for (int letter = 0; letter < folded.length; letter++) {
            folded[letter] = foldOne((char) letter);
        }
        return folded;
    }

    private static char foldOne(char letter) {
        if (letter == 'ı' || letter == 'İ') {
            return 'i';
        }
        if (letter == 'ي' || letter == 'ى') {
            return 'ی';
        }
        if (letter == 'ك') {
            return 'ک';
        }
        if (letter < 128) {
            return Character.toLowerCase(letter);
        }
        if (Character.isSurrogate(letter)) {
            return letter;
        }
        var parts = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKD);
        for (int i = 0; i < parts.length(); i++) {
            char part = parts.charAt(i);
            int type = Character.getType(part);
            if (type != Character.NON_SPACING_MARK && type != Character.FORMAT) {
                return Character.toLowerCase(part);
            }
        }
        return 0;
    }
}
