package io.newswatch.bench.methods;

import java.util.HashSet;
import java.util.Set;

/// The oldest way: a hash of the normalised paragraph or sentence, as in Brin, Davis and Garcia-Molina, "Copy detection
/// mechanisms for digital documents" (SIGMOD 1995), where chunks are hashed whole.
record ExactHash(Unit unit) implements Method {

    @Override
    public String name() {
        return unit == Unit.PARAGRAPH ? "exact hash of the paragraph" : "exact hash of the sentence";
    }

    @Override
    public double threshold() {
        return 0.5;
    }

    @Override
    public String written(double threshold) {
        return "";
    }

    /// The share of the later passage's characters that lie in units of the earlier one.
    @Override
    public double likeness(String earlier, String later) {
        var known = new HashSet<Long>();
        unit.each(earlier, span -> known.add(hash(span.in(earlier))));
        long[] characters = new long[2];
        unit.each(later, span -> {
            int length = span.end() - span.start();
            characters[0] += length;
            characters[1] += known.contains(hash(span.in(later))) ? length : 0;
        });
        return characters[0] == 0 ? 0 : (double) characters[1] / characters[0];
    }

    private static long hash(String text) {
        long hash = 0;
        for (long word : Words.of(text)) {
            hash = Words.mixed(hash * 31 + word);
        }
        return hash;
    }

    @Override
    public Memory memory() {
        return new UnitMemory<Long>(unit) {

            private final Set<Long> known = new HashSet<>();

            @Override
            Long mark(String text) {
                return hash(text);
            }

            @Override
            double mostAlike(Long mark) {
                return known.contains(mark) ? 1 : 0;
            }

            @Override
            void remember(Long mark) {
                known.add(mark);
            }

            @Override
            public long bytes() {
                return (long) known.size() * Long.BYTES;
            }
        };
    }
}
