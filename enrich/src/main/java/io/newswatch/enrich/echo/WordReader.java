package io.newswatch.enrich.echo;

import io.newswatch.enrich.text.Letters;
import java.util.Arrays;
import java.util.Locale;
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
    private static final int LONGEST_GRADE = 3;
    private static final String PLUS = "-plus";
    private static final String MINUS = "-minus";
    /// Hebrew and what comes after it: the writings without capitals.
    private static final char FIRST_CASELESS = 0x0590;

    private final String text;
    private final Lexicon lexicon = Lexicon.bundled();
    private final Letters.Folded folded = new Letters.Folded();
    private final PlainWord plain = new PlainWord();
    /// The characters of the sentence that is read.
    private char[] chars = new char[256];
    private int[] tokens = new int[48];
    private byte[] classes = new byte[48];
    private int[] starts = new int[48];
    private int[] ends = new int[48];
    private Lexicon.@Nullable Entry[] entries = new Lexicon.Entry[48];
    private int count;
    /// For each number whose value is known, that value in figures.
    private @Nullable String[] values = new String[48];
    /// Whether the next word opens a sentence or a quotation.
    private boolean opening;
    /// Whether a phrase may begin with one of the words.
    private boolean phrases;
    /// The currency whose sign stood before a number: it follows the number.
    private Lexicon.@Nullable Entry currency;
    private int currencyStart;

    public WordReader(String text) {
        this.text = text;
    }

    /// The fingerprint of the sentence that stands there.
    public Fingerprint read(int start, int end) {
        count = 0;
        opening = true;
        phrases = false;
        currency = null;
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
                i = number(i, end);
            } else if (isPlainLetter(c)) {
                int after = plainWord(start, i, end);
                i = after < 0 ? word(i, end) : after;
            } else if (c >= 0x80 && Character.isLetterOrDigit(text.codePointAt(i))) {
                i = Character.isDigit(c) ? number(i, end) : word(i, end);
            } else {
                i = sign(c, i, end);
            }
        }
        addCurrency();
        joinPhrases();
        @Nullable
        String[] surfaces = new String[count];
        for (int w = 0; w < count; w++) {
            if (WordClass.of(classes[w]).isGuarded()) {
                surfaces[w] = text.substring(starts[w], ends[w]);
            }
        }
        return new Fingerprint(Arrays.copyOf(tokens, count), Arrays.copyOf(classes, count), surfaces,
                Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }

    /// What a sign that is neither letter nor figure says.
    private int sign(char c, int at, int end) {
        if (c == '%') {
            addUnit("percent", at, at + 1);
        } else if (c == '"' || c == '“' || c == '«' || c == '„' || c == ':' || c == '.') {
            opening = true;
        } else if (c == '★') {
            int i = at;
            while (i < end && text.charAt(i) == c) {
                i++;
            }
            add(Integer.toString(i - at), WordClass.NUMBER, at, i);
            return i;
        } else if (c == '$' || (c > 0x80 && Character.getType(c) == Character.CURRENCY_SYMBOL)) {
            currencySign(c, at, end);
        }
        return at + 1;
    }

    private void currencySign(char c, int at, int end) {
        int letters = Hashing.letters(String.valueOf(c));
        boolean before = at + 1 < end && (isDigit(text.charAt(at + 1))
                || (text.charAt(at + 1) == ' ' && at + 2 < end && isDigit(text.charAt(at + 2))));
        var entry = lexicon.find(letters);
        if (entry == null) {
            return;
        }
        if (before) {
            addCurrency();
            currency = entry;
            currencyStart = at;
        } else {
            add(entry.token(), WordClass.UNIT, entry, at, at + 1);
        }
    }

    /// Adds the currency whose sign stood before the number just read: a word without letters, as the sign now is part
    /// of the number.
    private void addCurrency() {
        var entry = currency;
        if (entry == null) {
            return;
        }
        currency = null;
        int at = count == 0 ? currencyStart : ends[count - 1];
        if (count > 0 && starts[count - 1] > currencyStart && (count == 1 || ends[count - 2] <= currencyStart)) {
            starts[count - 1] = currencyStart;
        }
        append(entry.token(), WordClass.UNIT, entry, at, at);
    }

    private void addUnit(String folded, int start, int end) {
        var entry = lexicon.find(Hashing.letters(folded));
        add(entry == null ? Hashing.token(folded) : entry.token(), WordClass.UNIT, entry, start, end);
    }

    // ------------------------------------------------------------------ words

    /// Reads a word as most are: plain letters, and nothing about it that changes facts.
    ///
    /// @param sentence where [#chars] begins in the text
    /// @return where reading goes on; -1 when the word must be read with care, and nothing has been added
    private int plainWord(int sentence, int start, int end) {
        if (count > 0 && classes[count - 1] == WordClass.NUMBER.code) {
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
                    ? opening ? WordClass.OPENING : WordClass.NAME
                    : plain.isNegatedTurkicVerb() ? WordClass.NEGATION : WordClass.OTHER;
        } else if (known != WordClass.FUNCTION && known != WordClass.OTHER) {
            return -1;
        }
        add(entry == null ? plain.token() : entry.token(), known, entry, start, sentence + wordEnd);
        return sentence + plain.after();
    }

    private int word(int start, int end) {
        int i = start;
        boolean alone = false;
        while (i < end) {
            int c = text.charAt(i);
            if (c >= 0x80) {
                c = text.codePointAt(i);
                if (!isWordPart(c)) {
                    break;
                }
                if (isWordByItself(c)) {
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
                opening = true;
                return i;
            }
            i += Character.charCount(c);
        }
        if (i > end) {
            i = end;
        }
        if (i - start <= LONGEST_GRADE && isGrade(start, i)) {
            return grade(start, i, end);
        }
        int wordEnd = i;
        if (!alone && i + 1 < end && isApostrophe(text.charAt(i)) && Character.isLetter(text.charAt(i + 1))) {
            return withApostrophe(start, i, end);
        }
        if (!alone && i + 1 < end && text.charAt(i) == '.' && i - start == 1
                && Character.isLetter(text.charAt(i + 1))) {
            int acronym = acronymEnd(start, end);
            if (acronym > 0) {
                addFolded(start, acronym);
                return acronym;
            }
        }
        addFolded(start, wordEnd);
        return Math.max(wordEnd, start + 1);
    }

    /// Whether the capital at `at` begins another word whose space was lost: `saidThe`, not `MacLeod` nor `iPhone`.
    private boolean isGlue(int start, int at, int end) {
        return Character.isLowerCase(text.charAt(at - 1)) && Character.isLowerCase(text.charAt(at - 2))
                && at + 1 < end && (Character.isLowerCase(text.charAt(at + 1)) || text.charAt(at + 1) == ' ')
                && !text.startsWith("Mac", start);
    }

    /// Whether the word may be a grade of credit: `AA`, `BBB`; a single letter only with a sign behind it.
    private boolean isGrade(int start, int end) {
        char c = text.charAt(start);
        if (c < 'A' || c > 'D') {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            if (text.charAt(i) != c) {
                return false;
            }
        }
        return true;
    }

    private int grade(int start, int letters, int end) {
        boolean signed = letters < end && (text.charAt(letters) == '+' || text.charAt(letters) == '-'
                || text.charAt(letters) == '−')
                && (letters + 1 == end || !Character.isLetterOrDigit(text.charAt(letters + 1)));
        int word = text.startsWith(PLUS, letters)
                ? PLUS.length()
                : text.startsWith(MINUS, letters) ? MINUS.length() : 0;
        if (!signed && word == 0 && letters - start == 1) {
            if (letters + 1 < end && text.charAt(letters) == '.' && Character.isLetter(text.charAt(letters + 1))) {
                int acronym = acronymEnd(start, end);
                if (acronym > 0) {
                    addFolded(start, acronym);
                    return acronym;
                }
            }
            addFolded(start, letters);
            return letters;
        }
        String grade = text.substring(start, letters).toLowerCase(Locale.ROOT);
        if (signed) {
            grade += text.charAt(letters) == '+' ? '+' : '-';
        }
        int to = signed ? letters + 1 : letters;
        if (word > 0) {
            grade += word == PLUS.length() ? '+' : '-';
            to = letters + word;
        }
        add(grade, WordClass.NUMBER, start, to);
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
            add("not", WordClass.NEGATION, Math.max(start, verbEnd), tail);
        } else if (apostrophe - start <= 2 && length > 2) {
            addFolded(start, apostrophe);
            addFolded(apostrophe + 1, tail);
        } else {
            addFolded(start, apostrophe);
            if (length == 2 && first == 'l') {
                add("will", WordClass.MODAL, apostrophe, tail);
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
        char[] chars = folded.chars();
        if (n > 1 && chars[n - 1] == '.') {
            n--;
        }
        n = Spelling.unify(chars, n);
        var entry = lexicon.find(Hashing.letters(chars, 0, n));
        WordClass wordClass = classOf(entry, capital, chars, n);
        int token;
        if (entry != null && !((wordClass == WordClass.NAME || wordClass == WordClass.OPENING)
                && entry.wordClass() != null)) {
            token = entry.token();
        } else {
            token = Hashing.token(chars, 0, n);
        }
        if (wordClass == WordClass.NUMBER && entry != null && (joinsTens(entry, start) || joins(entry, start, end))) {
            return;
        }
        if (entry != null && n == 2 && chars[0] == 'a' && chars[1] == 'm' && count > 0
                && classes[count - 1] == WordClass.NUMBER.code) {
            addUnit("a.m", start, end);
            return;
        }
        add(token, wordClass, entry, start, end);
        if (wordClass == WordClass.NUMBER && entry != null) {
            var value = Quantity.valueOf(entry.canonical());
            if (value != null) {
                values[count - 1] = value;
                tokens[count - 1] = Hashing.token(value);
            }
        }
    }

    /// "seven million", "half a million", "two and a half", "two hundred and fifty", "two thirds": one quantity.
    private boolean joins(Lexicon.Entry number, int start, int end) {
        int last = count - 1;
        int from = last;
        while (from >= 0 && last - from < 2 && (isWord(from, "and") || isWord(from, "a"))) {
            from--;
        }
        if (from < 0 || classes[from] != WordClass.NUMBER.code || start - ends[last] > 1) {
            return false;
        }
        String value = values[from];
        String between = from == last ? "" : from == last - 2 ? "and a" : isWord(last, "a") ? "a" : "and";
        String joined = value == null ? null : Quantity.joined(value, between, number.canonical());
        boolean written = Character.isLetter(text.charAt(ends[from] - 1));
        if (joined == null || !(written || Quantity.isMultiplier(number.canonical()))) {
            return false;
        }
        count = from + 1;
        tokens[from] = Hashing.token(joined);
        values[from] = joined;
        entries[from] = null;
        ends[from] = end;
        return true;
    }

    private boolean isWord(int i, String word) {
        var entry = entries[i];
        return classes[i] == WordClass.FUNCTION.code && entry != null && entry.canonical().equals(word);
    }

    private WordClass classOf(Lexicon.@Nullable Entry entry, boolean capital, char[] chars, int n) {
        if (entry != null && entry.wordClass() != null) {
            WordClass known = entry.wordClass();
            boolean named = capital && !opening;
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
            if (chars[i] >= '0' && chars[i] <= '9') {
                return WordClass.NUMBER;
            }
        }
        if (!capital) {
            if (chars[0] >= FIRST_CASELESS && Character.getType(chars[0]) == Character.OTHER_LETTER) {
                return WordClass.CASELESS;
            }
            return chars[0] < 0x80 && TurkicVerb.isNegated(chars, n) ? WordClass.NEGATION : WordClass.OTHER;
        }
        return opening ? WordClass.OPENING : WordClass.NAME;
    }

    /// "twenty" and "five" become one number.
    private boolean joinsTens(Lexicon.Entry unit, int start) {
        if (count == 0 || start - ends[count - 1] != 1) {
            return false;
        }
        var tens = entries[count - 1];
        if (tens == null || tens.wordClass() != WordClass.NUMBER) {
            return false;
        }
        String a = tens.canonical();
        String b = unit.canonical();
        if (a.length() != 2 || a.charAt(1) != '0' || a.charAt(0) < '2' || b.charAt(0) > '9' || b.charAt(0) < '1') {
            return false;
        }
        if (b.length() > 1 && Character.isDigit(b.charAt(1))) {
            return false;
        }
        values[count - 1] = Quantity.valueOf(a.charAt(0) + b);
        tokens[count - 1] = Hashing.token(a.charAt(0) + b);
        ends[count - 1] = folded.length() + start;
        entries[count - 1] = null;
        return true;
    }

    // ------------------------------------------------------------------ numbers

    private int number(int start, int end) {
        var digits = new StringBuilder(12);
        int i = start;
        boolean plain = true;
        while (i < end) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits.append((char) ('0' + Character.digit(c, 10)));
                i++;
            } else if (c == ':' && digits.length() <= 2 && plain && twoDigits(i + 1, end)) {
                plain = false;
                digits.append('.');
                i++;
            } else if ((c == ',' || c == '.' || (c == '/' && plainFraction(digits))) && i + 1 < end
                    && isDigit(text.charAt(i + 1))) {
                plain = false;
                if (c != ',' || !threeDigits(i + 1, end)) {
                    digits.append(c == ',' ? '.' : c);
                }
                i++;
            } else if (c == '-' && isMixedFraction(i + 1, end)) {
                plain = false;
                digits.append(c);
                i++;
            } else {
                break;
            }
        }
        int numberEnd = i;
        while (i < end && Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        String suffix = text.substring(numberEnd, i);
        String multiplier = switch (suffix) {
            case "m", "mn", "mln", "M" -> "million";
            case "bn", "b", "B" -> "billion";
            case "tn" -> "trillion";
            case "k", "K" -> "thousand";
            default -> "";
        };
        if (!multiplier.isEmpty()) {
            String value = Quantity.joined(digits.toString(), "", multiplier);
            addNumber(value == null ? digits + multiplier : value, start, i);
            return i;
        }
        if (suffix.length() > 1) {
            var unit = lexicon.find(Hashing.letters(Letters.fold(suffix)));
            if (unit != null && (unit.wordClass() == WordClass.UNIT || suffix.equals("am"))) {
                addNumber(digits.toString(), start, numberEnd);
                addUnit(suffix.equals("am") ? "a.m" : unit.canonical(), numberEnd, i);
                return i;
            }
        }
        boolean year = plain && digits.length() == 4 && (suffix.isEmpty() || suffix.equals("s"))
                && ((digits.charAt(0) == '1' && digits.charAt(1) >= '7')
                        || (digits.charAt(0) == '2' && digits.charAt(1) == '0'));
        digits.append(Letters.fold(suffix));
        if (suffix.length() > 2 && Character.isUpperCase(suffix.charAt(0))) {
            add(digits.toString(), opening ? WordClass.OPENING : WordClass.NAME, start, i);
            return i;
        }
        if (year) {
            add(digits.toString(), WordClass.DATE, start, i);
        } else {
            addNumber(digits.toString(), start, i);
        }
        return i;
    }

    private void addNumber(String figures, int start, int end) {
        add(figures, WordClass.NUMBER, start, end);
        values[count - 1] = Quantity.valueOf(figures);
    }

    private boolean twoDigits(int from, int end) {
        return from + 2 <= end && isDigit(text.charAt(from)) && isDigit(text.charAt(from + 1))
                && !(from + 2 < end && isDigit(text.charAt(from + 2)));
    }

    /// Whether a slash may go on: `5/8`, not `1.5/2.0` nor `5/8/2011`.
    private static boolean plainFraction(StringBuilder digits) {
        return digits.length() <= 3 ? digits.indexOf(".") < 0 : digits.indexOf("-") > 0;
    }

    private boolean threeDigits(int from, int end) {
        return from + 3 <= end && isDigit(text.charAt(from)) && isDigit(text.charAt(from + 1))
                && isDigit(text.charAt(from + 2)) && !(from + 3 < end && isDigit(text.charAt(from + 3)));
    }

    /// `7/16` of `6-7/16`.
    private boolean isMixedFraction(int from, int end) {
        int i = from;
        while (i < end && i - from < 3 && isDigit(text.charAt(i))) {
            i++;
        }
        return i > from && i + 1 < end && text.charAt(i) == '/' && isDigit(text.charAt(i + 1));
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 0x80 && Character.isDigit(c));
    }

    // ------------------------------------------------------------------ collecting

    private void add(String canonical, WordClass wordClass, int start, int end) {
        add(Hashing.token(canonical), wordClass, null, start, end);
    }

    private void add(int token, WordClass wordClass, Lexicon.@Nullable Entry entry, int start, int end) {
        if (currency != null && count > 0 && starts[count - 1] > currencyStart) {
            addCurrency();
        }
        append(token, wordClass, entry, start, end);
        opening = false;
    }

    private void append(int token, WordClass wordClass, Lexicon.@Nullable Entry entry, int start, int end) {
        if (count == tokens.length) {
            int size = 2 * count;
            tokens = Arrays.copyOf(tokens, size);
            classes = Arrays.copyOf(classes, size);
            starts = Arrays.copyOf(starts, size);
            ends = Arrays.copyOf(ends, size);
            entries = Arrays.copyOf(entries, size);
            values = Arrays.copyOf(values, size);
        }
        tokens[count] = token;
        classes[count] = wordClass.code;
        starts[count] = start;
        ends[count] = end;
        entries[count] = entry;
        phrases |= entry != null && !entry.phrases().isEmpty();
        values[count] = null;
        count++;
    }

    /// Makes one word of each phrase the lexicon knows: "per cent", "United States".
    private void joinPhrases() {
        if (!phrases) {
            return;
        }
        int to = 0;
        for (int from = 0; from < count; from++, to++) {
            tokens[to] = tokens[from];
            classes[to] = classes[from];
            starts[to] = starts[from];
            ends[to] = ends[from];
            var entry = entries[from];
            if (entry != null && !entry.phrases().isEmpty()) {
                for (var phrase : entry.phrases()) {
                    int last = from + phrase.tokens.length - 1;
                    if (last < count
                            && Arrays.equals(tokens, from, last + 1, phrase.tokens, 0, phrase.tokens.length)) {
                        tokens[to] = phrase.canonical;
                        ends[to] = ends[last];
                        var whole = lexicon.ofToken(phrase.canonical);
                        if (whole != null && whole.wordClass() != null) {
                            classes[to] = whole.wordClass().code;
                        } else if (classes[last] == WordClass.NAME.code) {
                            classes[to] = WordClass.NAME.code;
                        }
                        from = last;
                        break;
                    }
                }
            }
        }
        count = to;
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '’' || c == 'ʼ' || c == '‘';
    }

    private static boolean isWordPart(int c) {
        if (Character.isLetterOrDigit(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || c == 0x00AD
                || c == 0x200C || c == 0x200D;
    }

    /// A sign of a writing without spaces between words.
    private static boolean isWordByItself(int c) {
        return c >= 0x0E00
                && (Character.isIdeographic(c) || isBetween(c, 0x3040, 0x30FF) || isBetween(c, 0x0E00, 0x0EFF)
                        || isBetween(c, 0x1000, 0x109F) || isBetween(c, 0x1780, 0x17FF));
    }

    private static boolean isBetween(int c, int first, int last) {
        return c >= first && c <= last;
    }

    private static boolean isPlainLetter(char c) {
        return isBetween(c | 32, 'a', 'z');
    }
}
