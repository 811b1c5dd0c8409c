package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// The numbers, units and dates of two aligned sentences that stand against other ones. A number is told with its unit, a date
/// with its month and year.
final class QuantityChanges {

    /// A day of a month is no longer than this.
    private static final int DAY_OF_MONTH = 2;
    /// Numbers that stand before nouns like articles.
    private static final Set<String> FEW = Set.of("one", "two", "first");
    private static final int LONGEST_FEW = 5;
    private static final int ONE = Hashing.token("1");

    private final AlignedSentence earlier;
    private final AlignedSentence later;
    private final List<ChangedFact> changes;
    private final List<Run> lost = new ArrayList<>();
    private final List<Run> added = new ArrayList<>();

    /// @param changes where they go
    QuantityChanges(AlignedSentence earlier, AlignedSentence later, List<ChangedFact> changes) {
        this.earlier = earlier;
        this.later = later;
        this.changes = changes;
    }

    // ---- numbers and dates

    /// Numbers and dates of one gap. Those that stand against none wait for [#acrossGaps].
    void numbersAndDates(Gap gap) {
        var was = quantities(earlier, gap.was(), gap.isSmall());
        var now = quantities(later, gap.now(), gap.isSmall());
        if (!was.isEmpty() || !now.isEmpty()) {
            pairUp(was, now);
        }
    }

    /// @param all whether those count too that stand elsewhere in the other sentence
    private static List<Run> quantities(AlignedSentence sentence, Run gap, boolean all) {
        var quantities = new ArrayList<Run>(2);
        for (int i = gap.from(); i < gap.to(); i++) {
            if (isQuantity(sentence, i) && (all || !sentence.isPaired(i))) {
                var quantity = quantity(sentence, i, gap.to());
                quantities.add(quantity);
                i = quantity.to() - 1;
            }
        }
        return quantities;
    }

    /// Numbers stand against numbers and dates against dates, in their order; a lone number against a lone date too.
    private void pairUp(List<Run> was, List<Run> now) {
        for (boolean dates : new boolean[]{false, true}) {
            var a = those(was, run -> isDate(earlier, run) == dates);
            var b = those(now, run -> isDate(later, run) == dates);
            int pairs = Math.min(a.size(), b.size());
            for (int k = 0; k < pairs; k++) {
                addUnlessSame(dates ? Kind.DATE : Kind.NUMBER, a.get(k), b.get(k));
            }
            if (pairs == 0 && a.size() + b.size() > 0 && was.size() == now.size() && was.size() == 1) {
                addUnlessSame(Kind.DATE, was.getFirst(), now.getFirst());
                return;
            }
            if (!dates) {
                lost.addAll(those(a.subList(pairs, a.size()), run -> hasUnpairedFigure(earlier, run)));
                added.addAll(those(b.subList(pairs, b.size()), run -> hasUnpairedFigure(later, run)));
            }
        }
    }

    private static List<Run> those(List<Run> runs, Predicate<Run> condition) {
        var those = new ArrayList<Run>(runs.size());
        for (var run : runs) {
            if (condition.test(run)) {
                those.add(run);
            }
        }
        return those;
    }

    private void addUnlessSame(Kind kind, Run was, Run now) {
        if (!areSame(was, now)) {
            changes.add(new ChangedFact(kind, was, now));
        }
    }

    private boolean areSame(Run was, Run now) {
        if (was.words() != now.words()) {
            return false;
        }
        if (was.words() == 1 && isElided(earlier.surface(was.from()), later.surface(now.from()))) {
            return true;
        }
        for (int k = 0; k < was.words(); k++) {
            if (earlier.token(was.from() + k) != later.token(now.from() + k)) {
                return false;
            }
        }
        return true;
    }

    /// Whether one number leaves out the multiplier that the other tells: "2.0 to 2.5 million", "2.0 million to 2.5 million".
    private static boolean isElided(@Nullable String a, @Nullable String b) {
        return a != null && b != null && (a.startsWith(b + " ") || b.startsWith(a + " "));
    }

    /// Numbers that went at one place while others came at another: "puts the toll at 17", "brings to 22 the toll". An amount
    /// that only came is news too: "via repurchase agreements", "via 1.5 billion dollars of repurchase agreements".
    void acrossGaps() {
        int pairs = Math.min(lost.size(), added.size());
        for (int k = 0; k < pairs; k++) {
            changes.add(new ChangedFact(Kind.NUMBER, lost.get(k), added.get(k)));
        }
        for (var number : added.subList(pairs, added.size())) {
            if (isAmount(number)) {
                changes.add(new ChangedFact(Kind.NUMBER, before(number), number));
            }
        }
    }

    /// Where the earlier sentence has nothing: behind the partner of the last word before the added ones.
    private Run before(Run added) {
        int j = added.from() - 1;
        while (j >= 0 && !later.isPaired(j)) {
            j--;
        }
        int i = j < 0 ? 0 : later.partner(j) + 1;
        return new Run(i, i);
    }

    /// Whether it is an amount of what is paid, owned or traded, or tells how many others there are.
    private boolean isAmount(Run number) {
        int last = number.to() - 1;
        var unit = later.entry(last);
        return (unit != null && unit.traded() && later.isUnit(last))
                || (number.to() < later.words() && (later.is(number.to(), "others") || later.is(number.to(), "more")));
    }

    // ---- units and articles

