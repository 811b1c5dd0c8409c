package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Why the memory decides about two sentences as it does, word by word: for people and for those who tune the guard. Made
/// by the very comparison of the stream, which does not pay for it. Immutable, safe to share.
///
/// @param comparison what the later sentence is to a reader of the earlier one. A short one may repeat by likeness here;
///                   whether it stands beside another repeat, as it must, is seen in its article only
/// @param reason     by which step that was decided
/// @param sharesKey  whether the memory compares the two at all: they have a sampled key in common. Without one the
///                   verdict is NOVEL in the stream, whatever `comparison` says
/// @param steps      the two sentences side by side, from beginning to end
public record Explanation(Comparison comparison, Reason reason, boolean sharesKey, List<Step> steps) {

    public Explanation {
        steps = List.copyOf(steps);
    }

    /// What became of a stretch of words. Offsets are those of the texts the fingerprints were made of, UTF-16 code units;
    /// start and end are equal where that side has none.
    ///
    /// @param words how many words it has, of the longer side
    public record Step(Kind kind, int earlierStart, int earlierEnd, int laterStart, int laterEnd, int words) {

        /// What can become of words.
        public enum Kind {
            /// On both sides alike.
            SAME,
            /// On both sides in another form or spelling, or as a synonym.
            OTHER_FORM,
            /// Gave way to other words.
            REPLACED,
            /// Only in the earlier sentence.
            LEFT_OUT,
            /// Only in the later sentence.
            ADDED,
            /// Of the earlier sentence: stands elsewhere in the later one.
            MOVED_AWAY,
            /// Of the later sentence: stood elsewhere in the earlier one.
            MOVED_HERE
        }
    }

    /// Compares two sentences as the memory does.
    ///
    /// @param earlier live, with the places of its words
    /// @param later   live, with the places of its words
    public static Explanation of(Fingerprint earlier, Fingerprint later) {
        var judged = SentenceComparison.judge(earlier, later, later.isShort());
        var alignment = Alignment.of(earlier, later);
        return new Explanation(judged.comparison(), judged.reason(), earlier.sharesKeyWith(later),
                Steps.of(alignment));
    }

    /// Whether the later sentence repeats the earlier one, changed or not.
    public boolean isEcho() {
        return comparison.isEcho();
    }

    /// The share of the later sentence's words that are in the earlier one too, in whatever order, 0 to 1.
    public double inCommon() {
        int common = 0;
        int later = 0;
        for (var step : steps) {
            switch (step.kind) {
                case SAME, OTHER_FORM, MOVED_HERE -> {
                    common += step.words;
                    later += step.words;
                }
                case REPLACED, ADDED -> later += step.words;
                case LEFT_OUT, MOVED_AWAY -> {
                }
            }
        }
        return later == 0 ? 0 : (double) common / later;
    }

    /// The words that stand in the same order on both sides without another between them, at most.
    public int longestRun() {
        int longest = 0;
        int run = 0;
        for (var step : steps) {
            boolean goesOn = step.kind == Step.Kind.SAME || step.kind == Step.Kind.OTHER_FORM;
            run = goesOn ? run + step.words : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// Writes down an alignment step by step.
    private static final class Steps implements Alignment.Walker {

        private final Alignment alignment;
        private final int[] earlierStarts;
        private final int[] earlierEnds;
        private final int[] laterStarts;
        private final int[] laterEnds;
        private final List<Step> steps = new ArrayList<>();

        Steps(Alignment alignment) {
            this.alignment = alignment;
            earlierStarts = live(alignment.earlier.starts);
            earlierEnds = live(alignment.earlier.ends);
            laterStarts = live(alignment.later.starts);
            laterEnds = live(alignment.later.ends);
        }

        private static int[] live(int @Nullable [] places) {
            if (places == null) {
                throw new IllegalArgumentException("an explanation needs fingerprints with the places of their words");
            }
            return places;
        }

        static List<Step> of(Alignment alignment) {
            var steps = new Steps(alignment);
            alignment.walk(steps);
            return steps.steps;
        }

        /// Two words may count as the same by their stems, as synonyms or spellings of a name.
        @Override
        public void pair(int i, int j) {
            boolean alike = alignment.earlier.tokens[i] == alignment.later.tokens[j];
            add(alike ? Step.Kind.SAME : Step.Kind.OTHER_FORM, i, i + 1, j, j + 1);
        }

        /// Stretches of words without a partner, and between them words that moved.
        @Override
        public void gap(Gap gap) {
            int i = gap.was().from();
            int j = gap.now().from();
            while (i < gap.was().to() || j < gap.now().to()) {
                int nextI = stretch(alignment.partnerOfEarlier, i, gap.was().to());
                int nextJ = stretch(alignment.partnerOfLater, j, gap.now().to());
                if (nextI > i && nextJ > j) {
                    add(Step.Kind.REPLACED, i, nextI, j, nextJ);
                } else if (nextI > i) {
                    add(Step.Kind.LEFT_OUT, i, nextI, j, j);
                } else if (nextJ > j) {
                    add(Step.Kind.ADDED, i, i, j, nextJ);
                }
                i = nextI;
                j = nextJ;
                if (i < gap.was().to()) {
                    add(Step.Kind.MOVED_AWAY, i, i + 1, j, j);
                    i++;
                } else if (j < gap.now().to()) {
                    add(Step.Kind.MOVED_HERE, i, i, j, j + 1);
                    j++;
                }
            }
        }

        /// The end of the words from there on that have no partner.
        private static int stretch(int[] partners, int from, int to) {
            int end = from;
            while (end < to && partners[end] < 0) {
                end++;
            }
            return end;
        }

        private void add(Step.Kind kind, int fromI, int toI, int fromJ, int toJ) {
            int earlierStart = start(earlierStarts, earlierEnds, fromI);
            int laterStart = start(laterStarts, laterEnds, fromJ);
            int earlierEnd = toI > fromI ? earlierEnds[toI - 1] : earlierStart;
            int laterEnd = toJ > fromJ ? laterEnds[toJ - 1] : laterStart;
            int words = Math.max(toI - fromI, toJ - fromJ);
            var last = steps.isEmpty() ? null : steps.getLast();
            if (last != null && last.kind == kind && kind != Step.Kind.REPLACED) {
                steps.removeLast();
                steps.add(new Step(kind, last.earlierStart, Math.max(last.earlierEnd, earlierEnd), last.laterStart,
                        Math.max(last.laterEnd, laterEnd), last.words + words));
            } else {
                steps.add(new Step(kind, earlierStart, earlierEnd, laterStart, laterEnd, words));
            }
        }

        private static int start(int[] starts, int[] ends, int word) {
            if (word < starts.length) {
                return starts[word];
            }
            return ends.length == 0 ? 0 : ends[ends.length - 1];
        }
    }
}
