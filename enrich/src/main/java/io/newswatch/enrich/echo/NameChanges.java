package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta.Kind;
import io.newswatch.enrich.text.Letters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Who and what two aligned sentences speak of: names, weekdays, words of writings without capitals, and speakers without a
/// name that stand against other ones. A list in another order is no change, names that changed their parts around a verb are.
final class NameChanges {

    /// Days told from the day of writing: "Monday" and "today" may be the same day.
    private static final Set<String> RELATIVE_DAYS = Set.of("today", "yesterday", "tomorrow", "tonight", "bugun", "dun",
            "yarin", "dunen", "sabah", "сегодня", "вчера", "завтра", "heute", "gestern", "morgen");
    private static final Set<String> AND = Set.of("and", "or", "ve", "ile", "и", "und", "et", "y");
    /// An attribution that changed stands so many words from the sentence's end or start at most.
    private static final int ATTRIBUTION = 3;
    /// Between so many words names may have changed their parts.
    private static final int PARTS = 4;

    private final AlignedSentence earlier;
    private final AlignedSentence later;
    private final boolean[] moved;
    private final List<ChangedFact> changes;

    /// @param moved   of each earlier word, whether its partner stands out of order
    /// @param changes where they go
    NameChanges(AlignedSentence earlier, AlignedSentence later, boolean[] moved, List<ChangedFact> changes) {
        this.earlier = earlier;
        this.later = later;
        this.moved = moved;
        this.changes = changes;
    }

    // ---- one against another

    /// "Monday", "Friday".
    void days(Gap gap) {
        pairUp(gap, Kind.DAY, WordClass.DAY);
    }

    /// "Ankara", "Athens".
    void names(Gap gap) {
        if (!isAttribution(gap)) {
            pairUp(gap, Kind.NAME, WordClass.NAME);
        }
    }

    /// There every word may be a name.
    void wordsWithoutCase(Gap gap) {
        pairUp(gap, Kind.OTHER, WordClass.CASELESS);
    }

    /// Unbroken rows of such words stand against one another in their order.
    private void pairUp(Gap gap, Kind kind, WordClass wordClass) {
        var was = rows(earlier, gap.was(), wordClass, gap.isSmall());
        if (was.isEmpty()) {
            return;
        }
        var now = rows(later, gap.now(), wordClass, gap.isSmall());
        for (int k = 0; k < Math.min(was.size(), now.size()); k++) {
            if (!(kind == Kind.NAME && onlyChangedPlaces(was.get(k), now.get(k)))
                    && !isHarmless(kind, earlier.told(was.get(k)), later.told(now.get(k)))) {
                changes.add(new ChangedFact(kind, was.get(k), now.get(k)));
            }
        }
    }

    /// @param all whether words count too that stand elsewhere in the other sentence
    private static List<Run> rows(AlignedSentence sentence, Run gap, WordClass wordClass, boolean all) {
        var rows = new ArrayList<Run>(2);
        for (int i = gap.from(); i < gap.to(); i++) {
            int to = i;
            while (to < gap.to() && isOf(sentence, to, wordClass) && (all || !sentence.isPaired(to))) {
                to++;
            }
            if (to > i) {
                rows.add(new Run(i, to));
                i = to;
            }
        }
        return rows;
    }

    private static boolean isOf(AlignedSentence sentence, int i, WordClass wordClass) {
        return wordClass == WordClass.NAME ? sentence.isName(i) : sentence.isOf(i, wordClass);
    }

    /// Whether all names of both are members of a list that stands in another order on the other side.
    private boolean onlyChangedPlaces(Run was, Run now) {
        return areListedElsewhere(earlier, was) && areListedElsewhere(later, now);
    }

