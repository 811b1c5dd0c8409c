package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta.Kind;
import java.util.List;

/// What two aligned sentences say of how far a thing has come, and whether it is so at all: a plan against a deed, a word
/// against its opposite, a negation that came or went. A verb is told with its auxiliaries.
final class StatusChanges {

    /// A negation that came or went in a longer gap belongs to a clause of its own.
    private static final int NEGATION_GAP = 5;
    /// A plan is told so many words before its verb at most.
    private static final int PLAN_BEFORE = 6;

    private final AlignedSentence earlier;
    private final AlignedSentence later;
    private final List<ChangedFact> changes;

    /// @param changes where they go
    StatusChanges(AlignedSentence earlier, AlignedSentence later, List<ChangedFact> changes) {
        this.earlier = earlier;
        this.later = later;
        this.changes = changes;
    }

    // ---- plans and deeds

    /// A plan that became a deed, or the other way round, by what stands before two forms of one verb: "will retire",
    /// "retired"; "plans to sell", "sold".
    void tense(int i, int j) {
        if (earlier.token(i) == later.token(j) || earlier.isName(i) || later.isName(j)) {
            return;
        }
        int was = planned(earlier, i);
        int now = planned(later, j);
        if (was == i && now == j) {
            recommended(i, j);
            return;
        }
        if (was < i == now < j || (was < i ? hasModalBefore(later, j) : hasModalBefore(earlier, i))) {
            return;
        }
        int verb = earlier.canBeTold(i) && later.canBeTold(j) ? 1 : 0;
        changes.add(new ChangedFact(Kind.STATUS, new Run(was, i + verb), new Run(now, j + verb)));
    }

    /// "Recommended that the exchange approve", "the exchange has approved".
    private void recommended(int i, int j) {
        int was = isDeed(later, j) ? unsaidPlan(earlier, i) : i;
        int now = isDeed(earlier, i) ? unsaidPlan(later, j) : j;
        if (was < i != now < j) {
            addVerbs(was, now);
        }
    }

    private static boolean isDeed(AlignedSentence sentence, int i) {
        var entry = sentence.entry(i);
        return entry != null && entry.deed();
    }

    /// The last word before the verb that tells it as a plan and has no partner; the verb itself when there is none.
    private static int unsaidPlan(AlignedSentence sentence, int verb) {
        for (int k = verb - 1; k >= Math.max(0, verb - PLAN_BEFORE); k--) {
            if (sentence.isUnpaired(k, Lexicon.Entry::plan)) {
                return k;
            }
        }
        return verb;
    }

    /// Where the words begin that tell the verb as a plan and have no partner: "will", "plans to"; the verb itself when there
    /// are none.
    private static int planned(AlignedSentence sentence, int verb) {
        for (int k = verb - 1; k >= Math.max(0, verb - AlignedSentence.HELPERS); k--) {
            if (!sentence.isPaired(k) && sentence.isOf(k, WordClass.MODAL)) {
                return k;
            }
            if (sentence.is(k, "to") && k > 0) {
                return sentence.isUnpaired(k - 1, Lexicon.Entry::plan) ? k - 1 : verb;
            }
        }
        return verb;
    }

    private static boolean hasModalBefore(AlignedSentence sentence, int verb) {
        for (int k = verb - 1; k >= Math.max(0, verb - AlignedSentence.HELPERS); k--) {
            if (sentence.isOf(k, WordClass.MODAL) || sentence.is(k, "to")) {
                return true;
            }
        }
        return false;
    }

    /// "Is seeking offers", "awarded contracts"; "recommended that it approve", "has approved".
    void stages(Gap gap) {
        int wasPlan = earlier.firstUnpaired(gap.was(), Lexicon.Entry::plan);
        int isPlan = later.firstUnpaired(gap.now(), Lexicon.Entry::plan);
        if (wasPlan >= 0 == isPlan >= 0) {
            return;
        }
        int wasDeed = earlier.firstUnpaired(gap.was(), Lexicon.Entry::deed);
        int isDeed = later.firstUnpaired(gap.now(), Lexicon.Entry::deed);
        if (wasPlan >= 0 && wasDeed < 0 && isDeed >= 0) {
            addVerbs(wasPlan, isDeed);
        } else if (isPlan >= 0 && wasDeed >= 0 && isDeed < 0) {
            addVerbs(wasDeed, isPlan);
        }
    }

    private void addVerbs(int was, int now) {
        changes.add(new ChangedFact(Kind.STATUS, earlier.withHelpers(was), later.withHelpers(now)));
    }

    // ---- contraries

    /// "Accused", "convicted".
    ///
    /// @return whether there are any
    boolean opposites(Gap gap) {
        for (int i = gap.was().from(); i < gap.was().to(); i++) {
            var word = earlier.unpairedEntry(i);
            if (word == null || word.opposites().isEmpty()) {
                continue;
            }
            int j = later.firstUnpaired(gap.now(), word::isOppositeOf);
            if (j >= 0) {
                addVerbs(i, j);
                return true;
            }
        }
        return false;
    }

    /// A lone "not".
    void negation(Gap gap) {
        int was = earlier.first(gap.was(), WordClass.NEGATION);
        int now = later.first(gap.now(), WordClass.NEGATION);
        if (was >= 0 == now >= 0 || gap.was().words() > NEGATION_GAP || gap.now().words() > NEGATION_GAP) {
            return;
        }
        int more = isToldWithNext(earlier, gap.was(), was) && isToldWithNext(later, gap.now(), now) ? 1 : 0;
        changes.add(new ChangedFact(Kind.NEGATION, negated(earlier, gap.was(), was, more),
                negated(later, gap.now(), now, more)));
    }

    /// Whether the word behind the gap is told with the negation: "did not allow", "allowed".
    private static boolean isToldWithNext(AlignedSentence sentence, Run gap, int negation) {
        return gap.to() < sentence.words() && (negation < 0 || negation == gap.to() - 1)
                && sentence.canBeTold(gap.to());
    }

    private static Run negated(AlignedSentence sentence, Run gap, int negation, int more) {
        return negation < 0
                ? new Run(gap.to(), gap.to() + more)
                : new Run(sentence.withHelpers(negation).from(), negation + 1 + more);
    }
}
