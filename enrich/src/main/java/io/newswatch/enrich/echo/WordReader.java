package io.newswatch.enrich.echo;

import io.newswatch.enrich.text.Letters;
import org.jspecify.annotations.Nullable;

/// Reads the words of one text's sentences into fingerprints. Holds buffers, so one a thread; cheap to make, cheaper to
/// use for all sentences of a text.
///
/// A word is a run of letters and digits. Quantities are put into one form (`40,000`, `40000`, `forty thousand`; `$7m`, `7
/// million dollars`; `half a million`, `500,000`; `twenty-five`, `25`; `5km`, `5 kilometres`): a number with its multiplier
/// is one word, a unit or currency one of its own behind it. A possessive is dropped, `didn't` becomes `did not`; words
/// that lost the space between them (`ImagesImagine`) are two. A sign of Chinese, Japanese, Thai and the like is a word by
/// itself, so that those languages need no dictionary. A dateline (`ANKARA, Nov 3 (Agency) -`) is not read.
public final class WordReader {

    /// So many letters before a capital may be a word whose space was lost.
    private static final int SHORTEST_GLUED = 3;

    private final String text;
    private final Lexicon lexicon = Lexicon.bundled();
    private final Letters.Folded folded = new Letters.Folded();
    private final PlainWord plain = new PlainWord();
    private final WordsRead words;
    private final FigureReader figures;
    private final GradeReader grades;
    /// The characters of the sentence that is read.
    private char[] chars = new char[256];

    public WordReader(String text) {
        this.text = text;
        words = new WordsRead(text);
        figures = new FigureReader(text, words);
        grades = new GradeReader(text, words);
    }

    /// The fingerprint of the sentence that stands there.
    public Fingerprint read(int start, int end) {
        words.clear();
        if (chars.length < end - start) {
            chars = new char[Math.max(end - start, 2 * chars.length)];
        }
        text.getChars(start, end, chars, 0);
        int i = Dateline.end(text, start, end);
        while (i < end) {
            char c = chars[i - start];
            if (c == ' ') {
                i++;
            } else if (c >= '0' && c <= '9') {
                i = figures.read(i, end);
            } else if (Writing.isPlainLetter(c)) {
                int after = plainWord(start, i, end);
                i = after < 0 ? word(i, end) : after;
            } else if (c >= 0x80 && Character.isLetterOrDigit(text.codePointAt(i))) {
                i = Character.isDigit(c) ? figures.read(i, end) : word(i, end);
            } else {
                i = sign(c, i, end);
            }
        }
        return words.fingerprint();
    }

    // ---- signs

    /// What a sign that is neither letter nor figure says.
    private int sign(char c, int at, int end) {
        if (c == '%') {
            words.addUnit("percent", at, at + 1);
        } else if (c == '"' || c == '“' || c == '«' || c == '„' || c == ':' || c == '.') {
            words.open();
        } else if (c == '★') {
            int i = at;
            while (i < end && text.charAt(i) == c) {
                i++;
            }
            words.add(Integer.toString(i - at), WordClass.NUMBER, at, i);
            return i;
        } else if (c == '$' || (c > 0x80 && Character.getType(c) == Character.CURRENCY_SYMBOL)) {
            currencySign(c, at, end);
        }
        return at + 1;
    }

    private void currencySign(char c, int at, int end) {
        var currency = lexicon.find(Hashing.letters(String.valueOf(c)));
        if (currency == null) {
            return;
        }
        boolean before = at + 1 < end && (Writing.isDigit(text.charAt(at + 1))
                || (text.charAt(at + 1) == ' ' && at + 2 < end && Writing.isDigit(text.charAt(at + 2))));
        if (before) {
            words.currencyBefore(currency, at);
        } else {
            words.add(currency.token(), WordClass.UNIT, currency, at, at + 1);
        }
    }

    // ---- words

    /// Reads a word as most are: plain letters, and nothing about it that changes facts.
    ///
    /// @param sentence where [#chars] begins in the text
    /// @return where reading goes on; -1 when the word must be read with care, and nothing has been added
    private int plainWord(int sentence, int start, int end) {
        if (words.isAfterNumber()) {
            return -1; // perhaps what is counted
        }
        int wordEnd = plain.read(chars, start - sentence, end - sentence);
        if (wordEnd < 0) {
            return -1;
        }
        var entry = lexicon.find(plain.hash());
        var known = entry == null ? null : entry.wordClass();
        if (known == null) {
            boolean capital = chars[start - sentence] <= 'Z';
            known = capital
                    ? words.isOpening() ? WordClass.OPENING : WordClass.NAME
                    : plain.isNegatedTurkicVerb() ? WordClass.NEGATION : WordClass.OTHER;
        } else if (known != WordClass.FUNCTION && known != WordClass.OTHER) {
            return -1;
        }
        words.add(entry == null ? plain.token() : entry.token(), known, entry, start, sentence + wordEnd);
        return sentence + plain.after();
    }

