package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Echo.Delta.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads the gaps between two aligned sentences and tells which of them change a fact.
final class Guard {

    private final Fingerprint earlier;
    private final Fingerprint later;
    private final Alignment alignment;
    private final List<Delta> deltas = new ArrayList<>();

    Guard(Fingerprint earlier, Fingerprint later, Alignment alignment) {
        this.earlier = earlier;
        this.later = later;
        this.alignment = alignment;
    }

    List<Delta> deltas() {
        int i = 0;
        int j = 0;
        while (i < earlier.words() || j < later.words()) {
            int gapI = i;
            int gapJ = j;
            while (i < earlier.words() && alignment.partnerOfEarlier[i] < 0) {
                i++;
            }
            while (j < later.words() && alignment.partnerOfLater[j] < 0) {
                j++;
            }
            if (i > gapI || j > gapJ) {
                gap(gapI, i, gapJ, j);
            }
            // Past the pair; a moved word's partner stands elsewhere, so both sides go on by themselves.
            if (i < earlier.words() && j < later.words()) {
                if (alignment.partnerOfEarlier[i] == j) {
                    i++;
                    j++;
                } else if (alignment.partnerOfEarlier[i] < j) {
                    i++;
                } else {
                    j++;
                }
            } else {
                i = Math.min(i + 1, earlier.words());
                j = Math.min(j + 1, later.words());
            }
        }
        return deltas;
    }

    /// One gap: `earlier[fromI, toI)` gave way to `later[fromJ, toJ)`.
    private void gap(int fromI, int toI, int fromJ, int toJ) {
        for (var wordClass : new WordClass[]{WordClass.NUMBER, WordClass.DATE, WordClass.DAY, WordClass.NAME}) {
            int a = first(earlier, fromI, toI, wordClass);
            int b = first(later, fromJ, toJ, wordClass);
            if (a >= 0 && b >= 0) {
                add(wordClass, a, last(earlier, a, toI, wordClass), b, last(later, b, toJ, wordClass));
            }
        }
        int a = first(earlier, fromI, toI, WordClass.NEGATION);
        int b = first(later, fromJ, toJ, WordClass.NEGATION);
        if (a >= 0 != b >= 0 && toI - fromI <= 4 && toJ - fromJ <= 4) {
            add(WordClass.NEGATION, Math.max(a, 0), a < 0 ? 0 : a + 1, b < 0 ? fromJ : b, b < 0 ? fromJ : b + 1);
        }
        opposites(fromI, toI, fromJ, toJ);
    }

    private void opposites(int fromI, int toI, int fromJ, int toJ) {
        for (int i = fromI; i < toI; i++) {
            var x = alignment.earlierEntries[i];
            if (x == null || x.opposites() == 0) {
                continue;
            }
            for (int j = fromJ; j < toJ; j++) {
                var y = alignment.laterEntries[j];
                if (y != null && y.opposites() == x.opposites() && y.side() != x.side()) {
                    add(WordClass.STATUS, i, i + 1, j, j + 1);
                    return;
                }
            }
        }
    }

    private static int first(Fingerprint f, int from, int to, WordClass wordClass) {
        for (int i = from; i < to; i++) {
            if (f.wordClass(i) == wordClass) {
                return i;
            }
        }
        return -1;
    }

    private static int last(Fingerprint f, int from, int to, WordClass wordClass) {
        int i = from;
        while (i < to && f.wordClass(i) == wordClass) {
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
