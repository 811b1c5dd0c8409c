package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Echo.Delta.Kind;
import io.newswatch.enrich.text.Letters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the gaps between two aligned sentences and tells which of them change a fact: a quantity, date, day or name
/// against another one, a word against its opposite, a negation that came or went, a plan that became a deed.
///
/// What was only added, or only left out, changes nothing but for a lone negation and an amount that was added: a year, an attribution, an
/// apposition, a clause. A quantity that went at one place and another that came elsewhere are one changed quantity.
/// A change is told in the words an editor would use: a number with its multiplier, unit and month, a verb with its
/// auxiliary. Made for one comparison.
final class Guard {

    /// Days told from the day of writing: "Monday" and "today" may be the same day.
    private static final Set<String> RELATIVE_DAYS = Set.of("today", "yesterday", "tomorrow", "tonight", "bugun", "dun",
            "yarin", "dunen", "sabah", "сегодня", "вчера", "завтра", "heute", "gestern", "morgen");
    /// A negation that came or went in a longer gap belongs to a clause of its own.
    private static final int NEGATION_GAP = 5;
    /// Within so many words on either side a fact stands against another although both occur elsewhere too.
    private static final int SWAP_GAP = 3;
    /// An attribution that changed stands so many words from the sentence's end or start at most.
    private static final int ATTRIBUTION = 3;
    /// So many helping words may be told with a verb.
    private static final int HELPERS = 2;
    /// A plan is told so many words before its verb at most.
    private static final int PLAN_BEFORE = 6;
    /// A day of a month is no longer than this.
    private static final int DAY_OF_MONTH = 2;
    /// Between so many words names may have changed their parts.
    private static final int PARTS = 4;
    private static final Set<String> AND = Set.of("and", "or", "ve", "ile", "и", "und", "et", "y");
    /// Numbers that stand before nouns like articles.
    private static final Set<String> FEW = Set.of("one", "two", "first");
    /// More changed facts than this are not told.
    private static final int MOST_DELTAS = 12;

    private final Fingerprint earlier;
    private final Fingerprint later;
    private final Alignment alignment;
    private final List<Change> changes = new ArrayList<>();
    private final List<Run> lostNumbers = new ArrayList<>();
    private final List<Run> newNumbers = new ArrayList<>();
    private double replaced;

    /// Words of one fingerprint, `[from, to)`.
    private record Run(int from, int to) {}

    private static final Run NOTHING = new Run(0, 0);

    /// A changed fact: words of the earlier sentence against words of the later one, either perhaps none.
    private record Change(Kind kind, Run was, Run now) {}

    Guard(Fingerprint earlier, Fingerprint later, Alignment alignment) {
        this.earlier = earlier;
        this.later = later;
        this.alignment = alignment;
        readGaps();
        acrossGaps();
        names();
    }

    /// The weight of words that gave way to other words, counted on the lighter side of each gap.
    double replaced() {
        return replaced;
    }

    /// The changed facts in the order of the later sentence.
    List<Delta> deltas() {
        return changes.stream().sorted(Comparator.comparingInt(change -> change.now.from)).limit(MOST_DELTAS)
                .map(this::delta).distinct().toList();
    }

    private void readGaps() {
        int i = 0;
        int j = 0;
        while (i < earlier.words() || j < later.words()) {
            int gapI = i;
            int gapJ = j;
            while (i < earlier.words() && !isAnchor(i)) {
                i++;
            }
            j = i < earlier.words() ? alignment.partnerOfEarlier[i] : later.words();
            if (i > gapI || j > gapJ) {
                new Gap(gapI, i, gapJ, j).read();
            }
            if (i < earlier.words()) {
                tense(i, j);
            }
            i++;
            j++;
        }
    }

    /// Whether the earlier word has its partner in order.
    private boolean isAnchor(int i) {
        return alignment.partnerOfEarlier[i] >= 0 && !alignment.moved[i];
    }

