package io.newswatch.alerts.rule;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Cuts text into words and folds them, so that `TÜRKİYE`, `Türkiye` and `Turkiye` are one word.
///
/// A word is a maximal run of letters and digits: `Türkiye'den` is two, `7,500` is two, `mine-clearing` is two. Folding is
/// Unicode's compatibility decomposition, marks dropped, case folded, and the Turkish dotless ı and dotted İ both become
/// i; soft hyphens and joiners inside a word vanish. Scripts that write no spaces (Chinese, Japanese, Thai, ...) give a
/// word per letter, so that a phrase finds them anywhere.
///
/// Latin letters, by far the most, take a table; others are folded one code point at a time. Safe for use by many threads.
final class Words {

    /// Takes the words of a text, in order. The characters are valid during the call only.
    interface Sink {
        /// @param folded the folded word stands in its first `length` characters
        /// @param start  where it stands in the text, UTF-16 code units
        /// @param end    exclusive
        void word(char[] folded, int length, int start, int end);
    }

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);
    /// Scripts whose marks only vary a letter; in others (Devanagari, ...) a mark is a vowel and stays.
    private static final Set<UnicodeScript> MARKS_VARY = EnumSet.of(UnicodeScript.INHERITED, UnicodeScript.COMMON,
            UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.HEBREW,
            UnicodeScript.ARABIC);
    private static final int ZERO_WIDTH_SPACE = 0x200B;

    private static final String BREAK = " ";
    private static final String NOTHING = "";
    /// The folded form of each code unit that is no surrogate; [#BREAK] where a word ends, [#NOTHING] where it goes on
    /// unchanged. Filled when first used; a race writes the same value twice.
    private static final @Nullable String[] FOLDED = new @Nullable String[Character.MIN_SURROGATE];
    private static final char[] SIMPLE = new char[0x530];

    static {
        for (int c = 0; c < SIMPLE.length; c++) {
            var folded = fold(c);
            SIMPLE[c] = folded.equals(BREAK) ? ' ' : folded.length() == 1 ? folded.charAt(0) : 0;
        }
    }

    private Words() {}

    /// Hands the words of `text[from, to)` to the sink.
    static void of(String text, int from, int to, Sink sink) {
        var word = new char[64];
        int length = 0;
        int start = from;
        int end = from;
        for (int i = from; i < to;) {
            char c = text.charAt(i);
            char simple = c < SIMPLE.length ? SIMPLE[c] : 0;
            if (simple > ' ') {
                if (length == 0) {
                    start = i;
                } else if (length == word.length) {
                    word = Arrays.copyOf(word, length * 2);
                }
                word[length++] = simple;
                end = ++i;
                continue;
            }
            int next = i + 1;
            String folded;
            boolean alone = false;
            if (simple == ' ') {
                folded = BREAK;
            } else if (c < Character.MIN_SURROGATE) {
                folded = folded(c);
                alone = c >= 0xE00 && isUnspaced(c);
            } else {
                int codePoint = text.codePointAt(i);
                next = Math.min(to, i + Character.charCount(codePoint));
                folded = fold(codePoint);
                alone = isUnspaced(codePoint);
            }
            if (alone && length > 0) {
                sink.word(word, length, start, end);
                length = 0;
            }
            for (int k = 0; k < folded.length(); k++) {
                char f = folded.charAt(k);
                if (f == ' ') {
                    if (length > 0) {
                        sink.word(word, length, start, end);
                        length = 0;
                    }
                } else {
                    if (length == 0) {
                        start = i;
                    } else if (length == word.length) {
                        word = Arrays.copyOf(word, length * 2);
                    }
                    word[length++] = f;
                    end = next;
                }
            }
            if (length > 0 && folded.isEmpty()) {
                end = next;
            }
            if (alone && length > 0) {
                sink.word(word, length, start, end);
                length = 0;
            }
            i = next;
        }
        if (length > 0) {
            sink.word(word, length, start, end);
        }
    }

    /// The folded words of a text.
    static List<String> in(String text) {
        var words = new ArrayList<String>();
        of(text, 0, text.length(), (folded, length, _, _) -> words.add(new String(folded, 0, length)));
        return words;
    }

    private static boolean isUnspaced(int codePoint) {
        return Character.isLetter(codePoint) && UNSPACED.contains(UnicodeScript.of(codePoint));
    }

    private static String folded(char c) {
        var folded = FOLDED[c];
        if (folded == null) {
            folded = fold(c);
            FOLDED[c] = folded;
        }
        return folded;
    }

    /// @return letters and digits, and a blank where a word ends; empty for what vanishes
    private static String fold(int codePoint) {
        if (Character.getType(codePoint) == Character.FORMAT && codePoint != ZERO_WIDTH_SPACE) {
            return NOTHING;
        }
        var folded = new StringBuilder();
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD).codePoints().forEach(part -> {
            switch (Character.getType(part)) {
                case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
                    if (!MARKS_VARY.contains(UnicodeScript.of(part))) {
                        folded.appendCodePoint(part);
                    }
                }
                case Character.COMBINING_SPACING_MARK -> folded.appendCodePoint(part);
                default -> {
                    if (part == 'ı') {
                        folded.append('i');
                    } else if (Character.isLetterOrDigit(part)) {
                        // by way of the upper case, which unites σ with ς and writes ß as ss
                        folded.append(Character.toString(part).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
                                .replace('ς', 'σ'));
                    } else {
                        folded.append(' ');
                    }
                }
            }
        });
        return folded.toString();
    }
}
