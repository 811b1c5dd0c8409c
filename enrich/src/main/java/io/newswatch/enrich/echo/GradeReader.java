package io.newswatch.enrich.echo;

import java.util.Locale;

/// Reads grades of credit: `AA`, `BBB-plus`, `A-`. One is a number of its own, so that another grade is another fact.
final class GradeReader {

    private static final int LONGEST = 3;
    private static final String PLUS = "-plus";
    private static final String MINUS = "-minus";

    private final String text;
    private final WordsRead words;

    GradeReader(String text, WordsRead words) {
        this.text = text;
        this.words = words;
    }

    /// Whether the word `text[start, end)` may be a grade, by its letters.
    boolean isPossible(int start, int end) {
        if (end - start > LONGEST) {
            return false;
        }
        char letter = text.charAt(start);
        if (letter < 'A' || letter > 'D') {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            if (text.charAt(i) != letter) {
                return false;
            }
        }
        return true;
    }

    /// Reads the grade whose letters are `text[start, letters)`; a single letter is one only with a sign behind it.
    ///
    /// @param end the end of the sentence
    /// @return where reading goes on; -1 when it is none, and nothing has been added
    int read(int start, int letters, int end) {
        int signEnd = signEnd(letters, end);
        if (signEnd == letters && letters - start == 1) {
            return -1;
        }
        String grade = text.substring(start, letters).toLowerCase(Locale.ROOT);
        if (signEnd > letters) {
            boolean up = text.charAt(letters) == '+' || text.startsWith(PLUS, letters);
            grade += up ? '+' : '-';
        }
        words.add(grade, WordClass.NUMBER, start, signEnd);
        return signEnd;
    }

    /// @return `at` when there is no sign
    private int signEnd(int at, int end) {
        if (text.startsWith(PLUS, at)) {
            return at + PLUS.length();
        }
        if (text.startsWith(MINUS, at)) {
            return at + MINUS.length();
        }
        boolean sign = at < end && (text.charAt(at) == '+' || text.charAt(at) == '-' || text.charAt(at) == '−')
                && (at + 1 == end || !Character.isLetterOrDigit(text.charAt(at + 1)));
        return sign ? at + 1 : at;
    }
}
