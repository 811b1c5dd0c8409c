package io.newswatch.enrich;

import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.SentenceComparison;

import org.jspecify.annotations.Nullable;

/// The sentences of one article so far, found by their keys: a hash table in plain arrays, large enough from the start. Used
/// by one thread.
final class SaidHere {

    private static final int KEYS = 4;
    private static final int MOST_CANDIDATES = 8;

    private final int mask;
    /// By place in the table: a key, how many sentences have it, and the latest of them, counted from 1 (0: a free place).
    private final int[] keys;
    private final byte[] sizes;
    private final int[] latest;
    /// By number of an entry: its sentence, and the entry before it under the same key.
    private final @Nullable Fingerprint[] prints;
    private final int[] before;
    private int entries;

    /// @param sentences how many will be said at most
    SaidHere(int sentences) {
        int most = Math.max(1, sentences * KEYS);
        int places = Integer.highestOneBit(most) * 4;
        mask = places - 1;
        keys = new int[places];
        sizes = new byte[places];
        latest = new int[places];
        prints = new Fingerprint[most + 1];
        before = new int[most + 1];
    }

    /// Whether a sentence repeats an earlier one of the article; it counts as said from now on.
    boolean before(Fingerprint print) {
        boolean repeated = false;
        for (int key : print.keys()) {
            int place = key & mask;
            while (latest[place] != 0 && keys[place] != key) {
                place = place + 1 & mask;
            }
            for (int entry = latest[place]; entry != 0 && !repeated; entry = before[entry]) {
                var earlier = prints[entry];
                repeated = earlier != null && repeats(earlier, print);
            }
            if (sizes[place] < MOST_CANDIDATES) {
                sizes[place]++;
                entries++;
                prints[entries] = print;
                before[entries] = latest[place];
                keys[place] = key;
                latest[place] = entries;
            }
        }
        return repeated;
    }

    static boolean repeats(Fingerprint earlier, Fingerprint later) {
        return SentenceComparison.compare(earlier, later).verdict() == Verdict.REPEAT;
    }
}
