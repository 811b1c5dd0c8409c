package io.newswatch.enrich.echo;

/// Finds the dateline at the head of a sentence, which changes from outlet to outlet and from day to day while the
/// sentence does not: `ANKARA, Nov 3 (Agency) - The minister ...`, `(Agency) — The ...`, `LONDON – The ...`.
final class Dateline {

    private static final int LONGEST = 80;

    private Dateline() {}

    /// Where the sentence proper begins; `start` when there is no dateline.
    static int end(String text, int start, int end) {
        if (start >= end) {
            return start;
        }
        char first = text.charAt(start);
        if (first != '(' && !(Character.isUpperCase(first) && start + 2 < end
                && (Character.isUpperCase(text.charAt(start + 1)) || mayHoldAgency(text, start, end)))) {
            return start;
        }
        int dash = dash(text, start, end);
        return dash < 0 ? start : afterDash(text, start, dash, end);
    }

    private static boolean mayHoldAgency(String text, int start, int end) {
        return text.indexOf('(', start, Math.min(end, start + LONGEST)) > 0;
    }

    /// The dash before which only capitalised words, figures and brackets stand; -1 when there is none.
    private static int dash(String text, int start, int end) {
        boolean wordStarts = true;
        boolean inBrackets = false;
        for (int i = start; i < end && i - start < LONGEST; i++) {
            char c = text.charAt(i);
            if (isDash(c) && i > start && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == ')')
                    && i + 1 < end && (text.charAt(i + 1) == ' ' || isDash(text.charAt(i + 1)))) {
                return i;
            }
            if (c == '(') {
                inBrackets = true;
            } else if (c == ')') {
                inBrackets = false;
            } else if (wordStarts && !inBrackets && Character.isLowerCase(c)) {
                return -1;
            } else if (c == '"' || c == '“' || c == ':' || c == ';' || c == '!' || c == '?') {
                return -1;
            }
            wordStarts = c == ' ' || c == '(';
        }
        return -1;
    }

    private static int afterDash(String text, int start, int dash, int end) {
        int i = dash;
        while (i < end && (isDash(text.charAt(i)) || text.charAt(i) == ' ')) {
            i++;
        }
        boolean closed = text.charAt(dash - 1) == ')' || (dash >= 2 && text.charAt(dash - 2) == ')');
        boolean place = isCapitals(text, start, dash);
        boolean sentence = i + 1 < end && (Character.isUpperCase(text.charAt(i)) || text.charAt(i) == '"'
                || text.charAt(i) == '“') && !Character.isUpperCase(text.charAt(i + 1));
        return (closed || place) && sentence ? i : start;
    }

    /// Whether the first word is a place in capitals, three letters or more.
    private static boolean isCapitals(String text, int start, int end) {
        int i = start;
        while (i < end && Character.isUpperCase(text.charAt(i))) {
            i++;
        }
        return i - start >= 3 && (i == end || !Character.isLetter(text.charAt(i)));
    }

    private static boolean isDash(char c) {
        return c == '-' || c == '–' || c == '—';
    }
}
