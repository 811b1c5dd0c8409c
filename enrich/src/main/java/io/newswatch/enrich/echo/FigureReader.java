package io.newswatch.enrich.echo;

import io.newswatch.enrich.text.Letters;

/// Reads words that begin with a figure: `40,000`, `1.5bn`, `5km`, `6-7/16`, `11:30`, `1990s`, `21st`. Four figures that may be
/// a year are one.
final class FigureReader {

    private final String text;
    private final WordsRead words;
    private final Lexicon lexicon = Lexicon.bundled();
    /// The figures read so far, in one form.
    private final StringBuilder digits = new StringBuilder(16);
    /// Whether there is no sign between them.
    private boolean plain;

    FigureReader(String text, WordsRead words) {
        this.text = text;
        this.words = words;
    }

    /// Reads the word that begins at `start`.
    ///
    /// @param end the end of the sentence
    /// @return where reading goes on
    int read(int start, int end) {
        int figuresEnd = figures(start, end);
        int i = figuresEnd;
        while (i < end && Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        String suffix = text.substring(figuresEnd, i);
        if (addMultiple(suffix, start, i) || addMeasure(suffix, start, figuresEnd, i)) {
            return i;
        }
        boolean year = isYear() && (suffix.isEmpty() || suffix.equals("s"));
        String word = digits.append(Letters.fold(suffix)).toString();
        if (suffix.length() > 2 && Character.isUpperCase(suffix.charAt(0))) {
            words.add(word, words.isOpening() ? WordClass.OPENING : WordClass.NAME, start, i);
        } else if (year) {
            words.add(word, WordClass.DATE, start, i);
        } else {
            words.addNumber(word, start, i);
        }
        return i;
    }

    /// Reads figures with the signs inside them into [#digits].
    ///
    /// @return where they end
    private int figures(int start, int end) {
        digits.setLength(0);
        int i = start;
        plain = true;
        while (i < end) {
            char c = text.charAt(i);
            if (Writing.isDigit(c)) {
                digits.append((char) ('0' + Character.digit(c, 10)));
            } else if (c == ':' && digits.length() <= 2 && plain && haveDigits(2, i + 1, end)) {
                plain = false;
                digits.append('.');
            } else if ((c == ',' || c == '.' || (c == '/' && mayBeFraction())) && i + 1 < end
                    && Writing.isDigit(text.charAt(i + 1))) {
                plain = false;
                if (c != ',' || !haveDigits(3, i + 1, end)) {
                    digits.append(c == ',' ? '.' : c);
                }
            } else if (c == '-' && isMixedFraction(i + 1, end)) {
                plain = false;
                digits.append(c);
            } else {
                break;
            }
            i++;
        }
        return i;
    }

    private boolean isYear() {
        return plain && digits.length() == 4 && ((digits.charAt(0) == '1' && digits.charAt(1) >= '7')
                || (digits.charAt(0) == '2' && digits.charAt(1) == '0'));
    }

    /// "7m", "1.5bn".
    private boolean addMultiple(String suffix, int start, int end) {
        String multiplier = switch (suffix) {
            case "m", "mn", "mln", "M" -> "million";
            case "bn", "b", "B" -> "billion";
            case "tn" -> "trillion";
            case "k", "K" -> "thousand";
            default -> "";
        };
        if (multiplier.isEmpty()) {
            return false;
        }
        String value = Quantity.joined(digits.toString(), "", multiplier);
        words.addNumber(value == null ? digits + multiplier : value, start, end);
        return true;
    }

    /// "5km", "9am".
    private boolean addMeasure(String suffix, int start, int figuresEnd, int end) {
        if (suffix.length() < 2) {
            return false;
        }
        var unit = lexicon.find(Hashing.letters(Letters.fold(suffix)));
        boolean morning = suffix.equals("am");
        if (unit == null || !(unit.wordClass() == WordClass.UNIT || morning)) {
            return false;
        }
        words.addNumber(digits.toString(), start, figuresEnd);
        words.addUnit(morning ? "a.m" : unit.canonical(), figuresEnd, end);
        return true;
    }

    /// Whether so many digits stand there, and no more.
    private boolean haveDigits(int count, int from, int end) {
        int i = from;
        while (i < end && i - from <= count && Writing.isDigit(text.charAt(i))) {
            i++;
        }
        return i - from == count;
    }

    /// Whether a slash may go on: `5/8`, not `1.5/2.0` nor `5/8/2011`.
    private boolean mayBeFraction() {
        return digits.length() <= 3 ? digits.indexOf(".") < 0 : digits.indexOf("-") > 0;
    }

    /// `7/16` of `6-7/16`.
    private boolean isMixedFraction(int from, int end) {
        int i = from;
        while (i < end && i - from < 3 && Writing.isDigit(text.charAt(i))) {
            i++;
        }
        return i > from && i + 1 < end && text.charAt(i) == '/' && Writing.isDigit(text.charAt(i + 1));
    }
}
