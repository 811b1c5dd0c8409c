package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.EventType;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// One rule of the grammar, compiled. Immutable, safe to share.
///
/// @param needs       the clause must hold one of these; null for no such need
/// @param context     the sentence must hold one of these; null for no such need
/// @param without     the clause must hold none of these
/// @param unless      the sentence must hold none of these
/// @param roles       of those before and of those after the trigger
/// @param named       how many parties its own sentence must name
/// @param together    whether the parties must stand in one clause, joined by "and", "with" or a comma
/// @param counterpart whether "his counterpart" stands for a second official
/// @param wide        whether the parties are those of the whole sentence
/// @param after       concepts that shortly before the trigger make it a mention only
/// @param within      pairs of concepts that make it a mention only
/// @param destination whether the second party must be where the first goes
record EventRule(String id, EventType type, @Nullable String mode, List<Pattern> patterns, @Nullable ConceptSet needs,
        @Nullable ConceptSet context, ConceptSet without, ConceptSet unless, List<String> roles, Status status,
        Polarity polarity, int named, boolean together, boolean counterpart, boolean destination, boolean wide,
        ConceptSet after, List<Within> within,
        List<String> cameo,
        String plover, double confidence, List<Example> examples) {

    /// A sequence of concepts; the first is the trigger.
    record Pattern(List<Step> steps) {}

    /// One concept of a pattern.
    ///
    /// @param how where it is looked for, seen from the step before
    /// @param gap for [How#AFTER], how many words may stand between
    record Step(ConceptSet concepts, How how, int gap) {}

    /// "A pact for joint exercises": the frame stands earlier in the clause, the link shortly before the trigger.
    record Within(ConceptSet frame, ConceptSet link) {}

    /// Where a step looks.
    enum How {
        AFTER, IN_CLAUSE, IN_SENTENCE
    }

    /// A sentence of ours that shows what the rule finds or leaves alone.
    record Example(String language, boolean fires, String sentence, List<String> parties) {}

    /// A set of concepts as bits.
    static final class ConceptSet {

        static final ConceptSet NONE = new ConceptSet(new long[Lexicon.Concepts.WIDTH]);

        private final long[] bits;

        private ConceptSet(long[] bits) {
            this.bits = bits;
        }

        static ConceptSet of(int... concepts) {
            var bits = new long[Lexicon.Concepts.WIDTH];
            for (int concept : concepts) {
                bits[concept >> 6] |= 1L << concept;
            }
            return new ConceptSet(bits);
        }

        ConceptSet and(ConceptSet other) {
            var union = bits.clone();
            for (int i = 0; i < union.length; i++) {
                union[i] |= other.bits[i];
            }
            return new ConceptSet(union);
        }

        boolean meets(long[] masks, int at) {
            return ((bits[0] & masks[at]) | (bits[1] & masks[at + 1]) | (bits[2] & masks[at + 2])
                    | (bits[3] & masks[at + 3])) != 0;
        }
    }
}
