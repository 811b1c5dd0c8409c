package io.newswatch.enrich.lexicon;

import io.newswatch.enrich.text.Decomposition;
import java.util.function.Consumer;

/// Letters as the lexicon compares them: lower case, without diacritics, the Turkish I's made one, so that Türkiye,
/// Turkiye and TÜRKİYE are one word. Safe for use by many threads.
public final class Folding {

    private static final char[] COMMON = table(Decomposition.COMMON_END, Decomposition::common);

    private Folding() {}

    /// @return the folded letter, or 0 for a mark that vanishes
    public static char fold(char letter) {
        return Decomposition.isCommon(letter) ? COMMON[letter] : Rarer.FOLDED[letter];
    }

    /// @return the folded word
    public static String fold(String word) {
        var folded = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char letter = fold(word.charAt(i));
            if (letter != 0) {
                folded.append(letter);
            }
        }
        return folded.toString();
    }

    /// Made when the first such letter comes.
    private static final class Rarer {

        static final char[] FOLDED = table(Character.MAX_VALUE + 1, Decomposition::rarer);

        private Rarer() {}
    }

    private static char[] table(int size, Consumer<Decomposition.Visitor> letters) {
        var folded = new char[size];
        for (int letter = 0; letter < folded.length; letter++) {
            folded[letter] = Character.toLowerCase((char) letter);
        }
        letters.accept((letter, parts) -> folded[letter] = first(parts));
        folded['ı'] = 'i';
        folded['İ'] = 'i';
        folded['ي'] = 'ی';
        folded['ى'] = 'ی';
        folded['ك'] = 'ک';
        return folded;
    }

    private static char first(String parts) {
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
