package io.newswatch.enrich.text;

import java.text.Normalizer;
import java.util.Arrays;

/// Letters without case, accents and typographic variety: `Türkiye`, `TÜRKIYE` and `turkiye` become the same, and so
/// do `ﬁeld` and `field`.
///
/// Compatibility decomposition (NFKD), then lower case, then the marks of Latin, Greek, Cyrillic, Hebrew and Arabic
/// writing dropped; the vowel signs of Indic and Thai writing stay, for they are letters there. The four Turkish i's
/// become one i, the Azerbaijani schwa an e. Nearly everything is looked up in two tables that are built once, so that a
/// text costs no allocation. Safe to share between threads.
public final class Letters {

    private static final int TABLE = 0x2500;
    private static final char[] SINGLE = new char[TABLE];
    private static final String[] LONGER = new String[TABLE];
    /// In [#SINGLE]: nothing stays of this character.
    private static final char DROPPED = 0;
    /// In [#SINGLE]: look into [#LONGER].
    private static final char EXPANDED = 0xFFFF;

    static {
        for (char c = 0; c < 0x80; c++) {
            SINGLE[c] = Character.toLowerCase(c);
        }
        Decomposition.common(Letters::enter);
    }

    /// The rarer letters, entered when the first of them comes.
    private static final class Rarer {

        static {
            Decomposition.rarer(Letters::enter);
        }

        private Rarer() {}

        static char single(char c) {
            return SINGLE[c];
        }
    }

    private Letters() {}

    /// Writes the folded form of `text[start, end)` to `out`, which grows when it must and whose
    /// earlier content is forgotten.
    public static void fold(CharSequence text, int start, int end, Folded out) {
        out.length = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.add(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            } else if (c < TABLE) {
                char single = Decomposition.isCommon(c) ? SINGLE[c] : Rarer.single(c);
                if (single == EXPANDED) {
                    out.add(LONGER[c]);
                } else if (single != DROPPED) {
                    out.add(single);
                }
            } else if (c >= 0xF900 && !Character.isSurrogate(c)) {
                out.add(folded(c, Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD)));
            } else {
                out.add(c);
            }
        }
    }

    /// The folded form as a string.
    public static String fold(String text) {
        var out = new Folded();
        fold(text, 0, text.length(), out);
        return new String(out.chars, 0, out.length);
    }

    private static void enter(char c, String parts) {
        if (c >= TABLE) {
            return;
        }
        String folded = folded(c, parts);
        switch (folded.length()) {
            case 0 -> SINGLE[c] = DROPPED;
            case 1 -> SINGLE[c] = folded.charAt(0);
            default -> {
                SINGLE[c] = EXPANDED;
                LONGER[c] = folded;
            }
        }
    }

    private static String folded(char c, String parts) {
        switch (c) {
            case 'ı', 'İ' -> {
                return "i";
            }
            case 'ə', 'Ə' -> {
                return "e";
            }
            case 'ß', 'ẞ' -> {
                return "ss";
            }
            case 'æ', 'Æ' -> {
                return "ae";
            }
            case 'œ', 'Œ' -> {
                return "oe";
            }
            case 'ø', 'Ø' -> {
                return "o";
            }
            case 'ł', 'Ł' -> {
                return "l";
            }
            case 'đ', 'Đ', 'ð', 'Ð' -> {
                return "d";
            }
            case '’', '‘', 'ʼ', '´', '`' -> {
                return "'";
            }
            default -> {
            }
        }
        var kept = new StringBuilder(parts.length());
        for (int i = 0; i < parts.length(); i++) {
            char part = Character.toLowerCase(parts.charAt(i));
            if (!isMark(part) && Character.getType(part) != Character.FORMAT) {
                kept.append(part);
            }
        }
        return kept.toString();
    }

    /// Whether this is an accent that people leave out or add without changing the word.
    private static boolean isMark(char c) {
        return isBetween(c, 0x0300, 0x036F) || isBetween(c, 0x0483, 0x0487) || isBetween(c, 0x0591, 0x05C7)
                || isBetween(c, 0x0610, 0x061A) || isBetween(c, 0x064B, 0x065F) || c == 0x0640 || c == 0x0670
                || isBetween(c, 0xFE00, 0xFE0F);
    }

    private static boolean isBetween(char c, int first, int last) {
        return c >= first && c <= last;
    }

    /// A growing buffer of folded characters; used again and again by one thread.
    public static final class Folded {

        char[] chars = new char[64];
        int length;

        /// How many characters there are.
        public int length() {
            return length;
        }

        /// The characters; only the first [#length] count.
        public char[] chars() {
            return chars;
        }

        private void add(char c) {
            if (length == chars.length) {
                chars = Arrays.copyOf(chars, 2 * length);
            }
            chars[length++] = c;
        }

        private void add(String s) {
            for (int i = 0; i < s.length(); i++) {
                add(s.charAt(i));
            }
        }
    }
}
