package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent.Epistemic;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.CooperationEvent.SuppressedBy;
import io.newswatch.contract.CooperationEvent.ThirdParty;
import io.newswatch.contract.CooperationEvent.ThirdParty.Relation;
import io.newswatch.contract.EventType;
import io.newswatch.enrich.event.EventRule.ConceptSet;
import io.newswatch.enrich.event.EventRule.How;
import io.newswatch.enrich.event.EventRule.Pattern;
import io.newswatch.enrich.event.EventRule.Step;
import io.newswatch.enrich.event.Reading.Mention;
import io.newswatch.enrich.lexicon.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Reads the events of one sentence.
///
/// A rule's pattern finds a trigger; the clause around it says how far and how sure the act is ([Modality]) and who takes
/// part ([PartyChoice]). Immutable, safe for use by many threads.
final class SentenceCoder {

    private static final int FRAME_REACH = 4;

    /// What a rule found in a sentence, before its article is put together.
    record Draft(EventRule rule, Polarity polarity, Status status, Epistemic epistemic,
            @Nullable SuppressedBy suppressedBy,
            List<Mention> parties, Set<String> codes, List<ThirdParty> thirdParties, Reading reading, int trigger) {}

    private final Grammar grammar;
    private final ConceptSet triggers;
    private final Cues is;
    private final PartyChoice parties;
    private final Modality modality;

    SentenceCoder(Grammar grammar) {
        this.grammar = grammar;
        var all = ConceptSet.NONE;
        for (var rule : grammar.rules()) {
            for (var pattern : rule.patterns()) {
                all = all.and(pattern.steps().getFirst().concepts());
            }
        }
        triggers = all;
        is = Cues.of(grammar);
        parties = new PartyChoice(is);
        modality = new Modality(is);
    }

    /// Whether any rule could find something.
    boolean mayHold(Reading reading) {
        return reading.hasAny(triggers);
    }

    /// Reads the events of a sentence.
    ///
    /// @param inForce       the parties spoken of so far, for "the two countries"
    /// @param publishedYear 0 when unknown
    List<Draft> read(Reading reading, List<Mention> inForce, int publishedYear) {
        reading.cutClauses(is.clause());
        var drafts = new ArrayList<Draft>();
        var taken = new EnumMap<EventType, List<Integer>>(EventType.class);
        for (var rule : grammar.rules()) {
            if (reading.hasAny(rule.unless()) || (rule.context() != null && !reading.hasAny(rule.context()))) {
                continue;
            }
            for (var pattern : rule.patterns()) {
                if (!possible(reading, pattern)) {
                    continue;
                }
                for (int word = reading.from; word < reading.to; word++) {
                    if (!matches(reading, pattern, word) || !fits(reading, rule, word)) {
                        continue;
                    }
                    int clause = reading.clauseOf(word);
                    var clauses = taken.computeIfAbsent(rule.type(), _ -> new ArrayList<>());
                    if (clauses.contains(clause)) {
                        continue;
                    }
                    var draft = draft(reading, rule, word, inForce, publishedYear);
                    if (draft != null) {
                        clauses.add(clause);
                        drafts.add(draft);
                    }
                }
            }
        }
        return drafts;
    }

