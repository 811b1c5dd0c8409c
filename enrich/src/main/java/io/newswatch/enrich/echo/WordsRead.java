package io.newswatch.enrich.echo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The words of the sentence that is read, one added after the other: those that are parts of one quantity or of a phrase
/// become one, and a currency whose sign stood before its number follows it. Used again for each sentence.
final class WordsRead {

    private final String text;
    private final Lexicon lexicon = Lexicon.bundled();
    private int[] tokens = new int[48];
    private byte[] classes = new byte[48];
    private int[] starts = new int[48];
    private int[] ends = new int[48];
    private Lexicon.@Nullable Entry[] entries = new Lexicon.Entry[48];
    /// For each number whose value is known, that value in figures.
    private @Nullable String[] values = new String[48];
    private int count;
    /// Whether the next word opens a sentence or a quotation.
    private boolean opening;
    /// Whether a phrase may begin with one of the words.
    private boolean phrases;
    /// The currency whose sign stood before a number: it follows the number.
    private Lexicon.@Nullable Entry currency;
    private int currencyStart;

    WordsRead(String text) {
        this.text = text;
    }

    void clear() {
        count = 0;
        opening = true;
        phrases = false;
        currency = null;
    }

    /// To be told where a sentence or quotation opens.
    void open() {
        opening = true;
    }

    boolean isOpening() {
        return opening;
    }

    /// Whether the word before the next one is a number.
    boolean isAfterNumber() {
        return count > 0 && classes[count - 1] == WordClass.NUMBER.code;
    }

    // ---- adding

    void add(String canonical, WordClass wordClass, int start, int end) {
        add(Hashing.token(canonical), wordClass, null, start, end);
    }

    void add(int token, WordClass wordClass, Lexicon.@Nullable Entry entry, int start, int end) {
        if (currency != null && count > 0 && starts[count - 1] > currencyStart) {
            addCurrency();
        }
        append(token, wordClass, entry, start, end);
        opening = false;
    }

    /// A number in figures.
    void addNumber(String figures, int start, int end) {
        add(figures, WordClass.NUMBER, start, end);
        values[count - 1] = Quantity.valueOf(figures);
    }

    /// A number in words, unless it is part of the one before it.
    void addNumber(int token, Lexicon.Entry number, int start, int end, int length) {
        if (joinsTens(number, start, length) || joins(number, start, end)) {
            return;
        }
        add(token, WordClass.NUMBER, number, start, end);
        var value = Quantity.valueOf(number.canonical());
        if (value != null) {
            values[count - 1] = value;
            tokens[count - 1] = Hashing.token(value);
        }
    }

    void addUnit(String folded, int start, int end) {
        var entry = lexicon.find(Hashing.letters(folded));
        add(entry == null ? Hashing.token(folded) : entry.token(), WordClass.UNIT, entry, start, end);
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

    // ---- currencies

    /// A currency whose sign stands before a number.
    void currencyBefore(Lexicon.Entry entry, int at) {
        addCurrency();
        currency = entry;
        currencyStart = at;
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

    // ---- quantities

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

    /// "twenty" and "five" become one number.
    private boolean joinsTens(Lexicon.Entry unit, int start, int length) {
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
        ends[count - 1] = start + length;
        entries[count - 1] = null;
        return true;
    }

    // ---- the whole sentence

    /// The fingerprint of the words added since [#clear].
    Fingerprint fingerprint() {
        addCurrency();
        joinPhrases();
        @Nullable
        String[] surfaces = new String[count];
        for (int w = 0; w < count; w++) {
            if (WordClass.of(classes[w]).isGuarded()) {
                surfaces[w] = letters(starts[w], ends[w]);
            }
        }
        return new Fingerprint(Arrays.copyOf(tokens, count), Arrays.copyOf(classes, count), surfaces,
                Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }

    /// The letters of a guarded word, as they also come back from where they are stored: half a character becomes a mark, and
    /// of what is longer than any word the beginning is kept.
    private String letters(int start, int end) {
        var letters = text.substring(start, Math.min(end, start + Fingerprint.MOST_LETTERS));
        for (int i = 0; i < letters.length(); i++) {
            if (Character.isSurrogate(letters.charAt(i))) {
                return new String(letters.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return letters;
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
                from = joinPhrase(entry, from, to);
            }
        }
        count = to;
    }

    /// @return the last word of the phrase that begins at `from`; `from` when there is none
    private int joinPhrase(Lexicon.Entry first, int from, int to) {
        for (var phrase : first.phrases()) {
            int last = from + phrase.tokens.length - 1;
            if (last < count && Arrays.equals(tokens, from, last + 1, phrase.tokens, 0, phrase.tokens.length)) {
                tokens[to] = phrase.canonical;
                ends[to] = ends[last];
                var whole = lexicon.ofToken(phrase.canonical);
                if (whole != null && whole.wordClass() != null) {
                    classes[to] = whole.wordClass().code;
                } else if (classes[last] == WordClass.NAME.code) {
                    classes[to] = WordClass.NAME.code;
                }
                return last;
            }
        }
        return from;
    }
}
