package io.newswatch.alerts.rule;

import io.newswatch.contract.Alert.Matched;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.Rule;
import java.util.List;

/// A rule that holds for an article, and why. Immutable, safe to share.
///
/// @param rule     the rule
/// @param matched  each condition that held and where it held first
/// @param evidence the sentences in scope that hold those places, the title first, then in order of the text
/// @param events   the countable events that satisfied the rule's event group; empty when it has none
public record RuleMatch(Rule rule, List<Matched> matched, List<Located> evidence, List<CooperationEvent> events) {

    public RuleMatch {
        matched = List.copyOf(matched);
        evidence = List.copyOf(evidence);
        events = List.copyOf(events);
    }

    /// A sentence of the text or of the title.
    public record Located(io.newswatch.contract.Sentence sentence, boolean inTitle) {}
}