    private static boolean possible(Reading reading, Pattern pattern) {
        for (var step : pattern.steps()) {
            if (!reading.hasAny(step.concepts())) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(Reading reading, Pattern pattern, int word) {
        var steps = pattern.steps();
        return reading.has(word, steps.getFirst().concepts()) && matches(reading, steps, 1, word, word);
    }

    private static boolean matches(Reading reading, List<Step> steps, int next, int at, int trigger) {
        if (next == steps.size()) {
            return true;
        }
        var step = steps.get(next);
        int clause = reading.clauseOf(trigger);
        int first;
        int end;
        if (step.how() == How.AFTER) {
            first = at + 1;
            end = at + 2 + step.gap();
        } else if (step.how() == How.IN_CLAUSE) {
            first = reading.clauseStart(clause);
            end = reading.clauseEnd(clause);
        } else {
            first = reading.from;
            end = reading.to;
        }
        for (int word = first; word < Math.min(end, reading.to); word++) {
            if (step.how() == How.AFTER && reading.words.is(word, Words.BREAK)) {
                return false;
            }
            if (word != trigger && reading.has(word, step.concepts())
                    && matches(reading, steps, next + 1, word, trigger)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Reading reading, EventRule rule, int trigger) {
        int clause = reading.clauseOf(trigger);
        int first = reading.clauseStart(clause);
        int end = reading.clauseEnd(clause);
        var needs = rule.needs();
        return (needs == null || reading.within(first, end, needs)) && !reading.within(first, end, rule.without());
    }

    private @Nullable Draft draft(Reading reading, EventRule rule, int trigger, List<Mention> inForce,
            int publishedYear) {
        int clause = reading.clauseOf(trigger);
        int first = reading.clauseStart(clause);
        int end = reading.clauseEnd(clause);
        var third = new LinkedHashMap<String, Relation>();
        var choice = parties.of(reading, rule, trigger, inForce, third);
        var polarity = rule.polarity();
        var status = modality.status(reading, rule, first, end, trigger);
        if (polarity == Polarity.POSITIVE && !reading.within(first, end, is.curtailNot())) {
            var curtailed = modality.curtailed(reading, first, end, trigger);
            if (curtailed != null) {
                polarity = Polarity.NEGATIVE;
                status = curtailed;
            }
        }
        var epistemic = modality.epistemic(reading, first, end, trigger, polarity, publishedYear);
        SuppressedBy suppressed = switch (epistemic) {
            case ASSERTED -> null;
            case QUOTED -> SuppressedBy.QUOTED;
            case HYPOTHETICAL -> SuppressedBy.HYPOTHETICAL;
            case DENIED -> SuppressedBy.DENIED;
            case HABITUAL -> SuppressedBy.HABITUAL;
            case HISTORICAL -> SuppressedBy.HISTORICAL;
            case UNKNOWN -> SuppressedBy.UNKNOWN;
        };
        if (suppressed == null && polarity == Polarity.POSITIVE
                && reading.within(Math.max(first, trigger - Modality.NEGATION_REACH), trigger, is.request())
                && !reading.within(first, end, is.approve())) {
            suppressed = SuppressedBy.REQUESTED;
            status = Status.REQUESTED;
        }
        if (suppressed == null
                && (reading.within(Math.max(first, trigger - Modality.NEGATION_REACH), trigger, is.amid())
                        || reading.within(Math.max(first, trigger - FRAME_REACH), trigger, rule.after())
                        || framed(reading, rule, first, trigger))) {
            suppressed = SuppressedBy.MENTION;
        }
        if (suppressed == null && choice == null) {
            suppressed = SuppressedBy.PARTICIPANTS;
        }
        if (choice == null) {
            choice = reading.mentions.stream().filter(m -> !reading.isBeside(m)).toList();
        }
        var codes = new LinkedHashSet<String>();
        choice.forEach(mention -> codes.addAll(mention.name().codes()));
        if (codes.isEmpty()) {
            return null;
        }
        var thirdParties = third.entrySet().stream().filter(e -> !codes.contains(e.getKey()))
                .map(e -> new ThirdParty(e.getKey(), e.getValue())).toList();
        return new Draft(rule, polarity, status, epistemic, suppressed, choice, codes, thirdParties, reading, trigger);
    }

    private static boolean framed(Reading reading, EventRule rule, int first, int trigger) {
        for (var within : rule.within()) {
            int link = Math.max(first, trigger - FRAME_REACH);
            if (reading.within(link, trigger, within.link()) && reading.within(first, trigger, within.frame())) {
                return true;
            }
        }
        return false;
    }

    /// Whom a sentence speaks of, for the sentences after it.
    List<Mention> partiesSpokenOf(Reading reading) {
        if (reading.clauseCount() == 0) {
            reading.cutClauses(is.clause());
        }
        return parties.spokenOf(reading);
    }
}
