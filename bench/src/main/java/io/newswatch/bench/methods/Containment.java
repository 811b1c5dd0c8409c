package io.newswatch.bench.methods;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The share of a text's runs of six words that were said before: the containment of Broder (1997), sentence by sentence.
record Containment() implements Method {

    private static final int RUN = 6;

    @Override
    public String name() {
        return "containment of word 6-grams";
    }

    @Override
    public double threshold() {
        return Double.NaN;
    }

    @Override
    public String written(double threshold) {
        return String.format(Locale.ROOT, "containment >= %.2f", threshold);
    }

    @Override
    public double likeness(String earlier, String later) {
        return contained(Words.runs(later, RUN), set(Words.runs(earlier, RUN)));
    }

    private static Set<Long> set(long[] runs) {
        var set = new HashSet<Long>();
        for (long run : runs) {
            set.add(run);
        }
        return set;
    }

    private static double contained(long[] runs, Set<Long> known) {
        int contained = 0;
        for (long run : runs) {
            contained += known.contains(run) ? 1 : 0;
        }
        return runs.length == 0 ? 0 : (double) contained / runs.length;
    }

    @Override
    public Memory memory() {
        return new UnitMemory<long[]>(Unit.SENTENCE) {

            private final Set<Long> known = new HashSet<>();

            @Override
            long[] mark(String text) {
                return Words.runs(text, RUN);
            }

            @Override
            double mostAlike(long[] mark) {
                return contained(mark, known);
            }

            @Override
            void remember(long[] mark) {
                known.addAll(set(mark));
            }

            @Override
            public long bytes() {
                return (long) known.size() * Long.BYTES;
            }
        };
    }
}