    /// A plan that became a deed, or the other way round: "will retire", "retired"; "plans to sell", "sold".
    private void tense(int i, int j) {
        if (earlier.tokens[i] == later.tokens[j] || isName(earlier, i) || isName(later, j)) {
            return;
        }
        int was = planned(earlier, i, alignment.partnerOfEarlier);
        int now = planned(later, j, alignment.partnerOfLater);
        if (was == i && now == j) {
            recommended(i, j);
            return;
        }
        if (was < i == now < j || hasModalBefore(was < i ? later : earlier, was < i ? j : i)) {
            return;
        }
        boolean told = !words(earlier, new Run(i, i + 1)).isEmpty() && !words(later, new Run(j, j + 1)).isEmpty();
        int verb = told ? 1 : 0;
        changes.add(new Change(Kind.STATUS, new Run(was, i + verb), new Run(now, j + verb)));
    }

    /// "Recommended that the exchange approve", "the exchange has approved".
    private void recommended(int i, int j) {
        int was = isDeed(alignment.laterEntries[j])
                ? unsaidPlan(alignment.earlierEntries, i, alignment.partnerOfEarlier)
                : i;
        int now = isDeed(alignment.earlierEntries[i])
                ? unsaidPlan(alignment.laterEntries, j, alignment.partnerOfLater)
                : j;
        if (was < i != now < j) {
            changes.add(new Change(Kind.STATUS, withHelpers(earlier, was), withHelpers(later, now)));
        }
    }

    private static boolean isDeed(Lexicon.@Nullable Entry entry) {
        return entry != null && entry.deed();
    }

    /// A word before the verb that tells it as a plan and has no partner; the verb itself when there is none.
    private static int unsaidPlan(Lexicon.@Nullable Entry[] entries, int verb, int[] partners) {
        for (int k = verb - 1; k >= 0 && k >= verb - PLAN_BEFORE; k--) {
            var entry = partners[k] < 0 ? entries[k] : null;
            if (entry != null && entry.plan()) {
                return k;
            }
        }
        return verb;
    }

    /// Where the words begin that tell the verb as a plan and have no partner: "will", "plans to"; the verb itself when there
    /// are none.
    private static int planned(Fingerprint f, int verb, int[] partners) {
        for (int k = verb - 1; k >= 0 && k >= verb - HELPERS; k--) {
            if (partners[k] < 0 && f.classes[k] == WordClass.MODAL.code) {
                return k;
            }
            if (is(f, k, "to") && k > 0) {
                var entry = Lexicon.bundled().ofToken(f.tokens[k - 1]);
                return entry != null && entry.plan() && partners[k - 1] < 0 ? k - 1 : verb;
            }
        }
        return verb;
    }

    private static boolean hasModalBefore(Fingerprint f, int i) {
        for (int k = i - 1; k >= 0 && k >= i - HELPERS; k--) {
            if (f.classes[k] == WordClass.MODAL.code || is(f, k, "to")) {
                return true;
            }
        }
        return false;
    }

    /// `earlier[fromI, toI)` gave way to `later[fromJ, toJ)`; words that only moved lie in it too.
    private final class Gap {

        private final int fromI;
        private final int toI;
        private final int fromJ;
        private final int toJ;
        private final boolean small;

        Gap(int fromI, int toI, int fromJ, int toJ) {
            this.fromI = fromI;
            this.toI = toI;
            this.fromJ = fromJ;
            this.toJ = toJ;
            small = toI - fromI <= SWAP_GAP && toJ - fromJ <= SWAP_GAP;
        }

        void read() {
            double gone = content(earlier, fromI, toI, alignment.partnerOfEarlier);
            double come = content(later, fromJ, toJ, alignment.partnerOfLater);
            replaced += Math.min(gone, come);
            quantities();
            pairUp(Kind.DAY, WordClass.DAY);
            if (!isAttribution()) {
                pairUp(Kind.NAME, WordClass.NAME);
            }
            pairUp(Kind.OTHER, WordClass.CASELESS);
            units();
            article();
            negation();
            if (!opposites()) {
                stages();
            }
            speakers();
        }

        private boolean isGone(int i) {
            return small || alignment.partnerOfEarlier[i] < 0;
        }