    private static boolean areListedElsewhere(AlignedSentence sentence, Run names) {
        for (int i = names.from(); i < names.to(); i++) {
            if (!sentence.isPaired(i) || !isListed(sentence, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmless(Kind kind, String was, String now) {
        return switch (kind) {
            case DAY -> RELATIVE_DAYS.contains(Letters.fold(was)) || RELATIVE_DAYS.contains(Letters.fold(now));
            case NAME -> Names.isInitials(was, now) || Names.isInitials(now, was) || joined(was).equals(joined(now));
            case OTHER -> joined(was).endsWith(joined(now)) || joined(now).endsWith(joined(was));
            default -> false;
        };
    }

    private static String joined(String words) {
        return words.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    // ---- who says it

    /// Whether it only names another outlet: "..., Agency reports", "According to Agency, ...".
    private boolean isAttribution(Gap gap) {
        return (isAtEnd(earlier, gap.was()) && isAtEnd(later, gap.now()))
                || (isAtStart(earlier, gap.was()) && isAtStart(later, gap.now()));
    }

    private static boolean isAtEnd(AlignedSentence sentence, Run gap) {
        return sentence.words() - gap.to() <= ATTRIBUTION
                && attribute(sentence, gap.from() - ATTRIBUTION, gap.to() + ATTRIBUTION) > 0;
    }

    private static boolean isAtStart(AlignedSentence sentence, Run gap) {
        return gap.from() <= ATTRIBUTION && attribute(sentence, gap.from() - ATTRIBUTION, gap.to()) > 1;
    }

    /// The most that one of the words says of who brought a report: [Lexicon.Entry#attributes].
    private static int attribute(AlignedSentence sentence, int from, int to) {
        int most = 0;
        for (int i = Math.max(0, from); i < Math.min(sentence.words(), to); i++) {
            var entry = sentence.entry(i);
            most = entry == null ? most : Math.max(most, entry.attributes());
        }
        return most;
    }

    /// "An official told the court", "a lawyer told the court".
    void speakers(Gap gap) {
        int was = earlier.firstUnpaired(gap.was(), NameChanges::isSpeaker);
        int now = was < 0 ? -1 : later.firstUnpaired(gap.now(), NameChanges::isSpeaker);
        if (now < 0 || !gap.isSmall() || earlier.first(gap.was(), WordClass.NAME) >= 0
                || later.first(gap.now(), WordClass.NAME) >= 0) {
            return;
        }
        var one = earlier.entry(was);
        var other = later.entry(now);
        if (one != null && other != null && one.speaker() != other.speaker()) {
            changes.add(new ChangedFact(Kind.OTHER, Run.of(was), Run.of(now)));
        }
    }

    private static boolean isSpeaker(Lexicon.Entry entry) {
        return entry.speaker() > 0;
    }

    // ---- lists, and parts around a verb

    /// Members of lists that went and came at different places; names that changed their parts around a verb.
    void acrossGaps() {
        int next = 0;
        for (int i = 0; i < earlier.words(); i++) {
            if (!earlier.isName(i)) {
                continue;
            }
            if (moved[i]) {
                exchanged(i);
            } else if (!earlier.isPaired(i) && isListed(earlier, i) && !isTold(i)) {
                while (next < later.words() && !isNewListed(next)) {
                    next++;
                }
                if (next < later.words()) {
                    changes.add(new ChangedFact(Kind.NAME, Run.of(i), Run.of(next)));
                    next++;
                }
            }
        }
    }

    private boolean isNewListed(int j) {
        return later.isName(j) && !later.isPaired(j) && isListed(later, j);
    }

    private boolean isTold(int i) {
        return changes.stream().anyMatch(change -> change.was().contains(i));
    }

    /// "Ankara accused Athens", "Athens accused Ankara".
    private void exchanged(int i) {
        int j = earlier.partner(i);
        if (isListed(earlier, i) || isTold(i)) {
            return;
        }
        for (int k = Math.max(0, i - PARTS); k < Math.min(earlier.words(), i + PARTS); k++) {
            int l = earlier.partner(k);
            if (l >= 0 && Math.abs(l - j) < PARTS && earlier.isName(k) && i < k != j < l && !isListed(earlier, k)
                    && haveVerbBetween(i, k, j, l)) {
                changes.add(new ChangedFact(Kind.NAME, Run.of(i), Run.of(l)));
                changes.add(new ChangedFact(Kind.NAME, Run.of(k), Run.of(j)));
                return;
            }
        }
    }

    private boolean haveVerbBetween(int i, int k, int j, int l) {
        for (int v = Math.min(i, k) + 1; v < Math.max(i, k); v++) {
            int w = earlier.partner(v);
            var entry = earlier.entry(v);
            boolean says = entry != null && entry.synonyms() == Lexicon.bundled().saying();
            if (w > Math.min(j, l) && w < Math.max(j, l) && !says && !earlier.isName(v) && !earlier.isGrammar(v)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the name is a member of a list: names and "and" without a break. Commas are no words.
    private static boolean isListed(AlignedSentence sentence, int i) {
        int from = i;
        while (from > 0 && isListPart(sentence, from - 1)) {
            from--;
        }
        int to = i + 1;
        while (to < sentence.words() && isListPart(sentence, to)) {
            to++;
        }
        for (int k = from + 1; k + 1 < to; k++) {
            if (sentence.isOf(k, WordClass.FUNCTION) && sentence.isName(k - 1) && sentence.isName(k + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isListPart(AlignedSentence sentence, int i) {
        if (sentence.isName(i)) {
            return true;
        }
        var entry = sentence.isOf(i, WordClass.FUNCTION) ? sentence.entry(i) : null;
        return entry != null && AND.contains(entry.canonical());
    }
}
