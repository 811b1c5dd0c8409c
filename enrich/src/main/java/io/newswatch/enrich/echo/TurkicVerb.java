package io.newswatch.enrich.echo;

import java.util.Set;

/// Tells a negated Turkish or Azerbaijani verb by its ending: "katılmadı", "etmeyecek", "verilməmişdir", "olmuyor".
final class TurkicVerb {

    /// What follows the -ma or -me that negates; folded.
    private static final Set<String> AFTER = Set.of("di", "dik", "dim", "diler", "dilar", "digi", "digini", "mis",
            "misdir", "mistir", "misti", "misler", "mislar", "yacak", "yecek",
            "yacaq", "yeceq", "yacagi", "yecegi", "yacagini", "yecegini", "yacakti", "yecekti", "yacaklar",
            "yecekler", "yacaqlar", "yecekdir", "yacaqdir", "z", "zler", "zlar", "yan", "yen", "yip", "yib", "yiblar",
            "yibler", "meli", "mali", "mesi", "masi", "mesini", "masini");
    private static final int LONGEST = 9;

    private static final int SHORTEST = 5;

    private TurkicVerb() {}

    /// Whether any of the endings ends so.
    private static boolean mayEnd(char last) {
        return switch (last) {
            case 'b', 'i', 'k', 'n', 'p', 'q', 'r', 's', 'z' -> true;
            default -> false;
        };
    }

    /// @param c a folded lower-case word of `n` letters that the lexicon does not know
    static boolean isNegated(char[] c, int n) {
        if (n < SHORTEST || !mayEnd(c[n - 1])) {
            return false;
        }
        for (int at = n - 3; at >= 2 && n - at - 2 <= LONGEST; at--) {
            if (c[at] != 'm') {
                continue;
            }
            char vowel = c[at + 1];
            if ((vowel == 'a' || vowel == 'e') && AFTER.contains(new String(c, at + 2, n - at - 2))) {
                return true;
            }
            if ((vowel == 'i' || vowel == 'u') && n - at >= 5 && c[at + 2] == 'y' && c[at + 3] == 'o'
                    && c[at + 4] == 'r') {
                return true;
            }
        }
        return false;
    }
}