        private boolean isCome(int j) {
            return small || alignment.partnerOfLater[j] < 0;
        }

        // ---- numbers and dates

        private void quantities() {
            var was = new ArrayList<Run>(2);
            for (int i = fromI; i < toI; i++) {
                if (isQuantity(earlier, i) && isGone(i)) {
                    var run = quantity(earlier, i, toI);
                    was.add(run);
                    i = run.to - 1;
                }
            }
            var now = new ArrayList<Run>(2);
            for (int j = fromJ; j < toJ; j++) {
                if (isQuantity(later, j) && isCome(j)) {
                    var run = quantity(later, j, toJ);
                    now.add(run);
                    j = run.to - 1;
                }
            }
            if (!was.isEmpty() || !now.isEmpty()) {
                pairQuantities(was, now);
            }
        }

        /// Those that are dates, or those that are none.
        private static List<Run> dates(Fingerprint f, List<Run> runs, boolean dates) {
            var those = new ArrayList<Run>(runs.size());
            addIf(run -> isDate(f, run) == dates, runs, those);
            return those;
        }

        private static void addIf(Predicate<Run> condition, List<Run> runs, List<Run> to) {
            for (var run : runs) {
                if (condition.test(run)) {
                    to.add(run);
                }
            }
        }

        /// Numbers stand against numbers and dates against dates, in their order.
        private void pairQuantities(List<Run> was, List<Run> now) {
            for (boolean dates : new boolean[]{false, true}) {
                var a = dates(earlier, was, dates);
                var b = dates(later, now, dates);
                int pairs = Math.min(a.size(), b.size());
                for (int k = 0; k < pairs; k++) {
                    if (!sameWords(a.get(k), b.get(k))) {
                        changes.add(new Change(dates ? Kind.DATE : Kind.NUMBER, a.get(k), b.get(k)));
                    }
                }
                if (pairs == 0 && a.size() + b.size() > 0 && was.size() == now.size() && was.size() == 1) {
                    if (!sameWords(was.getFirst(), now.getFirst())) {
                        changes.add(new Change(Kind.DATE, was.getFirst(), now.getFirst()));
                    }
                    return;
                }
                if (!dates) {
                    addIf(Guard.this::isLost, a.subList(pairs, a.size()), lostNumbers);
                    addIf(Guard.this::isNew, b.subList(pairs, b.size()), newNumbers);
                }
            }
        }

        /// The same number of another unit: "5 km", "5 miles"; "dollars", "Australian dollars".
        private void units() {
            boolean afterNumber = fromI > 0 && fromJ > 0 && isNumber(earlier, fromI - 1) && isNumber(later, fromJ - 1)
                    && alignment.partnerOfEarlier[fromI - 1] == fromJ - 1;
            if (toI > fromI && toJ > fromJ) {
                boolean both = isUnit(earlier, fromI) && isUnit(later, fromJ)
                        && alignment.partnerOfEarlier[fromI] < 0 && alignment.partnerOfLater[fromJ] < 0;
                if (both && (afterNumber || (toI - fromI == 1 && toJ - fromJ == 1))) {
                    int more = afterNumber ? 1 : 0;
                    changes.add(new Change(Kind.NUMBER, new Run(fromI - more, fromI + 1),
                            new Run(fromJ - more, fromJ + 1)));
                }
            } else if (afterNumber && toI < earlier.words() && toJ < later.words() && isUnit(earlier, toI)
                    && isOtherCurrency(toI > fromI ? earlier : later, toI > fromI ? fromI : fromJ,
                            toI > fromI ? toI : toJ)) {
                changes.add(new Change(Kind.NUMBER, new Run(fromI - 1, toI + 1), new Run(fromJ - 1, toJ + 1)));
            }
        }

        /// "A man", "two men".
        private void article() {
            if (toI - fromI == 1 && toJ - fromJ == 1
                    && ((is(earlier, fromI, "a") && isNumber(later, fromJ) && !isOne(later, fromJ))
                            || (is(later, fromJ, "a") && isNumber(earlier, fromI) && !isOne(earlier, fromI)))) {
                changes.add(new Change(Kind.NUMBER, new Run(fromI, toI), new Run(fromJ, toJ)));
            }
        }

