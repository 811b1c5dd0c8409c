package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Verdict;
import java.util.List;

/// What two sentences have in common. Immutable, safe to share.
///
/// @param verdict what the later sentence is to a reader of the earlier one
/// @param score   share of the longer sentence's words that align, 0 to 1
/// @param evidence what the words in common prove, about one for a rare word; 0 for a novel sentence
/// @param alone   whether it proves an echo wherever the later sentence stands, and not only beside other echoes; false for a
///                novel sentence
/// @param deltas  the changed facts; empty unless [Verdict#REPEAT_CHANGED]. Positions are those of the later fingerprint's article;
///                0..0 when it was remembered without them
public record Comparison(Verdict verdict, double score, double evidence, boolean alone, List<Delta> deltas) {

    public Comparison {
        deltas = List.copyOf(deltas);
    }

    static Comparison novel(double score) {
        return new Comparison(Verdict.NOVEL, score, 0, false, List.of());
    }

    /// Whether the later sentence repeats the earlier one, changed or not.
    public boolean isEcho() {
        return verdict != Verdict.NOVEL;
    }
}
