package io.newswatch.enrich.echo;

import io.newswatch.contract.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Finds what a sentence of an article repeats.
///
/// A key's list is looked at from both ends, the 8 oldest and 56 newest that count as earlier and are still known.
/// Those of all keys are compared oldest first up to the first REPEAT. Used by one thread.
final class Lookup {

    /// More than four times 64 sentences and one.
    private static final int MET = 1 << 10;

    private final IndexShare share;
    private final Postings postings;
    private final Likenesses likenesses = new Likenesses();
    /// The sentences come across in this lookup: numbers plus one, by open addressing, and the lookup's number.
    private final long[] met = new long[MET];
    private int lookup;
    /// Where the very words of this lookup were first said: what was said after that is not what they repeat. Null when they are
    /// new.
    private @Nullable Sighting until;

    Lookup(IndexShare share, Postings postings) {
        this.share = share;
        this.postings = postings;
    }

    /// A sentence about to be judged.
    static final class Asking {

        private final KnownSentence sentence;
        private final Fingerprint words;
        private final long[] keys;

        private final boolean alone;
        /// Null until the first candidate comes.
        private @Nullable WordsInCommon inCommon;

        /// @param alone see [#isAlone]
        Asking(KnownSentence sentence, Fingerprint words, long[] keys, boolean alone) {
            this.alone = alone;
            this.sentence = sentence;
            this.words = words;
            this.keys = keys;
        }

        KnownSentence sentence() {
            return sentence;
        }

        /// Whether no other article has it, and no other sentence has one of its keys: then there is nothing to be judged.
        boolean isAlone() {
            return alone;
        }

        Fingerprint words() {
            return words;
        }

        private WordsInCommon inCommon() {
            var known = inCommon;
            if (known == null) {
                known = WordsInCommon.with(words);
                inCommon = known;
            }
            return known;
        }

        /// Those of this share; not to be changed.
        long[] keys() {
            return keys;
        }
    }

    /// What it repeats.
    ///
    /// @param origin where that began, as the asking article sees it
    record Found(KnownSentence sentence, Sighting origin, Comparison likeness) {

        private boolean isBetterThan(Found other) {
            if (likeness.verdict() != other.likeness.verdict()) {
                return likeness.verdict() == Verdict.REPEAT;
            }
            return likeness.verdict() == Verdict.REPEAT_CHANGED && likeness.score() > other.likeness.score();
        }
    }

    private record Candidate(KnownSentence sentence, Sighting origin) {}

    Asking asking(KnownSentence sentence, Probe probe) {
        return new Asking(sentence, probe.fingerprint(), keys(probe), false);
    }

    /// The same for one whose article is not at hand.
    Asking asking(KnownSentence sentence) {
        var words = sentence.print();
        return new Asking(sentence, words, keys(words, sentence.isTitle()), false);
    }

    /// The keys of this share.
    long[] keys(Probe probe) {
        long[] keys = probe.keyArray();
        int held = 0;
        for (long key : keys) {
            if (share.holds(key)) {
                keys[held++] = key;
            }
        }
        return held == keys.length ? keys : Arrays.copyOf(keys, held);
    }

    long[] keys(Fingerprint words, boolean title) {
        return keys(new Probe(title ? Probe.TITLE : 0, 0, 0, words));
    }

    /// To be called when numbers of sentences may be given anew.
    void forget() {
        likenesses.clear();
    }

    @Nullable
    Found find(ArticleOrder at, Asking asking) {
        Found best = null;
        for (var candidate : candidates(at, asking)) {
            var likeness = likenesses.of(candidate.sentence, asking.sentence, asking.words, true);
            if (!likeness.isEcho()) {
                continue;
            }
            var found = new Found(candidate.sentence, candidate.origin, likeness);
            if (likeness.verdict() == Verdict.REPEAT) {
                return found;
            }
            best = best == null || found.isBetterThan(best) ? found : best;
        }
        return best;
    }

    /// How many pairs of sentences have been compared so far.
    long comparisons() {
        return likenesses.comparisons();
    }

    /// How a sentence looks to a reader of an earlier one, without the places of what changed.
    Comparison likeness(KnownSentence earlier, Asking later) {
        return likenesses.of(earlier, later.sentence, later.words, false);
    }

    /// Those that a sentence may repeat, in the order in which they were first said. A short sentence that is known word
    /// for word repeats just that.
    private List<Candidate> candidates(ArticleOrder at, Asking asking) {
        lookup++;
        var candidates = new ArrayList<Candidate>();
        until = null;
        boolean known = !asking.sentence.isDraft() && consider(at, asking.sentence.number, asking, candidates);
        if (known) {
            if (asking.words.isShort()) {
                return candidates;
            }
            until = candidates.getFirst().origin;
        }
        for (long key : asking.keys) {
            bothEnds(at, postings.under(key), asking, candidates);
        }
        if (candidates.size() > 1) {
            candidates.sort(Comparator.comparing(Candidate::origin));
        }
        return candidates;
    }

    private void bothEnds(ArticleOrder at, IntList list, Asking asking, List<Candidate> candidates) {
        int end = postings.before(at, list);
        int low = 0;
        for (int taken = 0; low < end && taken < KnownSentence.OLDEST; low++) {
            taken += consider(at, list.get(low), asking, candidates) ? 1 : 0;
        }
        int high = end - 1;
        for (int taken = 0; high >= low && taken < KnownSentence.NEWEST; high--) {
            taken += consider(at, list.get(high), asking, candidates) ? 1 : 0;
        }
    }

    /// @return whether the sentence is known to an article at that place
    private boolean consider(ArticleOrder at, int number, Asking asking, List<Candidate> candidates) {
        if (!postings.isKnown(number, at)) {
            return false;
        }
        boolean same = number == asking.sentence.number;
        if (meet(number) && (same || (isInTime(number) && postings.hasEnough(number, asking.inCommon())))) {
            var sentence = postings.sentence(number);
            candidates.add(new Candidate(sentence, sentence.sighting(sentence.lifeAt(at))));
        }
        return true;
    }

    private boolean isInTime(int number) {
        return until == null || !postings.isBeforeFirst(until, number);
    }

    /// @return whether this lookup comes across the sentence for the first time
    private boolean meet(int number) {
        long mark = ((long) lookup << Integer.SIZE) | (number & 0xFFFF_FFFFL);
        int slot = Hashing.mix(number) & (MET - 1);
        while ((int) (met[slot] >>> Integer.SIZE) == lookup) {
            if (met[slot] == mark) {
                return false;
            }
            slot = (slot + 1) & (MET - 1);
        }
        met[slot] = mark;
        return true;
    }
}