        // ---- names, days, words without capitals

        private void pairUp(Kind kind, WordClass wordClass) {
            var was = new ArrayList<Run>();
            for (int i = fromI; i < toI; i++) {
                int to = i;
                while (to < toI && isOf(earlier, to, wordClass) && isGone(to)) {
                    to++;
                }
                if (to > i) {
                    was.add(new Run(i, to));
                    i = to;
                }
            }
            if (was.isEmpty()) {
                return;
            }
            int next = 0;
            for (int j = fromJ; j < toJ && next < was.size(); j++) {
                int to = j;
                while (to < toJ && isOf(later, to, wordClass) && isCome(to)) {
                    to++;
                }
                if (to > j) {
                    var run = was.get(next++);
                    if (!(kind == Kind.NAME && onlyChangedPlaces(run, new Run(j, to)))
                            && !isHarmless(kind, words(earlier, run), words(later, new Run(j, to)))) {
                        changes.add(new Change(kind, run, new Run(j, to)));
                    }
                    j = to;
                }
            }
        }

        /// Whether all names of both are members of a list that stands in another order on the other side.
        private boolean onlyChangedPlaces(Run was, Run now) {
            for (int i = was.from; i < was.to; i++) {
                if (alignment.partnerOfEarlier[i] < 0 || !isListed(earlier, i)) {
                    return false;
                }
            }
            for (int j = now.from; j < now.to; j++) {
                if (alignment.partnerOfLater[j] < 0 || !isListed(later, j)) {
                    return false;
                }
            }
            return true;
        }

        /// Whether it only names another outlet: "..., Agency reports", "According to Agency, ...".
        private boolean isAttribution() {
            boolean atEnd = earlier.words() - toI <= ATTRIBUTION && later.words() - toJ <= ATTRIBUTION;
            boolean atStart = fromI <= ATTRIBUTION && fromJ <= ATTRIBUTION;
            return (atEnd && attributes(earlier, fromI - ATTRIBUTION, toI + ATTRIBUTION, false)
                    && attributes(later, fromJ - ATTRIBUTION, toJ + ATTRIBUTION, false))
                    || (atStart && attributes(earlier, fromI - ATTRIBUTION, toI, true)
                            && attributes(later, fromJ - ATTRIBUTION, toJ, true));
        }

        private boolean attributes(Fingerprint f, int from, int to, boolean first) {
            for (int i = Math.max(0, from); i < Math.min(f.words(), to); i++) {
                var entry = Lexicon.bundled().ofToken(f.tokens[i]);
                if (entry != null && (first ? entry.attributes() > 1 : entry.attributes() > 0)) {
                    return true;
                }
            }
            return false;
        }

        // ---- contraries

        private void negation() {
            int a = first(earlier, fromI, toI, WordClass.NEGATION);
            int b = first(later, fromJ, toJ, WordClass.NEGATION);
            if (a >= 0 == b >= 0 || toI - fromI > NEGATION_GAP || toJ - fromJ > NEGATION_GAP) {
                return;
            }
            boolean told = toI < earlier.words() && toJ < later.words() && (a < 0 || a == toI - 1)
                    && (b < 0 || b == toJ - 1) && !words(earlier, new Run(toI, toI + 1)).isEmpty()
                    && !words(later, new Run(toJ, toJ + 1)).isEmpty();
            int more = told ? 1 : 0;
            changes.add(new Change(Kind.NEGATION,
                    a < 0 ? new Run(toI, toI + more) : new Run(withHelpers(earlier, a).from, a + 1 + more),
                    b < 0 ? new Run(toJ, toJ + more) : new Run(withHelpers(later, b).from, b + 1 + more)));
        }

