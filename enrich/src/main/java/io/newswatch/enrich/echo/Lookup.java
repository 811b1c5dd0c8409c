package io.newswatch.enrich.echo;

import io.newswatch.contract.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Finds what a sentence of an article repeats.
///
/// A key's list is looked at from both ends, the 8 oldest and 56 newest that count as earlier and are still known.
/// Those of all keys are compared oldest first up to the first REPEAT. Used by one thread.
final class Lookup {

    private final IndexShare share;
    private final Postings postings;
    private final Likenesses likenesses = new Likenesses();
    private int lookup;

    Lookup(IndexShare share, Postings postings) {
        this.share = share;
        this.postings = postings;
    }

    /// A sentence about to be judged.
    static final class Asking {

        private final KnownSentence sentence;
        private final Fingerprint words;
        private final long[] keys;

        private Asking(KnownSentence sentence, Fingerprint words, long[] keys) {
            this.sentence = sentence;
            this.words = words;
            this.keys = keys;
        }

        KnownSentence sentence() {
            return sentence;
        }

        Fingerprint words() {
            return words;
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
        return new Asking(sentence, probe.fingerprint(), keys(probe));
    }

    /// The same for one whose article is not at hand.
    Asking asking(KnownSentence sentence) {
        var words = Fingerprint.decode(sentence.print);
        return new Asking(sentence, words, keys(new Probe(sentence.isTitle ? Probe.TITLE : 0, 0, 0, words)));
    }

    /// The keys of this share.
    long[] keys(Probe probe) {
        return probe.keys().filter(share::holds).toArray();
    }

    @Nullable
    Found find(ArticleOrder at, Asking asking) {
        Found best = null;
        for (var candidate : candidates(at, asking)) {
            var likeness = likeness(candidate.sentence, asking);
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
        return likenesses.of(earlier, later.sentence, later.words);
    }

    /// Those that a sentence may repeat, in the order in which they were first said. A short sentence that is known word
    /// for word repeats just that.
    private List<Candidate> candidates(ArticleOrder at, Asking asking) {
        lookup++;
        var candidates = new ArrayList<Candidate>();
        boolean known = consider(at, asking.sentence, candidates);
        if (known && asking.words.isShort()) {
            return candidates;
        }
        for (long key : asking.keys) {
            bothEnds(at, postings.under(key), candidates);
        }
        candidates.sort(Comparator.comparing(Candidate::origin));
        return candidates;
    }

    private void bothEnds(ArticleOrder at, IntList list, List<Candidate> candidates) {
        int end = postings.before(at, list);
        int low = 0;
        for (int taken = 0; low < end && taken < KnownSentence.OLDEST; low++) {
            taken += consider(at, postings.sentence(list.get(low)), candidates) ? 1 : 0;
        }
        int high = end - 1;
        for (int taken = 0; high >= low && taken < KnownSentence.NEWEST; high--) {
            taken += consider(at, postings.sentence(list.get(high)), candidates) ? 1 : 0;
        }
    }

    /// @return whether the sentence is known to an article at that place
    private boolean consider(ArticleOrder at, KnownSentence sentence, List<Candidate> candidates) {
        int life = sentence.lifeAt(at);
        if (life < 0) {
            return false;
        }
        if (sentence.lookup != lookup) {
            sentence.lookup = lookup;
            candidates.add(new Candidate(sentence, sentence.sighting(life)));
        }
        return true;
    }
}
