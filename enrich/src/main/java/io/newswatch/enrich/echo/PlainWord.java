package io.newswatch.enrich.echo;

/// The way most words are read: letters of ASCII, at most the first of them a capital, and a plain end. Folding is then
/// one bit, and the hash of the letters so far is known at each of them, that of the stem too. Whatever is less plain
/// (accents, apostrophes, figures, capitals inside) is left to [WordReader]'s careful way, which gives the same for plain
/// words. Used again and again by one thread.
final class PlainWord {

    /// Longer ones are left to the careful way.
    private static final int LONGEST = 32;
    private static final int CASE = 'a' ^ 'A';
    private static final int CHANGEABLE = 6;

    private final char[] letters = new char[LONGEST];
    /// Hash of as many letters as the place says, unfinished.
    private final int[] hashes = new int[LONGEST + 1];
    private int length;
    private int after;

    PlainWord() {
        hashes[0] = Hashing.NO_LETTERS;
    }

    /// Reads the word that begins at `start`, where a letter of ASCII stands.
    ///
    /// @return where it ends; -1 when it is none of the plain ones
    int read(char[] text, int start, int end) {
        int most = Math.min(end, start + LONGEST);
        int hash = Hashing.NO_LETTERS;
        char letter = (char) (text[start] | CASE);
        int i = start;
        int n = 0;
        while (true) {
            letters[n] = letter;
            hash = Hashing.withLetter(hash, letter);
            hashes[++n] = hash;
            if (++i == most) {
                break;
            }
            letter = text[i];
            if (letter < 'a' || letter > 'z') {
                break;
            }
        }
        after = i < most ? afterEnd(text, i, end, n) : i == end ? i : -1;
        if (after < 0) {
            return -1;
        }
        length = n < CHANGEABLE ? n : unified(n);
        return i;
    }

    /// Where reading goes on behind the word that was read: at its end, or behind its possessive s.
    int after() {
        return after;
    }

    /// @return -1 when the word does not end plainly before `text[at]`
    private static int afterEnd(char[] text, int at, int end, int lettersBefore) {
        return switch (text[at]) {
            case ' ', ',', ')', ';', ':', '"', '?', '!', '”', '“', '–', '—', '…' -> at;
            case '.', '-' -> lettersBefore > 1 ? at : -1; // "U.S.", the grade "B-"
            case '\'', '’' -> {
                if (lettersBefore == 1) {
                    yield -1;
                }
                boolean possessive = at + 1 < end && text[at + 1] == 's';
                int next = possessive ? at + 2 : at + 1;
                yield next == end || text[next] == ' ' ? possessive ? next : at : -1;
            }
            default -> -1;
        };
    }

    /// British and American spelling are one.
    private int unified(int n) {
        int now = Spelling.unify(letters, n);
        for (int i = CHANGEABLE - 3; i < now; i++) {
            hashes[i + 1] = Hashing.withLetter(hashes[i], letters[i]);
        }
        return now;
    }

    /// Whether it may be a negated verb of Turkish or Azerbaijani.
    boolean isNegatedTurkicVerb() {
        return TurkicVerb.isNegated(letters, length);
    }

    /// [Hashing#letters] of it.
    int hash() {
        return Hashing.mix(hashes[length]);
    }

    /// [Hashing#token] of it.
    int token() {
        return Hashing.token(Hashing.mix(hashes[Hashing.stemEnd(letters, 0, length)]), hash());
    }
}
