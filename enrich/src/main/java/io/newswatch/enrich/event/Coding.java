package io.newswatch.enrich.event;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import java.util.List;

/// What the coder read in one article. Immutable, safe to share.
///
/// @param actors every mention of a state or organisation, those in the title first, then in order of the text
/// @param events countable and suppressed events, in order of their evidence
public record Coding(List<Actor> actors, List<CooperationEvent> events) {

    public Coding {
        actors = List.copyOf(actors);
        events = List.copyOf(events);
    }
}