    /// The same number of another unit: "5 km", "5 miles"; "dollars", "Australian dollars".
    void units(Gap gap) {
        var was = gap.was();
        var now = gap.now();
        int i = was.from();
        int j = now.from();
        boolean afterNumber = i > 0 && j > 0 && earlier.isNumber(i - 1) && later.isNumber(j - 1)
                && earlier.partner(i - 1) == j - 1;
        if (!was.isEmpty() && !now.isEmpty()) {
            boolean both = earlier.isUnit(i) && later.isUnit(j) && !earlier.isPaired(i) && !later.isPaired(j);
            if (both && (afterNumber || gap.isWordForWord())) {
                int more = afterNumber ? 1 : 0;
                changes.add(new ChangedFact(Kind.NUMBER, new Run(i - more, i + 1), new Run(j - more, j + 1)));
            }
        } else if (afterNumber && was.to() < earlier.words() && now.to() < later.words() && earlier.isUnit(was.to())
                && (was.isEmpty() ? isOtherCurrency(later, now) : isOtherCurrency(earlier, was))) {
            changes.add(new ChangedFact(Kind.NUMBER, new Run(i - 1, was.to() + 1), new Run(j - 1, now.to() + 1)));
        }
    }

    /// Whether the words before a currency make it another one: "Australian", not "U.S.".
    private static boolean isOtherCurrency(AlignedSentence sentence, Run before) {
        if (before.words() > 2 || before.isEmpty()) {
            return false;
        }
        for (int i = before.from(); i < before.to(); i++) {
            var surface = sentence.surface(i);
            if (!sentence.isOf(i, WordClass.NAME) || surface == null || surface.startsWith("U")
                    || surface.startsWith("American")) {
                return false;
            }
        }
        return true;
    }

    /// "A man", "two men".
    void articles(Gap gap) {
        if (gap.isWordForWord() && (isArticleAgainstMore(earlier, gap.was().from(), later, gap.now().from())
                || isArticleAgainstMore(later, gap.now().from(), earlier, gap.was().from()))) {
            changes.add(new ChangedFact(Kind.NUMBER, gap.was(), gap.now()));
        }
    }

    private static boolean isArticleAgainstMore(AlignedSentence one, int i, AlignedSentence other, int j) {
        return one.is(i, "a") && other.isNumber(j) && other.token(j) != ONE;
    }

    // ---- words

    private static boolean isQuantity(AlignedSentence sentence, int i) {
        return sentence.isNumber(i) || sentence.isOf(i, WordClass.DATE);
    }

    private static boolean hasUnpairedFigure(AlignedSentence sentence, Run run) {
        for (int i = run.from(); i < run.to(); i++) {
            if (isFigure(sentence, i) && !sentence.isPaired(i)) {
                return true;
            }
        }
        return false;
    }

    /// A number that is no mere "one", "two" or "first" before a noun.
    private static boolean isFigure(AlignedSentence sentence, int i) {
        var surface = sentence.surface(i);
        return sentence.isNumber(i) && surface != null
                && (Character.isDigit(surface.charAt(0)) || surface.length() > LONGEST_FEW
                        || !FEW.contains(surface.toLowerCase(Locale.ROOT)));
    }

    /// The date or number with its month or unit that has its first changed word at `i`.
    ///
    /// @param gapEnd words from here on stand on both sides
    private static Run quantity(AlignedSentence sentence, int i, int gapEnd) {
        int from = i;
        int to = i + 1;
        if (isMonth(sentence, i) || (isDayOfMonth(sentence, i) && isMonth(sentence, i + 1))) {
            to += isMonth(sentence, i) && isDayOfMonth(sentence, to) ? 1 : isMonth(sentence, i) ? 0 : 1;
            to += isYear(sentence, to) ? 1 : 0;
            from -= isMonth(sentence, i) && isDayOfMonth(sentence, i - 1) ? 1 : 0;
        } else if ((isDayOfMonth(sentence, i) || isYear(sentence, i)) && isMonth(sentence, i - 1)) {
            from--;
        } else if (sentence.isNumber(i)) {
            while (to < gapEnd && sentence.isNumber(to)) {
                to++;
            }
            to += to < sentence.words() && sentence.isUnit(to) ? 1 : 0;
        }
        return new Run(from, to);
    }

    private static boolean isDate(AlignedSentence sentence, Run run) {
        return sentence.first(run, WordClass.DATE) >= 0;
    }

    private static boolean isMonth(AlignedSentence sentence, int i) {
        return sentence.has(i) && sentence.isOf(i, WordClass.DATE) && !startsWithFigure(sentence, i);
    }

    private static boolean isYear(AlignedSentence sentence, int i) {
        return sentence.has(i) && sentence.isOf(i, WordClass.DATE) && startsWithFigure(sentence, i);
    }

    private static boolean startsWithFigure(AlignedSentence sentence, int i) {
        var surface = sentence.surface(i);
        return surface != null && !surface.isEmpty() && Character.isDigit(surface.charAt(0));
    }

    private static boolean isDayOfMonth(AlignedSentence sentence, int i) {
        var surface = sentence.has(i) && sentence.isNumber(i) ? sentence.surface(i) : null;
        return surface != null && surface.indexOf(' ') < 0 && surface.indexOf('.') < 0
                && (Character.isUpperCase(surface.charAt(0))
                        || (Character.isDigit(surface.charAt(0)) && digits(surface) <= DAY_OF_MONTH));
    }

    private static int digits(String surface) {
        int digits = 0;
        for (int i = 0; i < surface.length(); i++) {
            digits += Character.isDigit(surface.charAt(i)) ? 1 : 0;
        }
        return digits;
    }
}
