package io.newswatch.enrich.echo;

import org.jspecify.annotations.Nullable;

/// Whether enough words of an earlier sentence may have a partner in a later one for the two to be one passage: a quick look
/// that leaves most pairs at once, before the [Alignment] of their words. It asks what the alignment asks, of the most that can
/// come of it; so it may admit a pair that is none, but leaves none that is one. Made once for a later sentence, asked for each
/// earlier one. Immutable.
final class WordsInCommon {

    /// In what [#partners] tells: the word has an initial, or a group of synonyms, in the lower five bits.
    private static final int INITIAL = 0x40;
    private static final int SYNONYMS = 0x80;
    private static final int FREQUENT = 0x20;
    private static final int WHICH = 0x1F;

    private static final int BITS_A_WORD = 16;

    /// A set of stems, as bits that several of them may share.
    private final long[] stems;
    /// Initials of names in the lower half, groups of synonyms, modulo 32, in the upper.
    private final long others;
    private final double weight;
    private final int words;

    private WordsInCommon(long[] stems, long others, double weight, int words) {
        this.stems = stems;
        this.others = others;
        this.weight = weight;
        this.words = words;
    }

    static WordsInCommon with(Fingerprint later) {
        int n = later.words();
        var stems = new long[Integer.highestOneBit(Math.clamp(n, 4, 1 << 20)) * BITS_A_WORD / Long.SIZE];
        long others = 0;
        double weight = 0;
        for (int j = 0; j < n; j++) {
            int bit = bit(later.tokens[j]);
            stems[(bit >>> 6) & (stems.length - 1)] |= 1L << bit;
            others |= mask(partners(later.tokens[j], later.classes[j], later.surfaces[j]));
            weight += Alignment.weight(later.classes[j]);
        }
        return new WordsInCommon(stems, others, weight, n);
    }

    /// By what else than its stem a word finds partners, and whether news is full of it, in one byte.
    static byte partners(int token, byte wordClass, @Nullable String surface) {
        var entry = Lexicon.bundled().ofToken(token);
        int frequent = entry != null && entry.frequent() ? FREQUENT : 0;
        int group = entry == null || entry.synonyms() == 0 ? 0 : SYNONYMS | (entry.synonyms() & WHICH);
        if (!Alignment.isNameLike(wordClass) || surface == null || Names.isShort(surface)) {
            return (byte) (frequent | group);
        }
        int initial = Names.initial(surface);
        boolean isPlain = group == 0 && initial > 0;
        return (byte) (frequent | (isPlain ? INITIAL | initial : INITIAL | SYNONYMS));
    }

    /// The bits of [#others] that a word has, as [#partners] tells; all of them when only its letters could tell.
    private static long mask(int partners) {
        return switch (partners & (INITIAL | SYNONYMS)) {
            case 0 -> 0;
            case INITIAL -> 1L << (partners & WHICH);
            case SYNONYMS -> 1L << (Integer.SIZE + (partners & WHICH));
            default -> -1;
        };
    }

    private static int bit(int token) {
        return (Hashing.stem(token) * 0x9E3779B1) >>> 8;
    }

    boolean areEnoughOf(Fingerprint earlier) {
        var sum = new Sum();
        for (int i = 0; i < earlier.words(); i++) {
            sum.add(earlier.tokens[i], earlier.classes[i],
                    partners(earlier.tokens[i], earlier.classes[i], earlier.surfaces[i]));
        }
        return sum.isEnough();
    }

    /// Of the words of one earlier sentence, added one by one.
    final class Sum {

        private double earlier;
        private int seen;
        private double possible;
        private double evidence;
        private int run;
        private int longestRun;

        /// @param partners as of [#partners]
        void add(int token, byte wordClass, byte partners) {
            double own = Alignment.weight(wordClass);
            earlier += own;
            seen++;
            int bit = bit(token);
            if ((stems[(bit >>> 6) & (stems.length - 1)] & (1L << bit)) != 0 || (others & mask(partners)) != 0) {
                possible += own;
                evidence += Alignment.evidence(wordClass, (partners & FREQUENT) != 0);
                run++;
                longestRun = Math.max(longestRun, run);
            } else {
                run = 0;
            }
        }

        boolean isEnough() {
            boolean all = seen == words && run == words; // the very words in another writing, however few
            return all || Alignment.isNearCopy(possible, earlier, weight, evidence, longestRun)
                    || Alignment.isNearCopy(possible, earlier, weight, 0, longestRun);
        }
    }
}
