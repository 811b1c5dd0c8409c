package io.newswatch.bench.methods;

import io.newswatch.contract.RawArticle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
        return new Memory() {

            private final Set<Long> known = new HashSet<>();

            @Override
            public List<Stretch> take(RawArticle article) {
                var text = article.text();
                var own = new ArrayList<long[]>();
                var stretches = new ArrayList<Stretch>();
                Unit.SENTENCE.each(text, span -> {
                    long[] runs = Words.runs(span.in(text), RUN);
                    own.add(runs);
                    stretches.add(new Stretch(span.start(), span.end(), contained(runs, known)));
                });
                own.forEach(runs -> known.addAll(set(runs)));
                return stretches;
            }

            @Override
            public long bytes() {
                return (long) known.size() * Long.BYTES;
            }
        };
    }
}
