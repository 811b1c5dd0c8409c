package io.newswatch.enrich.echo;

import io.newswatch.contract.Verdict;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Compares known sentences and remembers the latest results: one sentence is compared with its neighbours again and
/// again while late articles come in. A table without chains, the newer pair wins; about 2 MB when full. Used by one
/// thread.
final class Likenesses {

    private static final int SLOTS = 1 << 15;
    private static final Comparison SAME_WORDS = new Comparison(Verdict.REPEAT, 1, 0, true, List.of());

    private final long[] pairs = new long[SLOTS];
    private long comparisons;
    private final @Nullable Comparison[] results = new Comparison[SLOTS];

    /// How many pairs have been compared.
    long comparisons() {
        return comparisons;
    }

    /// What the later sentence is to a reader of the earlier one, without the changed facts. A short one may repeat by likeness:
    /// whether it stands beside another repeat is judged where all answers come together.
    ///
    /// @param words  of the later sentence
    /// @param enough whether [WordsInCommon] has said already that they have enough in common
    Comparison of(KnownSentence earlier, KnownSentence later, Fingerprint words, boolean enough) {
        if (earlier.equals(later)) {
            return SAME_WORDS;
        }
        if (earlier.isDraft() || later.isDraft()) {
            return compare(earlier.print(), words, enough);
        }
        long pair = ((long) earlier.number << Integer.SIZE) | later.number;
        int slot = (int) ((pair * 0x9E3779B97F4A7C15L) >>> 49);
        var known = results[slot];
        if (known != null && pairs[slot] == pair) {
            return known;
        }
        var result = compare(earlier.print(), words, enough);
        pairs[slot] = pair;
        results[slot] = result;
        return result;
    }

    private Comparison compare(Fingerprint earlier, Fingerprint later, boolean enough) {
        comparisons++;
        return (enough && !earlier.sameWords(later)
                ? SentenceComparison.judgeAlike(earlier, later)
                : SentenceComparison.judge(earlier, later, later.isShort())).withoutDeltas();
    }

    /// Forgets all results: numbers of sentences are about to be given anew.
    void clear() {
        Arrays.fill(results, null);
    }

    /// The same with the changed facts and their places.
    static Comparison compare(Fingerprint earlier, Fingerprint later) {
        return SentenceComparison.judge(earlier, later, later.isShort()).comparison();
    }
}
