package io.newswatch.bench.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// 64 bits of which each is the majority of that bit in the hashes of the runs of four letters (on sentences better than words
/// and pairs of words): Charikar, "Similarity estimation techniques
/// from rounding algorithms" (STOC 2002). Two texts are alike when few bits differ.
///
/// Up to three differing bits are found by tables, as in Manku, Jain and Das Sarma, "Detecting near-duplicates for web
/// crawling" (WWW 2007): of four blocks of 16 bits one must be equal. For more no table helps, so all of the memory is gone
/// through.
///
/// @param threshold least likeness, 1 less the share of differing bits; not a number to have it chosen by the data
record SimHash(double threshold) implements Method {

    private static final int BITS = 64;
    private static final int LETTERS = 4;
    private static final int BLOCKS = 4;
    private static final int BLOCK_BITS = BITS / BLOCKS;

    /// As many differing bits as web crawlers allow.
    static SimHash ofPages() {
        return new SimHash(1 - 3.0 / BITS);
    }

    static SimHash atItsBest() {
        return new SimHash(Double.NaN);
    }

    private boolean hasTables() {
        return !Double.isNaN(threshold);
    }

    @Override
    public String name() {
        return "SimHash, 64 bits of letter 4-grams";
    }

    @Override
    public String written(double least) {
        return "at most " + Math.round((1 - least) * BITS) + " bits differ";
    }

    @Override
    public double likeness(String earlier, String later) {
        return likeness(hash(earlier), hash(later));
    }

    private static double likeness(long a, long b) {
        return 1 - Long.bitCount(a ^ b) / (double) BITS;
    }

    static long hash(String text) {
        int[] votes = new int[BITS];
        for (long feature : Words.letterRuns(text, LETTERS)) {
            for (int bit = 0; bit < BITS; bit++) {
                votes[bit] += (int) ((feature >>> bit) & 1) * 2 - 1;
            }
        }
        long hash = 0;
        for (int bit = 0; bit < BITS; bit++) {
            hash |= votes[bit] > 0 ? 1L << bit : 0;
        }
        return hash;
    }

    @Override
    public Memory memory() {
        return new UnitMemory<Long>(Unit.SENTENCE) {

            private long[] known = new long[1024];
            private int size;
            private final Map<Integer, List<Long>> tables = new HashMap<>();

            @Override
            Long mark(String text) {
                return hash(text);
            }

            @Override
            double mostAlike(Long mark) {
                return hasTables() ? bestFiled(mark) : best(mark);
            }

            private double best(long hash) {
                int fewest = BITS;
                for (int i = 0; i < size; i++) {
                    fewest = Math.min(fewest, Long.bitCount(hash ^ known[i]));
                }
                return 1 - fewest / (double) BITS;
            }

            private double bestFiled(long hash) {
                double best = 0;
                for (int block = 0; block < BLOCKS; block++) {
                    for (long other : tables.getOrDefault(key(hash, block), List.of())) {
                        best = Math.max(best, likeness(hash, other));
                    }
                }
                return best;
            }

            @Override
            void remember(Long hash) {
                if (hasTables()) {
                    for (int block = 0; block < BLOCKS; block++) {
                        tables.computeIfAbsent(key(hash, block), _ -> new ArrayList<>()).add(hash);
                    }
                } else if (size == known.length) {
                    known = Arrays.copyOf(known, 2 * size);
                }
                if (!hasTables()) {
                    known[size] = hash;
                }
                size++;
            }

            private static int key(long hash, int block) {
                return (block << BLOCK_BITS) | (int) ((hash >>> (block * BLOCK_BITS)) & ((1 << BLOCK_BITS) - 1));
            }

            @Override
            public long bytes() {
                return (long) size * Long.BYTES * (hasTables() ? BLOCKS : 1);
            }
        };
    }
}
