package io.newswatch.enrich.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Paragraphs and sentences of any text, also of one whose spaces and paragraph marks a scrape has lost.
///
/// One pass over the characters. A line feed ends a paragraph. A full stop, question or exclamation mark or ellipsis
/// (of any writing) ends a sentence, together with the quotes and brackets that close after it, when what follows can
/// begin a sentence: white space and no small letter, or, glued, a capital letter or an opening quote
/// (`per Trend.The drills`, `said."They`). A full stop does not when it belongs to a number, an initial, an
/// abbreviation, a domain or an address. The marks of Chinese, Japanese, Arabic, Indic and Armenian writing need no
/// space.
///
/// Every character that is not white space lies in exactly one sentence. No sentence is longer than
/// [#LONGEST] characters: a longer one is cut, at white space where there is some, so that one line of twenty megabytes
/// costs no more than twenty megabytes of articles. Looks at no more than a few dozen characters around a mark, so the
/// work is linear. Stateless, safe to share.
public final class SentenceSplitter {

    /// The longest sentence, in UTF-16 code units; a longer one is cut.
    public static final int LONGEST = 2_000;

    /// So many marks in a row are looked at together, lest a page of dots be looked at once for each of them.
    private static final int LONGEST_RUN = 64;
    private static final char FIRST_BULLET = '·';

    /// Before a name or a number: what follows never begins a sentence.
    private static final Set<String> TITLES = Set.of("mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt",
            "cmdr", "cpl", "sgt", "adm", "brig", "gov", "sen", "rep", "rev", "hon", "pres", "st", "messrs", "mme",
            "mlle",
            "no", "nos", "vs", "ave", "blvd", "mt", "ft", "pte", "pvt", "supt", "insp", "det", "amb", "min", "sr",
            "sra",
            "dra", "univ", "dept", "fig", "vol", "op", "cf", "al", "approx", "e.g", "i.e", "eg", "ie", "cit", "ed",
            "eds",
            "lt-gen", "maj-gen", "brig-gen", "lt-col", "doc", "doç", "av", "yrd", "uzm", "org", "kur", "alb", "yzb",
            "tğm",
            "г", "гг", "ул", "им", "тов", "гр", "акад", "проф", "д-р", "ген", "полк", "стр", "см", "ср", "др", "m",
            "hr",
            "fr", "herr", "bzw", "ca", "z.b", "u.a", "d.h", "nr", "bd", "dipl", "ing", "sn", "sayın", "cən", "şəh");

    /// May end a sentence: only a new sentence's clear start after white space ends it.
    private static final Set<String> SHORT_FORMS = Set.of("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
            "sept",
            "oct", "nov", "dec", "inc", "corp", "ltd", "co", "bros", "plc", "llc", "jr", "etc", "u.s", "u.k", "u.n",
            "e.u",
            "a.m", "p.m", "d.c", "u.s.a", "u.s.s.r", "ph.d", "b.a", "m.a", "m.s", "est", "tel", "art", "sec", "par",
            "mln",
            "bn", "m.ö", "vb", "vd", "s", "и т.д", "т.д", "т.п", "т.е", "руб", "млн", "млрд", "тыс", "кв", "ок");

    /// What a number with a full stop counts in languages that write ordinals so.
    private static final Set<String> ORDINAL_HEADS = Set.of("januar", "februar", "märz", "april", "mai", "juni", "juli",
            "august", "september", "oktober", "november", "dezember", "jahrhundert", "armee", "korps", "division",
            "brigade",
            "bataillon", "kolordu", "ordu", "tümen", "tugay", "alay", "tabur", "yüzyıl", "dönem", "madde",
            "cumhurbaşkanı",
            "filo", "ana", "jandarma", "hava", "zırhlı", "mekanize", "dünya", "sınıf", "tur");

    /// No title or short form ends in more letters in a row.
    private static final int LONGEST_SHORT_WORD = Stream.of(TITLES, SHORT_FORMS).flatMap(Set::stream)
            .mapToInt(word -> word.length() - 1 - Math.max(word.lastIndexOf('.'), word.lastIndexOf('-'))).max()
            .orElseThrow();

