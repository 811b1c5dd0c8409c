package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Echo.Delta.Kind;
import io.newswatch.enrich.text.Letters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/// Reads the gaps between two aligned sentences and tells which of them change a fact: a number, date, day or name
/// against another one, a word against its opposite, a negation that came or went.
///
/// What was only added, or only left out, changes nothing but for a lone negation: a year, an attribution, an
/// apposition, a clause. Made for one comparison.
final class Guard {

    /// Days told from the day of writing: "Monday" and "today" may be the same day.
    private static final Set<String> RELATIVE_DAYS = Set.of("today", "yesterday", "tomorrow", "tonight", "bugun", "dun",
            "yarin", "dunen", "sabah", "сегодня", "вчера", "завтра", "heute", "gestern", "morgen");
    /// A negation that came or went in a longer gap belongs to a clause of its own.
    private static final int NEGATION_GAP = 5;
    /// Within so many words on either side a fact stands against another although both occur elsewhere too.
    private static final int SWAP_GAP = 3;
    /// So many content words against as many: another statement.
    private static final int OTHER_STATEMENT = 3;

    private final Fingerprint earlier;
    private final Fingerprint later;
    private final Alignment alignment;
    private final List<Delta> deltas = new ArrayList<>();
    private boolean otherStatement;

    Guard(Fingerprint earlier, Fingerprint later, Alignment alignment) {
        this.earlier = earlier;
        this.later = later;
        this.alignment = alignment;
        readGaps();
    }

    /// The changed facts in the order of the later sentence.
    List<Delta> deltas() {
        return deltas;
    }

    /// Whether a part of the sentence gave way to another statement without any fact in common.
    boolean isOtherStatement() {
        return otherStatement;
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
            int next = i < earlier.words() ? alignment.partnerOfEarlier[i] : later.words();
            j = next;
            if (i > gapI || j > gapJ) {
                gap(gapI, i, gapJ, j);
            }
            i++;
            j++;
        }
    }

    /// Whether the earlier word has its partner in order.
    private boolean isAnchor(int i) {
        return alignment.partnerOfEarlier[i] >= 0 && !alignment.moved[i];
    }

    /// One gap: `earlier[fromI, toI)` gave way to `later[fromJ, toJ)`; words that only moved lie in it too.
    private void gap(int fromI, int toI, int fromJ, int toJ) {
        boolean small = toI - fromI <= SWAP_GAP && toJ - fromJ <= SWAP_GAP;
        IntPredicate gone = i -> small || alignment.partnerOfEarlier[i] < 0;
        IntPredicate come = j -> small || alignment.partnerOfLater[j] < 0;
        facts(WordClass.NUMBER, fromI, toI, fromJ, toJ, gone, come);
        facts(WordClass.DATE, fromI, toI, fromJ, toJ, gone, come);
        facts(WordClass.DAY, fromI, toI, fromJ, toJ, gone, come);
        facts(WordClass.NAME, fromI, toI, fromJ, toJ, gone, come);
        negation(fromI, toI, fromJ, toJ);
        opposites(fromI, toI, fromJ, toJ);
        if (content(earlier, fromI, toI, alignment.partnerOfEarlier) >= OTHER_STATEMENT
                && content(later, fromJ, toJ, alignment.partnerOfLater) >= OTHER_STATEMENT) {
            otherStatement = true;
        }
    }

    private static int content(Fingerprint f, int from, int to, int[] partners) {
        int n = 0;
        for (int i = from; i < to; i++) {
            if (partners[i] < 0 && !Alignment.isGrammar(f, i)) {
                n++;
            }
        }
        return n;
    }

    private void facts(WordClass wordClass, int fromI, int toI, int fromJ, int toJ, IntPredicate gone,
            IntPredicate come) {
        int a = first(earlier, fromI, toI, wordClass, gone);
        int b = first(later, fromJ, toJ, wordClass, come);
        if (a < 0 || b < 0) {
            return;
        }
        int endA = last(earlier, a, toI, wordClass, gone);
        int endB = last(later, b, toJ, wordClass, come);
        String was = words(earlier, a, endA);
        String now = words(later, b, endB);
        if (isHarmless(wordClass, was, now)) {
            return;
        }
        add(wordClass, a, endA, b, endB);
    }

    private static boolean isHarmless(WordClass wordClass, String was, String now) {
        return switch (wordClass) {
            case DAY -> RELATIVE_DAYS.contains(Letters.fold(was)) || RELATIVE_DAYS.contains(Letters.fold(now));
            case NAME -> Names.isInitials(was, now) || Names.isInitials(now, was)
                    || joined(was).equals(joined(now));
            default -> false;
        };
    }

    private static String joined(String words) {
        return words.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private void negation(int fromI, int toI, int fromJ, int toJ) {
        int a = first(earlier, fromI, toI, WordClass.NEGATION, _ -> true);
        int b = first(later, fromJ, toJ, WordClass.NEGATION, _ -> true);
        if (a >= 0 == b >= 0 || toI - fromI > NEGATION_GAP || toJ - fromJ > NEGATION_GAP) {
            return;
        }
        add(WordClass.NEGATION, a < 0 ? fromI : a, a < 0 ? fromI : a + 1, b < 0 ? fromJ : b, b < 0 ? fromJ : b + 1);
    }

    private void opposites(int fromI, int toI, int fromJ, int toJ) {
        for (int i = fromI; i < toI; i++) {
            var x = alignment.earlierEntries[i];
            if (x == null || x.opposites().isEmpty() || alignment.partnerOfEarlier[i] >= 0) {
                continue;
            }
            for (int j = fromJ; j < toJ; j++) {
                var y = alignment.laterEntries[j];
                if (y != null && alignment.partnerOfLater[j] < 0 && x.isOppositeOf(y)) {
                    add(WordClass.STATUS, i, i + 1, j, j + 1);
                    return;
                }
            }
        }
    }

    private static boolean isOf(Fingerprint f, int i, WordClass wordClass) {
        return wordClass == WordClass.NAME ? Alignment.isNameLike(f, i) : f.classes[i] == wordClass.code;
    }

    private static int first(Fingerprint f, int from, int to, WordClass wordClass, IntPredicate counts) {
        for (int i = from; i < to; i++) {
            if (isOf(f, i, wordClass) && counts.test(i)) {
                return i;
            }
        }
        return -1;
    }

    private static int last(Fingerprint f, int from, int to, WordClass wordClass, IntPredicate counts) {
        int i = from;
        while (i < to && isOf(f, i, wordClass) && counts.test(i)) {
            i++;
        }
        return i;
    }

    private void add(WordClass wordClass, int fromI, int toI, int fromJ, int toJ) {
        var kind = wordClass.kind == null ? Kind.OTHER : wordClass.kind;
        int start = 0;
        int end = 0;
        if (later.starts != null && later.ends != null && later.words() > 0) {
            start = fromJ < later.words() ? later.starts[fromJ] : later.ends[later.words() - 1];
            end = toJ > fromJ ? later.ends[toJ - 1] : start;
        }
        deltas.add(new Delta(kind, words(earlier, fromI, toI), words(later, fromJ, toJ), start, end));
    }

    private static String words(Fingerprint f, int from, int to) {
        var words = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (f.surfaces[i] != null) {
                words.append(words.isEmpty() ? "" : " ").append(f.surfaces[i]);
            }
        }
        return words.toString();
    }
}