        private boolean opposites() {
            for (int i = fromI; i < toI; i++) {
                var x = alignment.earlierEntries[i];
                if (x == null || x.opposites().isEmpty() || alignment.partnerOfEarlier[i] >= 0) {
                    continue;
                }
                for (int j = fromJ; j < toJ; j++) {
                    var y = alignment.laterEntries[j];
                    if (y != null && alignment.partnerOfLater[j] < 0 && x.isOppositeOf(y)) {
                        changes.add(new Change(Kind.STATUS, withHelpers(earlier, i), withHelpers(later, j)));
                        return true;
                    }
                }
            }
            return false;
        }

        /// "Is seeking offers", "awarded contracts"; "recommended that it approve", "has approved".
        private void stages() {
            int wasPlan = firstPlan(alignment.earlierEntries, fromI, toI, alignment.partnerOfEarlier);
            int isPlan = firstPlan(alignment.laterEntries, fromJ, toJ, alignment.partnerOfLater);
            if (wasPlan >= 0 == isPlan >= 0) {
                return;
            }
            int wasDeed = firstDeed(alignment.earlierEntries, fromI, toI, alignment.partnerOfEarlier);
            int isDeed = firstDeed(alignment.laterEntries, fromJ, toJ, alignment.partnerOfLater);
            if (wasPlan >= 0 ? wasDeed < 0 && isDeed >= 0 : wasDeed >= 0 && isDeed < 0) {
                int was = wasPlan >= 0 ? wasPlan : wasDeed;
                int now = wasPlan >= 0 ? isDeed : isPlan;
                changes.add(new Change(Kind.STATUS, withHelpers(earlier, was), withHelpers(later, now)));
            }
        }

        private int firstPlan(Lexicon.@Nullable Entry[] entries, int from, int to, int[] partners) {
            for (int k = from; k < to; k++) {
                var entry = partners[k] < 0 ? entries[k] : null;
                if (entry != null && entry.plan()) {
                    return k;
                }
            }
            return -1;
        }

        private int firstDeed(Lexicon.@Nullable Entry[] entries, int from, int to, int[] partners) {
            for (int k = from; k < to; k++) {
                var entry = partners[k] < 0 ? entries[k] : null;
                if (entry != null && entry.deed()) {
                    return k;
                }
            }
            return -1;
        }

        /// "An official told the court", "a lawyer told the court".
        private void speakers() {
            int was = speaker(alignment.earlierEntries, fromI, toI, alignment.partnerOfEarlier);
            int now = was < 0 ? -1 : speaker(alignment.laterEntries, fromJ, toJ, alignment.partnerOfLater);
            if (now < 0 || !small || first(earlier, fromI, toI, WordClass.NAME) >= 0
                    || first(later, fromJ, toJ, WordClass.NAME) >= 0) {
                return;
            }
            var x = alignment.earlierEntries[was];
            var y = alignment.laterEntries[now];
            if (x != null && y != null && x.speaker() != y.speaker()) {
                changes.add(new Change(Kind.OTHER, new Run(was, was + 1), new Run(now, now + 1)));
            }
        }

        private int speaker(Lexicon.@Nullable Entry[] entries, int from, int to, int[] partners) {
            for (int k = from; k < to; k++) {
                var entry = partners[k] < 0 ? entries[k] : null;
                if (entry != null && entry.speaker() > 0) {
                    return k;
                }
            }
            return -1;
        }
    }

    /// Numbers that went at one place while others came at another: "puts the toll at 17", "brings to 22 the toll". An amount
    /// that only came is news too: "via repurchase agreements", "via 1.5 billion dollars of repurchase agreements".
    private void acrossGaps() {
        int pairs = Math.min(lostNumbers.size(), newNumbers.size());
        for (int k = 0; k < pairs; k++) {
            changes.add(new Change(Kind.NUMBER, lostNumbers.get(k), newNumbers.get(k)));
        }
        for (int k = pairs; k < newNumbers.size(); k++) {
            if (isAmount(newNumbers.get(k))) {
                changes.add(new Change(Kind.NUMBER, NOTHING, newNumbers.get(k)));
            }
        }
    }

