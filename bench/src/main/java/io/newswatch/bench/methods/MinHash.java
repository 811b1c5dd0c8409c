package io.newswatch.bench.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The share of equal places in two signatures of least hashes, which estimates the resemblance (Jaccard) of the sets of word
/// 3-grams: Broder, "On the resemblance and containment of documents" (Compression and Complexity of Sequences 1997). In the
/// stream only sentences are compared that agree in all rows of one band of the signature, the usual locality-sensitive
/// hashing.
///
/// @param bands how many bands
/// @param rows  how many values make a band; few rows find less alike sentences, and more to compare
record MinHash(int bands, int rows) implements Method {

    private static final int RUN = 3;

    @Override
    public String name() {
        return "MinHash of word 3-grams, " + bands + " bands of " + rows;
    }

    @Override
    public double threshold() {
        return Double.NaN;
    }

    @Override
    public String written(double threshold) {
        return String.format(Locale.ROOT, "resemblance >= %.2f", threshold);
    }

    @Override
    public double likeness(String earlier, String later) {
        return likeness(signature(earlier), signature(later));
    }

    private static double likeness(int[] a, int[] b) {
        int equal = 0;
        for (int i = 0; i < a.length; i++) {
            equal += a[i] == b[i] ? 1 : 0;
        }
        return (double) equal / a.length;
    }

    private int[] signature(String text) {
        int[] least = new int[bands * rows];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (long run : Words.runs(text, RUN)) {
            // Two hashes make as many as are needed: Kirsch and Mitzenmacher, "Less hashing, same performance" (2006).
            int step = (int) (run >>> 32) | 1;
            int hash = (int) run;
            for (int i = 0; i < least.length; i++) {
                hash += step;
                least[i] = Math.min(least[i], (hash * 0x9E3779B9) ^ (hash >>> 15));
            }
        }
        return least;
    }

    @Override
    public Memory memory() {
        return new UnitMemory<int[]>(Unit.SENTENCE) {

            private final List<int[]> known = new ArrayList<>();
            private final Map<Long, List<Integer>> filed = new HashMap<>();

            @Override
            int[] mark(String text) {
                return signature(text);
            }

            @Override
            double mostAlike(int[] mark) {
                return best(mark);
            }

            private double best(int[] signature) {
                var candidates = new HashSet<Integer>();
                for (int band = 0; band < bands; band++) {
                    candidates.addAll(filed.getOrDefault(key(signature, band), List.of()));
                }
                double best = 0;
                for (int candidate : candidates) {
                    best = Math.max(best, likeness(known.get(candidate), signature));
                }
                return best;
            }

            @Override
            void remember(int[] signature) {
                for (int band = 0; band < bands; band++) {
                    filed.computeIfAbsent(key(signature, band), _ -> new ArrayList<>(1)).add(known.size());
                }
                known.add(signature);
            }

            private long key(int[] signature, int band) {
                long key = band;
                for (int row = 0; row < rows; row++) {
                    key = Words.mixed(key * 31 + signature[band * rows + row]);
                }
                return key;
            }

            @Override
            public long bytes() {
                return (long) known.size() * (bands * rows * Integer.BYTES + bands * (Long.BYTES + Integer.BYTES));
            }
        };
    }
}