    private SentenceSplitter() {}

    /// Splits a text.
    ///
    /// @return paragraphs of sentences, in order and not overlapping, none empty; empty for a text without any sign
    public static List<List<Span>> split(String text) {
        var paragraphs = new ArrayList<List<Span>>();
        var chars = text.toCharArray(); // quicker to walk through
        int length = text.length();
        int start = 0;
        while (start < length) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                end = length;
            }
            var sentences = new ArrayList<Span>();
            splitLine(text, chars, start, end, sentences);
            if (!sentences.isEmpty()) {
                paragraphs.add(List.copyOf(sentences));
            }
            start = end + 1;
        }
        return List.copyOf(paragraphs);
    }

    private static void splitLine(String text, char[] chars, int from, int to, List<Span> out) {
        int start = skipSpace(text, from, to);
        int i = start;
        while (i < to) {
            int limit = Math.min(to, start + LONGEST);
            while (i < limit && !isTerminator(chars[i]) && !isBullet(chars, i, to)) {
                i++;
            }
            if (i < limit && isBullet(chars, i, to)) {
                addTrimmed(text, start, i, out);
                start = i++;
            } else if (i < limit) {
                int end = sentenceEnd(text, start, i, to);
                if (end > 0) {
                    addPieces(text, start, end, out);
                    start = skipSpace(text, end, to);
                    i = start;
                    continue;
                }
                i++;
            }
            if (i - start >= LONGEST) {
                int cut = cut(text, start, i);
                addTrimmed(text, start, cut, out);
                start = skipSpace(text, cut, to);
                i = Math.max(start, i);
            }
        }
        addTrimmed(text, start, to, out);
    }

    /// Adds a sentence that ends in a run of marks, in pieces should the run make it too long.
    private static void addPieces(String text, int start, int end, List<Span> out) {
        int from = start;
        while (end - from > LONGEST) {
            int cut = cut(text, from, from + LONGEST);
            addTrimmed(text, from, cut, out);
            from = skipSpace(text, cut, end);
        }
        addTrimmed(text, from, end, out);
    }

    private static void addTrimmed(String text, int start, int end, List<Span> out) {
        int last = end;
        while (last > start && isSpace(text.charAt(last - 1))) {
            last--;
        }
        if (last > start) {
            out.add(new Span(start, last));
        }
    }

    /// Where to cut an endless sentence: after the last white space of its second half, else anywhere but within a pair
    /// of surrogates.
    private static int cut(String text, int start, int end) {
        for (int i = end; i > start + LONGEST / 2; i--) {
            if (isSpace(text.charAt(i - 1))) {
                return i;
            }
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    /// The end of the sentence whose possible last mark stands at `mark`, or -1 when it goes on.
    private static int sentenceEnd(String text, int start, int mark, int to) {
        char c = text.charAt(mark);
        int end = mark + 1;
        boolean sharp = c != '.';
        while (end < to && end - mark < LONGEST_RUN && isTerminator(text.charAt(end))) {
            sharp = true;
            end++;
        }
        int closed = closers(text, end, to);
        if (closed >= to) {
            return to;
        }
        char next = text.charAt(closed);
        if (isFullWidth(c)) {
            return closed;
        }
        if (isSpace(next)) {
            int after = skipSpace(text, closed, to);
            if (after >= to) {
                return closed;
            }
            int first = firstLetter(text, after, to);
            char letter = first < to ? text.charAt(first) : ' ';
            if (Character.isLowerCase(letter) && !isBullet(text.charAt(after))) {
                return -1;
            }
            if (!sharp && end == closed && staysOpen(text, start, mark, letter)) {
                return -1;
            }
            return closed;
        }
        return gluedEnd(text, start, mark, end, closed, to, sharp);
    }

    /// The decision where no space follows: `Trend.The`, `said."They`, `2008.Moscow`, but not `U.S`, `azernews.az`,
    /// `3.5`, `What?!`.
    private static int gluedEnd(String text, int start, int mark, int end, int closed, int to, boolean sharp) {
        char next = text.charAt(closed);
        if (closed == end && isOpeningQuote(next)) {
            int inner = firstLetter(text, closed, to);
            boolean opens = inner < to && inner > closed
                    && (Character.isUpperCase(text.charAt(inner)) || Character.isDigit(text.charAt(inner)));
            return opens && wordBefore(text, start, mark) >= 2 ? end : -1;
        }
        if (!Character.isUpperCase(next) && !isCaseless(next)) {
            return -1;
        }
        if (closed > end) {
            // A straight quote between two sentences may close the first or open the second.
            char quote = text.charAt(end);
            if (quote == '"' && closed == end + 1 && opensHere(text, start, end)) {
                return end;
            }
            return closed;
        }
        if (sharp) {
            return closed;
        }
        int letters = wordBefore(text, start, mark);
        boolean number = mark > start && Character.isDigit(text.charAt(mark - 1));
        if (letters == 0 && !number && mark > start && !isCloser(text.charAt(mark - 1))) {
            return -1;
        }
        if (letters == 1 && Character.isUpperCase(text.charAt(mark - 1))) {
            return -1;
        }
        if (isAddress(text, start, mark, to)) {
            return -1;
        }
        if (isAcronymAhead(text, closed, to)) {
            return -1;
        }
        String word = word(text, start, mark);
        return TITLES.contains(word) ? -1 : closed;
    }

    /// Whether the full stop at `mark` belongs to its word, so that the sentence goes on after the white space.
    private static boolean staysOpen(String text, int start, int mark, char letter) {
        if (isLongWord(text, start, mark)) {
            return false;
        }
        String word = word(text, start, mark);
        if (word.isEmpty()) {
            return false;
        }
        if (TITLES.contains(word) && !(word.equals("no") && !Character.isDigit(letter))) {
            return true;
        }
        if (word.length() == 1 && Character.isLetter(word.charAt(0)) && Character.isUpperCase(text.charAt(mark - 1))) {
            return true;
        }
        if (SHORT_FORMS.contains(word) || (word.indexOf('.') > 0 && word.length() <= 7)) {
            return !Character.isUpperCase(letter) || word.indexOf('.') > 0;
        }
        // "am 5. Mai", "13. Kolordu": an ordinal, where a small number stands before what one counts or dates.
        return word.length() <= 2 && isNumber(word) && ORDINAL_HEADS.contains(wordAfter(text, mark + 1));
    }

    /// Whether so many small letters stand right before `mark` that none of our short words ends there.
    private static boolean isLongWord(String text, int start, int mark) {
        if (mark - start <= LONGEST_SHORT_WORD) {
            return false;
        }
        for (int i = mark - LONGEST_SHORT_WORD - 1; i < mark; i++) {
            char c = text.charAt(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }

    /// The first word after white space, lower case, at most 12 letters.
    private static String wordAfter(String text, int from) {
        int start = skipSpace(text, from, text.length());
        int end = start;
        while (end < text.length() && end - start <= 12 && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isNumber(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isDigit(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// The word that ends at `mark`, lower case, with inner full stops and hyphens, at most 12 characters; empty when
    /// longer or none.
    private static String word(String text, int start, int mark) {
        int i = mark;
        while (i > start && mark - i <= 12) {
            char c = text.charAt(i - 1);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-') {
                break;
            }
            i--;
        }
        return mark - i > 12 ? "" : text.substring(i, mark).toLowerCase(Locale.ROOT);
    }

    /// How many letters stand right before `mark`, counted to four.
    private static int wordBefore(String text, int start, int mark) {
        int n = 0;
        for (int i = mark - 1; i >= start && n < 4; i--) {
            char c = text.charAt(i);
            if (Character.isLetter(c) || Character.isSurrogate(c)) {
                n++;
            } else if (n == 0 && (Character.isDigit(c) || isCloser(c) || c == '%')) {
                return 4;
            } else {
                break;
            }
        }
        return n;
    }

    /// Whether the full stop stands in a web or mail address: `www.`, `@`, `/` or `:` between it and the last space.
    private static boolean isAddress(String text, int start, int mark, int to) {
        for (int i = mark - 1; i >= start && mark - i < 200; i--) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                break;
            }
            if (c == '@' || (c == '/' && i > start && text.charAt(i - 1) == '/')) {
                return true;
            }
            if (c == '.' && i >= start + 3 && text.startsWith("www", i - 3)) {
                return true;
            }
        }
        for (int i = mark + 1; i < to && i - mark < 40; i++) {
            char c = text.charAt(i);
            if (c == '@') {
                return true;
            }
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
                break;
            }
        }
        return false;
    }

    /// `U.S.`, `Ph.D.`: capital, full stop right ahead.
    private static boolean isAcronymAhead(String text, int at, int to) {
        return at + 1 < to && text.charAt(at + 1) == '.' && !(at + 2 < to && Character.isUpperCase(text.charAt(at + 2))
                && at + 3 < to && Character.isLowerCase(text.charAt(at + 3)));
    }

    /// Whether the straight quote at `quote` opens a new quotation: an even number of them stands before it in the
    /// sentence.
    private static boolean opensHere(String text, int start, int quote) {
        int count = 0;
        for (int i = start; i < quote; i++) {
            if (text.charAt(i) == '"') {
                count++;
            }
        }
        return count % 2 == 0;
    }

    private static int closers(String text, int from, int to) {
        int i = from;
        while (i < to && i - from < 4 && isCloser(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int firstLetter(String text, int from, int to) {
        int i = from;
        while (i < to && i - from < 6 && !Character.isLetterOrDigit(text.charAt(i)) && !isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int skipSpace(String text, int from, int to) {
        int i = from;
        while (i < to && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isTerminator(char c) {
        return c < 0x80 ? c == '.' || c == '!' || c == '?' : isOtherTerminator(c);
    }

    private static boolean isOtherTerminator(char c) {
        return switch (c) {
            case '…', '。', '！', '？', '．', '｡', '؟', '۔', '।', '॥', '։', '՞', '።', '፧', '‽', '⁇', '⁈',
                    '⁉' ->
                true;
            default -> false;
        };
    }

    /// Marks after which no space is written.
    private static boolean isFullWidth(char c) {
        return switch (c) {
            case '。', '！', '？', '｡', '؟', '۔', '।', '॥', '።', '፧' -> true;
            default -> false;
        };
    }

    private static boolean isCloser(char c) {
        return switch (c) {
            case '"', '\'', '”', '’', '»', ')', ']', '」', '』', '）', '】', '›' -> true;
            default -> false;
        };
    }

    private static boolean isOpeningQuote(char c) {
        return switch (c) {
            case '“', '‘', '«', '„', '(', '[', '「', '『', '（', '‹' -> true;
            default -> false;
        };
    }

    /// Whether a bullet stands there between two items; not the dot within a Catalan word.
    private static boolean isBullet(char[] text, int at, int to) {
        char c = text[at];
        return c >= FIRST_BULLET
                && (c == '•' || (c == FIRST_BULLET && at + 1 < to && !Character.isLowerCase(text[at + 1])));
    }

    private static boolean isBullet(char c) {
        return c == '•' || c == '–' || c == '—' || c == '-' || c == '*';
    }

    /// A letter of a writing without capitals.
    private static boolean isCaseless(char c) {
        return Character.getType(c) == Character.OTHER_LETTER;
    }

    /// White space in the widest sense: Unicode's, Java's, and the signs of no width that scrapes leave behind.
    static boolean isSpace(char c) {
        return c <= ' ' || c == 0x85 || c == 0xA0
                || (c >= 0x1680 && (Character.isWhitespace(c) || Character.isSpaceChar(c)
                        || c == 0x200B || c == 0xFEFF));
    }
}
