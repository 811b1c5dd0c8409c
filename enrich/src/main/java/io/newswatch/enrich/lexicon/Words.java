package io.newswatch.enrich.lexicon;

import java.util.Arrays;

/// The words of one text, cut in one pass, with what stands between them. HTML tags and entities that a feed left in the
/// text are no words; `U.S.` and `20,000` are one word each; `Türkiye'den` is the word `Türkiye` with the suffix `den`.
/// Offsets are UTF-16 code units of the text as given. Confined to the thread that made it.
public final class Words {

    /// Starts with a capital letter.
    public static final int CAPITAL = 1;
    /// Consists of capitals, two at least (dots aside).
    public static final int ACRONYM = 2;
    /// Followed by `'s`.
    public static final int POSSESSIVE = 4;
    /// Followed by `n't`.
    public static final int NEGATED = 8;
    /// A comma stands before it.
    public static final int COMMA = 16;
    /// A stronger break stands before it: full stop, colon, dash, bracket, line feed, tag.
    public static final int BREAK = 32;
    /// Joined to the word before by a hyphen.
    public static final int HYPHEN = 64;
    /// Starts with a digit.
    public static final int NUMBER = 128;
    /// A currency sign stands right before it.
    public static final int MONEY = 256;
    /// A quotation mark stands before it.
    public static final int QUOTE = 512;

    private static final int DOT = 1024;
    private static final int ABBREVIATION_LETTERS = 4;
    /// From `<` to `>`, both counted.
    private static final int LONGEST_TAG = 3000;
    /// From `&` to `;`, both counted.
    private static final int LONGEST_ENTITY = 9;

    private final String text;
    private int size;
    private int[] start = new int[64];
    private int[] end = new int[64];
    private int[] tail = new int[64];
    private int[] bits = new int[64];
    private int[] quote = new int[64];

    private Words(String text) {
        this.text = text;
    }

    /// Cuts a text into its words.
    public static Words of(String text) {
        var words = new Words(text);
        words.cut();
        return words;
    }

    public int size() {
        return size;
    }

    public String text() {
        return text;
    }

    /// @return where the word starts
    public int start(int word) {
        return start[word];
    }

    /// @return where it ends, exclusive, its apostrophe suffix left out
    public int end(int word) {
        return end[word];
    }

    /// @return where its apostrophe suffix ends; equal to [#end] without one
    public int tail(int word) {
        return tail[word];
    }

    public boolean is(int word, int bit) {
        return (bits[word] & bit) != 0;
    }

    /// @return number of the quotation it stands in, from 1; 0 outside of quotations
    public int quotation(int word) {
        return quote[word];
    }

    /// @return the word as written
    public String word(int word) {
        return text.substring(start[word], end[word]);
    }

    /// @return the letters after its apostrophe; empty without one
    public String suffix(int word) {
        return tail[word] == end[word] ? "" : text.substring(end[word] + 1, tail[word]);
    }

    /// @return the first word that starts at or after an offset; [#size] when there is none
    public int firstAt(int offset) {
        int found = Arrays.binarySearch(start, 0, size, offset);
        return found >= 0 ? found : -found - 1;
    }