    /// Members of lists that went and came at different places; names that changed their parts around a verb.
    private void names() {
        int next = 0;
        for (int i = 0; i < earlier.words(); i++) {
            if (!isName(earlier, i)) {
                continue;
            }
            if (alignment.moved[i]) {
                exchanged(i);
            } else if (alignment.partnerOfEarlier[i] < 0 && isListed(earlier, i) && !isTold(i)) {
                while (next < later.words() && !(isName(later, next) && alignment.partnerOfLater[next] < 0
                        && isListed(later, next))) {
                    next++;
                }
                if (next < later.words()) {
                    changes.add(new Change(Kind.NAME, new Run(i, i + 1), new Run(next, next + 1)));
                    next++;
                }
            }
        }
    }

    private boolean isTold(int i) {
        return changes.stream().anyMatch(change -> change.was.from <= i && i < change.was.to);
    }

    /// "Ankara accused Athens", "Athens accused Ankara".
    private void exchanged(int i) {
        int j = alignment.partnerOfEarlier[i];
        if (isListed(earlier, i) || isTold(i)) {
            return;
        }
        for (int k = Math.max(0, i - PARTS); k < Math.min(earlier.words(), i + PARTS); k++) {
            int l = alignment.partnerOfEarlier[k];
            if (l >= 0 && Math.abs(l - j) < PARTS && isName(earlier, k) && i < k != j < l && !isListed(earlier, k)
                    && haveVerbBetween(i, k, j, l)) {
                changes.add(new Change(Kind.NAME, new Run(i, i + 1), new Run(l, l + 1)));
                changes.add(new Change(Kind.NAME, new Run(k, k + 1), new Run(j, j + 1)));
                return;
            }
        }
    }

