package io.newswatch.enrich.echo;

/// British and American endings as one: -ise and -ize, -yse and -yze, -our and -or. Applied to every folded word, so it
/// does no harm that "exercise" becomes "exercize" on its way to a hash.
final class Spelling {

    private Spelling() {}

    /// Changes the folded word `chars[0, length)` in place.
    ///
    /// @return its new length
    static int unify(char[] chars, int length) {
        if (length < 6) {
            return length;
        }
        int s = endingOf(chars, length);
        if (s > 2 && chars[s] == 's' && (chars[s - 1] == 'i' || chars[s - 1] == 'y')) {
            chars[s] = 'z';
            return length;
        }
        int tail = length;
        if (chars[tail - 1] == 's') {
            tail--;
        } else if (chars[tail - 1] == 'd' && chars[tail - 2] == 'e') {
            tail -= 2;
        }
        if (tail >= 6 && chars[tail - 1] == 'r' && chars[tail - 2] == 'u' && chars[tail - 3] == 'o') {
            System.arraycopy(chars, tail - 1, chars, tail - 2, length - tail + 1);
            return length - 1;
        }
        return length;
    }

    static String unify(String folded) {
        char[] chars = folded.toCharArray();
        return new String(chars, 0, unify(chars, chars.length));
    }

    /// Where the s or z of -ise, -ises, -ised, -iser, -ising, -isation, -isations would stand.
    private static int endingOf(char[] c, int n) {
        char last = c[n - 1];
        if (last == 'e') {
            return n - 2;
        }
        if ((last == 's' || last == 'd' || last == 'r') && c[n - 2] == 'e') {
            return n - 3;
        }
        if (last == 'g' && c[n - 2] == 'n' && c[n - 3] == 'i') {
            return n - 4;
        }
        int tail = last == 's' ? n - 1 : n;
        if (tail > 6 && c[tail - 1] == 'n' && c[tail - 2] == 'o' && c[tail - 3] == 'i' && c[tail - 4] == 't'
                && c[tail - 5] == 'a') {
            return tail - 6;
        }
        return -1;
    }
}