    private int word(int start, int end) {
        int i = start;
        boolean alone = false;
        while (i < end) {
            int c = text.charAt(i);
            if (c >= 0x80) {
                c = text.codePointAt(i);
                if (!Writing.isWordPart(c)) {
                    break;
                }
                if (Writing.isWordByItself(c)) {
                    alone = i == start;
                    i += alone ? Character.charCount(c) : 0;
                    break;
                }
            } else if ((c | 32) < 'a' || (c | 32) > 'z') {
                if (c < '0' || c > '9') {
                    break;
                }
            } else if (c <= 'Z' && i - start >= SHORTEST_GLUED && isGlue(start, i, end)) {
                addFolded(start, i);
                words.open();
                return i;
            }
            i += Character.charCount(c);
        }
        int wordEnd = Math.min(i, end);
        if (grades.isPossible(start, wordEnd)) {
            int after = grades.read(start, wordEnd, end);
            return after < 0 ? wordOrAcronym(start, wordEnd, end) : after;
        }
        if (!alone && wordEnd + 1 < end && Writing.isApostrophe(text.charAt(wordEnd))
                && Character.isLetter(text.charAt(wordEnd + 1))) {
            return withApostrophe(start, wordEnd, end);
        }
        if (alone) {
            addFolded(start, wordEnd);
            return wordEnd;
        }
        return Math.max(wordOrAcronym(start, wordEnd, end), start + 1);
    }

    /// Whether the capital at `at` begins another word whose space was lost: `saidThe`, not `MacLeod` nor `iPhone`.
    private boolean isGlue(int start, int at, int end) {
        return Character.isLowerCase(text.charAt(at - 1)) && Character.isLowerCase(text.charAt(at - 2))
                && at + 1 < end && (Character.isLowerCase(text.charAt(at + 1)) || text.charAt(at + 1) == ' ')
                && !text.startsWith("Mac", start);
    }

    /// Adds the word, or the acronym that begins with it: `U.S.`.
    ///
    /// @return where reading goes on
    private int wordOrAcronym(int start, int wordEnd, int end) {
        boolean initial = wordEnd - start == 1 && wordEnd + 1 < end && text.charAt(wordEnd) == '.'
                && Character.isLetter(text.charAt(wordEnd + 1));
        int acronym = initial ? acronymEnd(start, end) : -1;
        int to = acronym > 0 ? acronym : wordEnd;
        addFolded(start, to);
        return to;
    }

    /// The end of `U.S.` or `D.C`, or -1.
    private int acronymEnd(int start, int end) {
        int i = start;
        int letters = 0;
        while (i < end && Character.isLetter(text.charAt(i)) && (i + 1 >= end || text.charAt(i + 1) == '.'
                || !Character.isLetterOrDigit(text.charAt(i + 1)))) {
            letters++;
            i++;
            if (i < end && text.charAt(i) == '.') {
                i++;
            } else {
                break;
            }
        }
        return letters >= 2 ? i : -1;
    }

    private int withApostrophe(int start, int apostrophe, int end) {
        int tail = apostrophe + 1;
        while (tail < end && Character.isLetter(text.charAt(tail))) {
            tail++;
        }
        int length = tail - apostrophe - 1;
        char first = Character.toLowerCase(text.charAt(apostrophe + 1));
        char before = Character.toLowerCase(text.charAt(apostrophe - 1));
        if (length == 1 && first == 't' && before == 'n') {
            int verbEnd = apostrophe - 1;
            if (verbEnd > start) {
                addFolded(start, verbEnd);
            }
            words.add("not", WordClass.NEGATION, Math.max(start, verbEnd), tail);
        } else if (apostrophe - start <= 2 && length > 2) {
            addFolded(start, apostrophe);
            addFolded(apostrophe + 1, tail);
        } else {
            addFolded(start, apostrophe);
            if (length == 2 && first == 'l') {
                words.add("will", WordClass.MODAL, apostrophe, tail);
            }
        }
        return tail;
    }

    private void addFolded(int start, int end) {
        boolean capital = Character.isUpperCase(text.codePointAt(start));
        Letters.fold(text, start, end, folded);
        int n = folded.length();
        if (n == 0) {
            return;
        }
        char[] letters = folded.chars();
        if (n > 1 && letters[n - 1] == '.') {
            n--;
        }
        n = Spelling.unify(letters, n);
        var entry = lexicon.find(Hashing.letters(letters, 0, n));
        WordClass wordClass = classOf(entry, capital, letters, n);
        boolean named = wordClass == WordClass.NAME || wordClass == WordClass.OPENING;
        int token = entry == null || (named && entry.wordClass() != null)
                ? Hashing.token(letters, 0, n)
                : entry.token();
        if (wordClass == WordClass.NUMBER && entry != null) {
            words.addNumber(token, entry, start, end, folded.length());
        } else if (entry != null && n == 2 && letters[0] == 'a' && letters[1] == 'm' && words.isAfterNumber()) {
            words.addUnit("a.m", start, end);
        } else {
            words.add(token, wordClass, entry, start, end);
        }
    }

    private WordClass classOf(Lexicon.@Nullable Entry entry, boolean capital, char[] letters, int n) {
        if (entry != null && entry.wordClass() != null) {
            WordClass known = entry.wordClass();
            boolean named = capital && !words.isOpening();
            return switch (known) {
                case STATUS, NEGATION, MODAL -> named ? WordClass.NAME : known;
                case DATE -> capital || !entry.needsCapital()
                        ? known
                        : entry.opposites().isEmpty() ? WordClass.OTHER : WordClass.MODAL;
                case UNIT -> named ? WordClass.NAME : capital ? WordClass.OPENING : known;
                default -> known;
            };
        }
        for (int i = 0; i < n; i++) {
            if (letters[i] >= '0' && letters[i] <= '9') {
                return WordClass.NUMBER;
            }
        }
        if (!capital) {
            if (Writing.isCaseless(letters[0])) {
                return WordClass.CASELESS;
            }
            return letters[0] < 0x80 && TurkicVerb.isNegated(letters, n) ? WordClass.NEGATION : WordClass.OTHER;
        }
        return words.isOpening() ? WordClass.OPENING : WordClass.NAME;
    }
}
