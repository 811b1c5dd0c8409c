package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Among some sentences the one that is most like another, also when the two are no echo: for people who ask why not. Looks
/// at the words in common, not at their order, so that an article of thousands of sentences is no trouble. Used by one
/// thread.
public final class MostAlike {

    /// So many of those with the most words in common are compared word by word.
    private static final int COMPARED = 3;

    private final List<Fingerprint> sentences;
    private final Map<Integer, List<Integer>> byStem = new HashMap<>();

    /// Among these.
    public MostAlike(List<Fingerprint> sentences) {
        this.sentences = List.copyOf(sentences);
        for (int i = 0; i < sentences.size(); i++) {
            for (int stem : stems(sentences.get(i))) {
                byStem.computeIfAbsent(stem, _ -> new ArrayList<>()).add(i);
            }
        }
    }

    /// One of the sentences, and how the other one compares with it.
    ///
    /// @param index which of them, from 0
    public record Found(int index, Explanation explanation) {

        private double rank() {
            return (explanation.isEcho() ? 1 : 0) + explanation.inCommon();
        }
    }

    /// @return empty when none has a word of weight in common with it
    public Optional<Found> to(Fingerprint later) {
        var shared = new HashMap<Integer, Double>();
        for (int stem : stems(later)) {
            var with = byStem.getOrDefault(stem, List.of());
            // A word of many sentences says little of any of them.
            with.forEach(i -> shared.merge(i, 1.0 / (1 + with.size()), Double::sum));
        }
        return shared.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(COMPARED)
                .map(entry -> new Found(entry.getKey(), Explanation.of(sentences.get(entry.getKey()), later)))
                .max(Comparator.comparingDouble(Found::rank));
    }

    private static Set<Integer> stems(Fingerprint sentence) {
        var stems = new HashSet<Integer>();
        for (int i = 0; i < sentence.words(); i++) {
            if (!Alignment.isGrammar(sentence, i)) {
                stems.add(Hashing.stem(sentence.tokens[i]));
            }
        }
        return stems;
    }
}
