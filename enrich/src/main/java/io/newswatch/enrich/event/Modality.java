package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent.Epistemic;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.EventType;
import io.newswatch.enrich.lexicon.Words;

import org.jspecify.annotations.Nullable;

/// How far an act has come and how sure a sentence is of it: planned, under way or done, called off, denied, wished for,
/// remembered, usual. Read from the trigger's clause. Immutable, safe for use by many threads.
final class Modality {

    static final int NEGATION_REACH = 8;
    private static final int LONG_QUOTATION = 7;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    private final Cues is;

    Modality(Cues cues) {
        this.is = cues;
    }

    /// How far the act has come.
    Status status(Reading reading, EventRule rule, int first, int end, int trigger) {
        boolean toVerb = headlineInfinitive(reading, first, trigger);
        boolean future = reading.within(first, end, is.future()) || toVerb;
        return switch (rule.type()) {
            case AGREEMENT, ALLIANCE ->
                !future && reading.within(first, end, is.signed()) ? Status.COMPLETED : Status.PLANNED;
            case ARMS_TRANSFER, MILITARY_AID ->
                !future && reading.within(first, end, is.delivered()) ? Status.COMPLETED : Status.PLANNED;
            case JOINT_EXERCISE, TRAINING -> {
                if (reading.within(first, end, is.ended())) {
                    yield Status.COMPLETED;
                }
                if (future) {
                    yield Status.PLANNED;
                }
                if (reading.within(first, end, is.ongoing()) || reading.within(first, end, is.begin())) {
                    yield Status.ONGOING;
                }
                yield reading.within(first, end, is.done()) ? Status.COMPLETED : rule.status();
            }
            case VISIT ->
                future ? Status.PLANNED : reading.within(first, end, is.ongoing()) ? Status.ONGOING : Status.COMPLETED;
            case CONSULTATION -> future ? Status.PLANNED : Status.COMPLETED;
            case DEPLOYMENT, BASING, JOINT_PRODUCTION, INTELLIGENCE_SHARING, COOPERATION, UNKNOWN -> {
                if (future) {
                    yield Status.PLANNED;
                }
                yield reading.within(first, end, is.ongoing())
                        || (rule.type() == EventType.DEPLOYMENT && reading.within(first, end, is.begin()))
                                ? Status.ONGOING
                                : rule.status();
            }
        };
    }

    /// "Danes, Dutch to donate tanks": an infinitive right behind a name.
    private boolean headlineInfinitive(Reading reading, int first, int trigger) {
        for (var mention : reading.mentions) {
            int after = mention.to();
            if (after >= first && after <= trigger && after < reading.to && reading.words.word(after).equals("to")) {
                return true;
            }
            if (after + 1 < reading.to && after >= first && after + 1 <= trigger
                    && reading.words.word(after + 1).equals("to")
                    && !reading.has(after, is.begin())) {
                return true;
            }
        }
        return false;
    }

    /// What became of an act that is not to be; null when nothing says so.
    @Nullable
    Status curtailed(Reading reading, int first, int end, int trigger) {
        int from = Math.max(first, trigger - 9);
        int until = Math.min(end, trigger + 6);
        if (reading.within(from, until, is.cancel())) {
            return Status.CANCELLED;
        }
        if (reading.within(from, until, is.refuse())) {
            return Status.REFUSED;
        }
        return reading.within(from, until, is.suspend()) ? Status.SUSPENDED : null;
    }

    /// How sure the sentence is of it.
    Epistemic epistemic(Reading reading, int first, int end, int trigger, Polarity polarity,
            int publishedYear) {
        int near = Math.max(first, trigger - NEGATION_REACH);
        if (reading.within(reading.from, trigger, is.denied())) {
            return Epistemic.DENIED;
        }
        if (polarity == Polarity.POSITIVE
                && (reading.within(near, trigger, is.negation()) || negated(reading, near, trigger))) {
            return Epistemic.DENIED;
        }
        if (hypothetical(reading, first, end)) {
            return Epistemic.HYPOTHETICAL;
        }
        if (reading.within(first, end, is.habitual())) {
            return Epistemic.HABITUAL;
        }
        if (reading.within(first, end, is.historical()) || oldYear(reading, first, end, publishedYear)) {
            return Epistemic.HISTORICAL;
        }
        int quotation = reading.words.quotation(trigger);
        if (quotation > 0 && quotedWords(reading, quotation) >= LONG_QUOTATION) {
            return Epistemic.QUOTED;
        }
        return Epistemic.ASSERTED;
    }

    /// "may" is a wish, "May" a month.
    private boolean hypothetical(Reading reading, int first, int end) {
        for (int word = first; word < end; word++) {
            int here = word;
            if (reading.has(word, is.hypothetical()) && (!reading.words.is(word, Words.CAPITAL)
                    || reading.finds.stream().noneMatch(
                            f -> f.from() <= here && here < f.to() && Lexicon.kind(f.value()) == Lexicon.MONTH))) {
                return true;
            }
        }
        return false;
    }

    private static boolean negated(Reading reading, int first, int end) {
        for (int word = first; word < end; word++) {
            if (reading.words.is(word, Words.NEGATED)) {
                return true;
            }
        }
        return false;
    }

    private static boolean oldYear(Reading reading, int first, int end, int publishedYear) {
        for (int word = first; word < end; word++) {
            if (!reading.words.is(word, Words.NUMBER) || reading.words.end(word) - reading.words.start(word) != 4) {
                continue;
            }
            int year = Words.number(reading.words.word(word));
            if (year >= FIRST_YEAR && year < LAST_YEAR && (publishedYear > 0 ? year < publishedYear : year < 2000)) {
                return true;
            }
        }
        return false;
    }

    private static int quotedWords(Reading reading, int quotation) {
        int count = 0;
        for (int word = reading.from; word < reading.to; word++) {
            count += reading.words.quotation(word) == quotation ? 1 : 0;
        }
        return count;
    }
}
