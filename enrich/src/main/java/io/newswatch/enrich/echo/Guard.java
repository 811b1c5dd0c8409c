package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads the gaps between two aligned sentences and tells which of them change a fact: a quantity, date, day or name
/// against another one, a word against its opposite, a negation that came or went, a plan that became a deed.
///
/// What was only added, or only left out, changes nothing but for a lone negation and an amount that was added: a year, an attribution, an
/// apposition, a clause. A quantity that went at one place and another that came elsewhere are one changed quantity.
/// What is asked of each gap stands in [#gap], how it is answered in [QuantityChanges], [NameChanges] and [StatusChanges].
/// Made for one comparison.
final class Guard implements Alignment.Walker {

    /// More changed facts than this are not told.
    private static final int MOST_DELTAS = 12;

    private final AlignedSentence earlier;
    private final AlignedSentence later;
    private final List<ChangedFact> changes = new ArrayList<>();
    private final QuantityChanges quantities;
    private final NameChanges names;
    private final StatusChanges statuses;
    private int replaced;

    Guard(Alignment alignment) {
        earlier = alignment.earlierSentence();
        later = alignment.laterSentence();
        quantities = new QuantityChanges(earlier, later, changes);
        names = new NameChanges(earlier, later, alignment.moved, changes);
        statuses = new StatusChanges(earlier, later, changes);
        alignment.walk(this);
        quantities.acrossGaps();
        names.acrossGaps();
    }

    @Override
    public void pair(int i, int j) {
        statuses.tense(i, j);
    }

    @Override
    public void gap(Gap gap) {
        replaced += Math.min(earlier.unpairedContent(gap.was()), later.unpairedContent(gap.now()));
        quantities.numbersAndDates(gap);
        names.days(gap);
        names.names(gap);
        names.wordsWithoutCase(gap);
        quantities.units(gap);
        quantities.articles(gap);
        statuses.negation(gap);
        if (!statuses.opposites(gap)) {
            statuses.stages(gap);
        }
        names.speakers(gap);
    }

    /// How many words of content gave way to other words, counted on the lighter side of each gap.
    int replaced() {
        return replaced;
    }

    /// Whether a fact is another.
    boolean hasChanges() {
        return !changes.isEmpty();
    }

    /// The changed facts in the order of the later sentence.
    List<Delta> deltas() {
        return changes.stream().sorted(Comparator.comparingInt(change -> change.now().from())).limit(MOST_DELTAS)
                .map(change -> change.told(earlier, later)).distinct().toList();
    }
}