    private void cut() {
        int at = 0;
        int between = BREAK;
        int quotation = 0;
        int quotations = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isLetterOrDigit(c)) {
                at = word(at, between, quotation);
                between = 0;
                continue;
            }
            switch (c) {
                case '<' -> {
                    int close = tagEnd(at);
                    if (close > 0) {
                        between |= BREAK;
                        at = close;
                    }
                }
                case '&' -> {
                    int semicolon = text.indexOf(';', at, Math.min(at + LONGEST_ENTITY, text.length()));
                    if (semicolon > at) {
                        var entity = text.substring(at + 1, semicolon);
                        at = semicolon;
                        switch (entity) {
                            case "quot", "#34", "#8220", "ldquo", "#8221", "rdquo", "laquo", "raquo" -> {
                                quotation = quotation == 0 ? ++quotations : 0;
                                between |= QUOTE;
                            }
                            case "mdash", "ndash", "#8211", "#8212", "#8230", "hellip" -> between |= BREAK;
                            default -> {
                            }
                        }
                    }
                }
                case ',', '،', '、', '，' -> between |= COMMA;
                case '.' -> between |= DOT;
                case ';', ':', '(', ')', '[', ']', '|', '—', '–', '!', '?', '…', '؛', '؟', '。', '/', '•' ->
                    between |= BREAK;
                case '\n' -> {
                    between |= BREAK;
                    quotation = 0;
                }
                case '"' -> {
                    quotation = quotation == 0 ? ++quotations : 0;
                    between |= QUOTE;
                }
                case '“', '«', '„' -> {
                    quotation = ++quotations;
                    between |= QUOTE;
                }
                case '”', '»' -> {
                    quotation = 0;
                    between |= QUOTE;
                }
                case '$', '€', '£', '¥', '₺', '₽', '₼' -> between |= MONEY;
                case '-', '‐', '‑' -> between |= at > 0 && at + 1 < text.length()
                        && Character.isLetterOrDigit(text.charAt(at - 1))
                        && Character.isLetterOrDigit(text.charAt(at + 1)) ? HYPHEN : BREAK;
                default -> {
                }
            }
            at++;
        }
    }

    private int tagEnd(int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        char next = text.charAt(at + 1);
        if (next != '/' && next != '!' && !Character.isLetter(next)) {
            return -1;
        }
        return text.indexOf('>', at, Math.min(at + LONGEST_TAG, text.length()));
    }

    private int word(int from, int between, int quotation) {
        int at = from;
        int capitals = 0;
        int letters = 0;
        boolean number = Character.isDigit(text.charAt(from));
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isLetterOrDigit(c) || Folding.fold(c) == 0) {
                if (Character.isLetter(c)) {
                    letters++;
                    capitals += Character.isUpperCase(c) ? 1 : 0;
                }
                at++;
            } else if ((c == '.' && acronymGoesOn(from, at))
                    || (number && (c == ',' || c == '.') && digit(at - 1) && digit(at + 1))) {
                at++;
            } else {
                break;
            }
        }
        int own = between & ~DOT;
        if ((between & DOT) != 0 && endsSentence(from)) {
            own |= BREAK;
        }
        if (Character.isUpperCase(text.charAt(from))) {
            own |= CAPITAL;
        }
        if (capitals >= 2 && capitals == letters) {
            own |= ACRONYM;
        }
        if (number) {
            own |= NUMBER;
        }
        int wordEnd = at;
        int mark = apostrophe(at);
        if (mark > 0) {
            int suffix = at + mark;
            int suffixEnd = suffix;
            while (suffixEnd < text.length() && Character.isLetter(text.charAt(suffixEnd))) {
                suffixEnd++;
            }
            int length = suffixEnd - suffix;
            boolean elision = wordEnd - from <= 2 && length > 2;
            if (length > 0 && length <= 8 && !elision) {
                char first = Folding.fold(text.charAt(suffix));
                if (length == 1 && first == 's') {
                    own |= POSSESSIVE;
                } else if (length == 1 && first == 't') {
                    own |= NEGATED;
                }
                at = suffixEnd;
            }
        }
        add(from, wordEnd, at, own, quotation);
        return at;
    }

    /// @return how long the apostrophe at an offset is; 0 when there is none
    private int apostrophe(int at) {
        if (at >= text.length()) {
            return 0;
        }
        return switch (text.charAt(at)) {
            case '\'', '’', 'ʼ', '`' -> 1;
            case '&' -> entity(at);
            default -> 0;
        };
    }

    private int entity(int at) {
        for (var apostrophe : new String[]{"&#039;", "&#39;", "&apos;", "&rsquo;", "&#8217;", "&#x27;"}) {
            if (text.startsWith(apostrophe, at)) {
                return apostrophe.length();
            }
        }
        return 0;
    }

    private boolean digit(int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    /// Whether the full stop before a word ends a sentence: not after `Lt.` or before a small letter.
    private boolean endsSentence(int from) {
        if (size == 0) {
            return true;
        }
        boolean abbreviation = end[size - 1] - start[size - 1] <= ABBREVIATION_LETTERS && is(size - 1, CAPITAL);
        return !abbreviation && !Character.isLowerCase(text.charAt(from));
    }

    /// `U.S.`: single capitals, each followed by a dot.
    private boolean acronymGoesOn(int from, int dot) {
        boolean single = Character.isUpperCase(text.charAt(dot - 1))
                && (dot - 1 == from || (dot >= 2 && text.charAt(dot - 2) == '.'));
        if (!single) {
            return false;
        }
        boolean nextIsSingle = dot + 1 < text.length() && Character.isUpperCase(text.charAt(dot + 1))
                && (dot + 2 >= text.length() || !Character.isLetterOrDigit(text.charAt(dot + 2)));
        return nextIsSingle || dot - 1 > from;
    }

    private void add(int from, int wordEnd, int suffixEnd, int own, int quotation) {
        if (size == start.length) {
            start = Arrays.copyOf(start, size * 2);
            end = Arrays.copyOf(end, size * 2);
            tail = Arrays.copyOf(tail, size * 2);
            bits = Arrays.copyOf(bits, size * 2);
            quote = Arrays.copyOf(quote, size * 2);
        }
        start[size] = from;
        end[size] = wordEnd;
        tail[size] = suffixEnd;
        bits[size] = own;
        quote[size] = quotation;
        size++;
    }

    /// The number that digits write, thousands' marks allowed; -1 when it is none or too large.
    public static int number(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == ',' || c == '.') {
                continue;
            }
            if (c < '0' || c > '9' || value > Integer.MAX_VALUE / 10 - 1) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
