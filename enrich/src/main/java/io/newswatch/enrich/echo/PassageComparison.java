package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.text.SentenceSplitter;
import io.newswatch.enrich.text.Span;
import java.util.ArrayList;
import java.util.List;

/// Compares two passages of one or more sentences: what `newswatch echo compare` answers. Stateless, safe to share.
public final class PassageComparison {

    private PassageComparison() {}

    /// What the later passage is to a reader of the earlier one: [Verdict#REPEAT] when it tells no changed fact,
    /// [Verdict#REPEAT_CHANGED] when it is the same passage with a changed fact, else [Verdict#NOVEL]. An added
    /// sentence does not make a repeated passage new as long as the repeated ones are the greater part.
    public static Comparison compare(String earlier, String later) {
        var before = fingerprints(earlier);
        var after = fingerprints(later);
        if (before.isEmpty() || after.isEmpty()) {
            return Comparison.novel(0);
        }
        int words = 0;
        int repeated = 0;
        double score = 0;
        double evidence = 0;
        boolean alone = true;
        var deltas = new ArrayList<Delta>();
        for (var sentence : after) {
            words += sentence.words();
            var best = best(before, sentence);
            if (best.isEcho()) {
                repeated += sentence.words();
                score += best.score() * sentence.words();
                evidence += best.evidence();
                alone &= best.alone();
                deltas.addAll(best.deltas());
            }
        }
        if (words == 0 || repeated < 0.5 * words) {
            return Comparison.novel(0);
        }
        return new Comparison(deltas.isEmpty() ? Verdict.REPEAT : Verdict.REPEAT_CHANGED, score / words, evidence,
                alone, deltas);
    }

    private static Comparison best(List<Fingerprint> earlier, Fingerprint sentence) {
        var best = Comparison.novel(0);
        for (var candidate : earlier) {
            var comparison = SentenceComparison.compare(candidate, sentence);
            if (rank(comparison) > rank(best)) {
                best = comparison;
            }
        }
        return best;
    }

    private static double rank(Comparison c) {
        return switch (c.verdict()) {
            case NOVEL -> 0;
            case REPEAT_CHANGED -> 1 + c.score();
            case REPEAT -> 3 + c.score();
        };
    }

    private static List<Fingerprint> fingerprints(String text) {
        var fingerprints = new ArrayList<Fingerprint>();
        for (List<Span> paragraph : SentenceSplitter.split(text)) {
            for (var sentence : paragraph) {
                fingerprints.add(Fingerprint.of(text, sentence.start(), sentence.end()));
            }
        }
        return fingerprints;
    }
}
