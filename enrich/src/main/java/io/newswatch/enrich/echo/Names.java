package io.newswatch.enrich.echo;

import io.newswatch.enrich.text.Letters;
import org.jspecify.annotations.Nullable;

/// When two spellings of a name are one name: "Rabia" and "Rabiah", "Russia" and "Russian".
final class Names {

    private static final int SHORTEST = 4;

    private Names() {}

    /// The form in which names are compared; null for one too short to be spelled in two ways.
    static @Nullable String comparable(@Nullable String name) {
        if (name == null || isShort(name)) {
            return null;
        }
        var folded = Letters.fold(name);
        return folded.isEmpty() ? null : transliterated(folded);
    }

    /// The folded name with the letters made one that stand for the same ones of another writing: "Yousef", "Yusef"; "Qatar",
    /// "Katar"; "Aleksandr", "Alexandr"; "Mohammad", "Mohamad".
    private static String transliterated(String folded) {
        int n = folded.length();
        var letters = new StringBuilder(n + 2);
        for (int i = 0; i < n; i++) {
            char c = folded.charAt(i);
            char next = i + 1 < n ? folded.charAt(i + 1) : 0;
            switch (c) {
                case 'q' -> letters.append('k');
                case 'x' -> letters.append("ks");
                case 'w' -> letters.append('v');
                case 'y' -> letters.append(i == 0 ? c : 'i');
                case 'o' -> {
                    boolean longVowel = next == 'u' || next == 'o';
                    letters.append(longVowel ? 'u' : c);
                    i += longVowel ? 1 : 0;
                }
                case 'p' -> {
                    letters.append(next == 'h' ? 'f' : c);
                    i += next == 'h' ? 1 : 0;
                }
                default -> {
                    if (c != next) {
                        letters.append(c);
                    }
                }
            }
        }
        return letters.toString();
    }

    /// The first letter of the form of [#comparable], without making that.
    ///
    /// @return 1 to 26 for a to z; 0 when it takes more to know it
    static int initial(String name) {
        char first = (char) (name.charAt(0) | 0x20);
        char next = name.length() < 2 ? 0 : (char) (name.charAt(1) | 0x20);
        if (first < 'a' || first > 'z' || next >= 0x80) {
            return 0;
        }
        char initial = switch (first) {
            case 'q', 'x' -> 'k';
            case 'w' -> 'v';
            case 'o' -> next == 'u' || next == 'o' ? 'u' : first;
            case 'p' -> next == 'h' ? 'f' : first;
            default -> first;
        };
        return initial - 'a' + 1;
    }

    /// Whether a name is too short to be spelled in two ways.
    static boolean isShort(String name) {
        return name.length() < SHORTEST;
    }

    /// @param x a name in the form of [#comparable]
    static boolean alikeFolded(String x, String y) {
        if (x.equals(y)) {
            return true;
        }
        if (x.charAt(0) != y.charAt(0)) {
            return false;
        }
        int shorter = Math.min(x.length(), y.length());
        int start = commonStart(x, y);
        int longer = Math.max(x.length(), y.length());
        if (longer - shorter <= 4 && shorter >= 5 && start >= shorter - 1
                && isDerived(longer == x.length() ? x : y, start)) {
            return true;
        }
        return shorter >= 5 && distance(x, y) <= (shorter >= 7 ? 2 : 1);
    }

    /// Whether the longer name is a form of the other: "Russian" of "Russia"; not "Davison" of "David" nor "Johnson" of
    /// "John".
    private static boolean isDerived(String longer, int start) {
        return !longer.endsWith("son") && !longer.endsWith("sen") && longer.length() - start > 0;
    }

    /// Whether `letters` are the initials of the words: "AP" of "Associated Press".
    static boolean isInitials(String letters, String words) {
        var initials = new StringBuilder();
        boolean between = true;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (Character.isUpperCase(c) && between) {
                initials.append(c);
            }
            between = !Character.isLetter(c);
        }
        return initials.length() >= 2 && letters.replace(".", "").contentEquals(initials);
    }

    private static int commonStart(String x, String y) {
        int n = 0;
        while (n < x.length() && n < y.length() && x.charAt(n) == y.charAt(n)) {
            n++;
        }
        return n;
    }

    /// How many letters must be changed, added or dropped; three when more than two, for lengths that differ by more.
    private static int distance(String x, String y) {
        if (Math.abs(x.length() - y.length()) > 2 || x.length() > 40) {
            return 3;
        }
        int[] last = new int[y.length() + 1];
        for (int j = 0; j < last.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= x.length(); i++) {
            int diagonal = last[0];
            last[0] = i;
            for (int j = 1; j < last.length; j++) {
                int changed = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                diagonal = last[j];
                last[j] = Math.min(changed, 1 + Math.min(last[j], last[j - 1]));
            }
        }
        return last[y.length()];
    }
}
