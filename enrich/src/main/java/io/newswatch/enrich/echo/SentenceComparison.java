package io.newswatch.enrich.echo;

import io.newswatch.contract.Verdict;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Whether a later sentence tells a reader of an earlier one anything new.
///
/// *Alignment.* The longest common subsequence of the two sentences' words, where forms of one word and words of one
/// group of synonyms count as equal; common beginnings and ends are cut off first, so that near copies cost next to
/// nothing. What is left over on both sides falls into gaps; words that only moved to another gap are taken out.
///
/// *Likeness.* Content words weigh more than grammar. A sentence repeats when most of the shorter one's weight is aligned and
/// a good part of the longer one's.
///
/// *Guard.* Then the gaps are read: a number against another number, a name against another name, a verb against its opposite, a
/// lone "not" make the repeat a changed one, with a delta to show. What was only added or only left out around an
/// intact core (a year, an attribution, a clause) changes nothing.
///
/// Short sentences (under [Fingerprint#SHORT] words) repeat only when their words are the same; ask
/// [#compareBesideRepeat] when a neighbour in the same article repeats.
///
/// Stateless, safe to share.
public final class SentenceComparison {

    private static final int BESIDES = 256;
    /// So much replaced content in a sentence of which less than [#MOST] aligns makes another statement of it.
    private static final int OTHER_STATEMENT = 3;
    private static final double MOST = 0.85;

    private SentenceComparison() {}

    /// How many pairs of words are looked at, at most, when a sentence is compared with another; what every comparison
    /// costs besides is counted as so many pairs.
    ///
    /// @return 256 to 33,024
    public static int effort(Fingerprint sentence) {
        long pairs = (long) sentence.words() * sentence.words();
        return (int) Math.min(Alignment.MOST_CELLS, pairs) + BESIDES;
    }

    /// What `later` is to a reader of `earlier`.
    public static Comparison compare(Fingerprint earlier, Fingerprint later) {
        return compare(earlier, later, false);
    }

    /// The same for a sentence whose neighbour in its article repeats: a short one may then repeat by likeness too.
    public static Comparison compareBesideRepeat(Fingerprint earlier, Fingerprint later) {
        return compare(earlier, later, true);
    }

    private static Comparison compare(Fingerprint earlier, Fingerprint later, boolean besideRepeat) {
        return judge(earlier, later, besideRepeat).comparison();
    }

    /// What was found, and by which of the steps; the changed facts are told when they are asked for.
    ///
    /// @param evidence what the words in common prove; 0 for a novel sentence
    /// @param alone    see [Comparison]
    /// @param guard    what changed; null when it was decided without
    record Judgement(Verdict verdict, double score, double evidence, boolean alone, Reason reason,
            @Nullable Guard guard) {

        private static Judgement novel(double score, Reason reason) {
            return new Judgement(Verdict.NOVEL, score, 0, false, reason, null);
        }

        Comparison comparison() {
            return verdict == Verdict.REPEAT_CHANGED && guard != null
                    ? new Comparison(verdict, score, evidence, alone, guard.deltas())
                    : withoutDeltas();
        }

        Comparison withoutDeltas() {
            return new Comparison(verdict, score, evidence, alone, List.of());
        }
    }

    static Judgement judge(Fingerprint earlier, Fingerprint later, boolean besideRepeat) {
        if (later.words() == 0 || earlier.words() == 0) {
            return Judgement.novel(0, Reason.NO_WORDS);
        }
        if (earlier.sameWords(later)) {
            return new Judgement(Verdict.REPEAT, 1, earlier.words(), true, Reason.SAME_WORDS, null);
        }
        if (!besideRepeat && (later.isShort() || earlier.isShort())) {
            return Judgement.novel(0, Reason.TOO_SHORT);
        }
        return WordsInCommon.with(later).areEnoughOf(earlier)
                ? judge(Alignment.of(earlier, later))
                : Judgement.novel(0, Reason.TOO_LITTLE_IN_COMMON);
    }

    /// The same of two sentences of different words of which [WordsInCommon] says that they have enough in common.
    static Judgement judgeAlike(Fingerprint earlier, Fingerprint later) {
        return earlier.isShort() && !later.isShort()
                ? Judgement.novel(0, Reason.TOO_SHORT)
                : judge(Alignment.of(earlier, later));
    }

    private static Judgement judge(Alignment alignment) {
        double score = alignment.score();
        if (!alignment.isNearCopy()) {
            return Judgement.novel(score, Reason.TOO_LITTLE_IN_COMMON);
        }
        var guard = new Guard(alignment);
        if (guard.hasChanges()) {
            return new Judgement(Verdict.REPEAT_CHANGED, score, alignment.evidence(), true, Reason.FACT_CHANGED, guard);
        }
        return guard.replaced() >= OTHER_STATEMENT && alignment.shareOfShorter() < MOST
                ? Judgement.novel(score, Reason.OTHER_STATEMENT)
                : new Judgement(Verdict.REPEAT, score, alignment.evidence(), alignment.provesAlone(),
                        Reason.NO_FACT_CHANGED, null);
    }
}