    private boolean haveVerbBetween(int i, int k, int j, int l) {
        for (int v = Math.min(i, k) + 1; v < Math.max(i, k); v++) {
            int w = alignment.partnerOfEarlier[v];
            var entry = alignment.earlierEntries[v];
            boolean says = entry != null && entry.synonyms() == Lexicon.bundled().saying();
            if (w > Math.min(j, l) && w < Math.max(j, l) && !says && !isName(earlier, v)
                    && !Alignment.isGrammar(earlier, v)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the name is a member of a list: names and "and" without a break. Commas are no words.
    private static boolean isListed(Fingerprint f, int i) {
        int from = i;
        while (from > 0 && isListPart(f, from - 1)) {
            from--;
        }
        int to = i + 1;
        while (to < f.words() && isListPart(f, to)) {
            to++;
        }
        for (int k = from + 1; k + 1 < to; k++) {
            if (f.classes[k] == WordClass.FUNCTION.code && isName(f, k - 1) && isName(f, k + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isListPart(Fingerprint f, int i) {
        if (isName(f, i)) {
            return true;
        }
        var entry = f.classes[i] == WordClass.FUNCTION.code ? Lexicon.bundled().ofToken(f.tokens[i]) : null;
        return entry != null && AND.contains(entry.canonical());
    }

    /// Whether it is an amount of what is paid, owned or traded, or tells how many others there are.
    private boolean isAmount(Run run) {
        var unit = Lexicon.bundled().ofToken(later.tokens[run.to - 1]);
        return (unit != null && unit.traded() && isUnit(later, run.to - 1))
                || (run.to < later.words() && (is(later, run.to, "others") || is(later, run.to, "more")));
    }

    private boolean isLost(Run run) {
        for (int i = run.from; i < run.to; i++) {
            if (isFigure(earlier, i) && alignment.partnerOfEarlier[i] < 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isNew(Run run) {
        for (int j = run.from; j < run.to; j++) {
            if (isFigure(later, j) && alignment.partnerOfLater[j] < 0) {
                return true;
            }
        }
        return false;
    }

    // ------------------------------------------------------------------ words

    private static double content(Fingerprint f, int from, int to, int[] partners) {
        double weight = 0;
        for (int i = from; i < to; i++) {
            weight += partners[i] < 0 && !Alignment.isGrammar(f, i) ? 1 : 0;
        }
        return weight;
    }

    private static boolean isQuantity(Fingerprint f, int i) {
        return isNumber(f, i) || f.classes[i] == WordClass.DATE.code;
    }

    private static boolean isNumber(Fingerprint f, int i) {
        return f.classes[i] == WordClass.NUMBER.code;
    }

    /// A number that is no mere "one", "two" or "first" before a noun.
    private static boolean isFigure(Fingerprint f, int i) {
        var surface = f.surfaces[i];
        return isNumber(f, i) && surface != null && (Character.isDigit(surface.charAt(0)) || surface.length() > 5
                || !FEW.contains(surface.toLowerCase(Locale.ROOT)));
    }

    private static boolean isUnit(Fingerprint f, int i) {
        return f.classes[i] == WordClass.UNIT.code;
    }

    private static boolean isName(Fingerprint f, int i) {
        return Alignment.isNameLike(f, i);
    }

    private static boolean isOf(Fingerprint f, int i, WordClass wordClass) {
        return wordClass == WordClass.NAME ? isName(f, i) : f.classes[i] == wordClass.code;
    }

    private static boolean isMonth(Fingerprint f, int i) {
        return i >= 0 && i < f.words() && f.classes[i] == WordClass.DATE.code && !startsWithFigure(f, i);
    }

    private static boolean isYear(Fingerprint f, int i) {
        return i >= 0 && i < f.words() && f.classes[i] == WordClass.DATE.code && startsWithFigure(f, i);
    }

    private static boolean startsWithFigure(Fingerprint f, int i) {
        var surface = f.surfaces[i];
        return surface != null && !surface.isEmpty() && Character.isDigit(surface.charAt(0));
    }

    private static boolean isDayOfMonth(Fingerprint f, int i) {
        var surface = i >= 0 && i < f.words() && isNumber(f, i) ? f.surfaces[i] : null;
        return surface != null && surface.indexOf(' ') < 0 && surface.indexOf('.') < 0
                && (Character.isUpperCase(surface.charAt(0))
                        || (Character.isDigit(surface.charAt(0))
                                && digits(surface) <= DAY_OF_MONTH));
    }

    private static int digits(String surface) {
        int digits = 0;
        for (int i = 0; i < surface.length(); i++) {
            digits += Character.isDigit(surface.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    /// The date or number with its month or unit that has its first changed word at `i`.
    ///
    /// @param gapEnd words from here on stand on both sides
    private static Run quantity(Fingerprint f, int i, int gapEnd) {
        int from = i;
        int to = i + 1;
        if (isMonth(f, i) || (isDayOfMonth(f, i) && isMonth(f, i + 1))) {
            to += isMonth(f, i) && isDayOfMonth(f, to) ? 1 : isMonth(f, i) ? 0 : 1;
            to += isYear(f, to) ? 1 : 0;
            from -= isMonth(f, i) && isDayOfMonth(f, i - 1) ? 1 : 0;
        } else if (isDayOfMonth(f, i) && isMonth(f, i - 1)) {
            from--;
        } else if (isYear(f, i) && isMonth(f, i - 1)) {
            from--;
        } else if (isNumber(f, i)) {
            while (to < gapEnd && isNumber(f, to)) {
                to++;
            }
            to += to < f.words() && isUnit(f, to) ? 1 : 0;
        }
        return new Run(from, to);
    }

    private static boolean isDate(Fingerprint f, Run run) {
        for (int i = run.from; i < run.to; i++) {
            if (f.classes[i] == WordClass.DATE.code) {
                return true;
            }
        }
        return false;
    }

    private boolean sameWords(Run a, Run b) {
        if (a.to - a.from != b.to - b.from) {
            return false;
        }
        if (a.to - a.from == 1 && isElided(earlier.surfaces[a.from], later.surfaces[b.from])) {
            return true;
        }
        for (int k = 0; k < a.to - a.from; k++) {
            if (earlier.tokens[a.from + k] != later.tokens[b.from + k]) {
                return false;
            }
        }
        return true;
    }

    /// Whether one number leaves out the multiplier that the other tells: "2.0 to 2.5 million", "2.0 million to 2.5 million".
    private static boolean isElided(@Nullable String a, @Nullable String b) {
        return a != null && b != null && (a.startsWith(b + " ") || b.startsWith(a + " "));
    }

    private static boolean isOne(Fingerprint f, int i) {
        return f.tokens[i] == Hashing.token("1");
    }

    /// Whether the words before a currency make it another one: "Australian", not "U.S.".
    private static boolean isOtherCurrency(Fingerprint f, int from, int to) {
        if (to - from > 2 || to == from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            var surface = f.surfaces[i];
            if (f.classes[i] != WordClass.NAME.code || surface == null || surface.startsWith("U") ||
                    surface.startsWith("American")) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(Fingerprint f, int i, String word) {
        var entry = Lexicon.bundled().ofToken(f.tokens[i]);
        return entry != null && !isName(f, i) && entry.canonical().equals(word);
    }

    private static int first(Fingerprint f, int from, int to, WordClass wordClass) {
        for (int i = from; i < to; i++) {
            if (f.classes[i] == wordClass.code) {
                return i;
            }
        }
        return -1;
    }

    /// The verb with "was", "has been", "will" before it.
    private static Run withHelpers(Fingerprint f, int i) {
        int from = i;
        while (from > 0 && i - from < HELPERS && isHelper(f, from - 1)) {
            from--;
        }
        return new Run(from, i + 1);
    }

    private static boolean isHelper(Fingerprint f, int i) {
        if (f.classes[i] == WordClass.MODAL.code || f.classes[i] == WordClass.NEGATION.code) {
            return true;
        }
        var entry = f.classes[i] == WordClass.FUNCTION.code ? Lexicon.bundled().ofToken(f.tokens[i]) : null;
        return entry != null && HELPING.contains(entry.canonical());
    }

    private static final Set<String> HELPING = Set.of("is", "are", "was", "were", "be", "been", "being", "has", "have",
            "had", "did", "does");

    private static boolean isHarmless(Kind kind, String was, String now) {
        return switch (kind) {
            case DAY -> RELATIVE_DAYS.contains(Letters.fold(was)) || RELATIVE_DAYS.contains(Letters.fold(now));
            case NAME -> Names.isInitials(was, now) || Names.isInitials(now, was)
                    || joined(was).equals(joined(now));
            case OTHER -> joined(was).endsWith(joined(now)) || joined(now).endsWith(joined(was));
            default -> false;
        };
    }

    private static String joined(String words) {
        return words.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    // ------------------------------------------------------------------ telling

    private Delta delta(Change change) {
        int start = 0;
        int end = 0;
        if (later.starts != null && later.ends != null && later.words() > 0) {
            int from = change.now.from;
            start = from < later.words() ? later.starts[from] : later.ends[later.words() - 1];
            end = change.now.to > from ? later.ends[change.now.to - 1] : start;
            if (change.now.to > from + 1) {
                for (int j = from; j < change.now.to; j++) {
                    start = Math.min(start, later.starts[j]);
                    end = Math.max(end, later.ends[j]);
                }
            }
        }
        return new Delta(change.kind, words(earlier, change.was), words(later, change.now), start, end);
    }

    /// Whether it is the currency of a number that has its sign: "$7m".
    private static boolean isToldBySign(Fingerprint f, int i, int from) {
        var number = isUnit(f, i) && i > from ? f.surfaces[i - 1] : null;
        return number != null && !number.isEmpty() && !Character.isLetterOrDigit(number.charAt(0));
    }

    private static String words(Fingerprint f, Run run) {
        var words = new StringBuilder();
        for (int i = run.from; i < run.to; i++) {
            var word = f.surfaces[i];
            if (word == null) {
                var entry = Lexicon.bundled().ofToken(f.tokens[i]);
                word = entry == null ? null : entry.canonical();
            }
            if (word != null && !isToldBySign(f, i, run.from)) {
                boolean sign = f.classes[i] == WordClass.CASELESS.code && word.length() == 1;
                boolean tail = word.length() <= 3 && word.startsWith("n") && word.endsWith("t") && !word.equals("not");
                words.append(words.isEmpty() || sign || tail ? "" : " ").append(word);
            }
        }
        return words.toString();
    }
}
