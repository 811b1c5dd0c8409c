package io.newswatch.alerts.rule;

import java.util.Collection;
import java.util.Set;

/// Guesses how many articles have a word, an actor or an event, so that a rule is filed under what is rarest. A wrong guess
/// costs time and never a match. Safe for use by many threads.
final class Rarity {

    /// Words that half of all articles have, in the languages that are coded.
    private static final Set<String> EVERYWHERE = Set.of("the", "of", "and", "to", "in", "a", "is", "on", "for", "that",
            "with", "as", "at", "by", "from", "said", "was", "were", "has", "have", "will", "are", "its", "it", "be",
            "ve", "bir", "bu", "ile", "icin", "da", "de", "olarak", "u", "cu", "il", "uzre", "edib", "ki", "в",
            "и", "на", "с", "по", "о", "что", "не", "из", "к", "за");
    private static final Set<String> OFTEN = Set.of("military", "defence", "defense", "minister", "forces", "army",
            "president", "country", "countries", "new", "year", "two", "government", "state", "security", "air",
            "national", "officials", "ministry", "war", "troops", "turkiye", "turkey", "russia", "azerbaijan");

    static final double ACTOR = 0.06;
    static final double EVENT_TYPE = 0.01;
    static final double LANGUAGE = 0.3;

    private Rarity() {}

    /// @return share of articles, 0 to 1
    static double ofWord(String folded) {
        if (EVERYWHERE.contains(folded)) {
            return 0.5;
        }
        if (OFTEN.contains(folded)) {
            return 0.15;
        }
        return switch (folded.length()) {
            case 0, 1, 2 -> 0.2;
            case 3 -> 0.08;
            case 4 -> 0.05;
            case 5 -> 0.03;
            default -> 0.02 - Math.min(0.015, folded.length() * 0.0005);
        };
    }

    static double ofPrefix(String folded) {
        return Math.min(1, 3 * ofWord(folded));
    }

    /// The index of the rarest of the words.
    static int rarest(Collection<String> words, boolean lastIsPrefix) {
        int best = 0;
        double least = 2;
        int i = 0;
        for (var word : words) {
            double rarity = lastIsPrefix && i == words.size() - 1 ? ofPrefix(word) : ofWord(word);
            if (rarity < least) {
                least = rarity;
                best = i;
            }
            i++;
        }
        return best;
    }
}
