package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent.Epistemic;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.CooperationEvent.SuppressedBy;
import io.newswatch.contract.CooperationEvent.ThirdParty;
import io.newswatch.contract.CooperationEvent.ThirdParty.Relation;
import io.newswatch.contract.EventType;
import io.newswatch.enrich.actor.ActorName;
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
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Reads the events of one sentence.
///
/// A rule's pattern finds a trigger; the clause around it says whether the act is denied, wished for, remembered, usual,
/// under way or still to come. Then the parties are chosen: the states named in the trigger's clause, then those of the
/// clauses before and after, leaving out who is only spoken of - opponents ("against Iran"), critics ("Iran condemned
/// ..."), places, speakers, the maker of a weapon. The last three are taken after all when fewer than two others are
/// named. Immutable, safe for use by many threads.
final class SentenceCoder {

    private static final int OPPONENT_REACH = 3;
    private static final int SPEAKER_REACH = 7;
    private static final int CRITIC_REACH = 5;
    private static final int NEGATION_REACH = 8;
    private static final int FRAME_REACH = 4;
    private static final int LONG_QUOTATION = 7;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    /// What a rule found in a sentence, before its article is put together.
    record Draft(EventRule rule, Polarity polarity, Status status, Epistemic epistemic,
            @Nullable SuppressedBy suppressedBy,
            List<Mention> parties, Set<String> codes, List<ThirdParty> thirdParties, Reading reading, int trigger) {}

    private final Grammar grammar;
    private final ConceptSet triggers;
    private final Cues is;

    /// The concepts the coder itself asks for.
    private record Cues(ConceptSet clause, ConceptSet opponent, ConceptSet say, ConceptSet amid, ConceptSet negation,
            ConceptSet hypothetical, ConceptSet denied, ConceptSet historical, ConceptSet habitual, ConceptSet request,
            ConceptSet cancel, ConceptSet suspend, ConceptSet refuse, ConceptSet curtailNot, ConceptSet begin,
            ConceptSet done,
            ConceptSet ended, ConceptSet ongoing, ConceptSet future, ConceptSet delivered, ConceptSet signed,
            ConceptSet weapon,
            ConceptSet member, ConceptSet usTwo, ConceptSet to, ConceptSet from, ConceptSet in, ConceptSet and,
            ConceptSet approve, ConceptSet included, ConceptSet aggressor, ConceptSet bent, ConceptSet backing,
            ConceptSet official) {}

    SentenceCoder(Grammar grammar) {
        this.grammar = grammar;
        var all = ConceptSet.NONE;
        for (var rule : grammar.rules()) {
            for (var pattern : rule.patterns()) {
                all = all.and(pattern.steps().getFirst().concepts());
            }
        }
        triggers = all;
        is = new Cues(grammar.concept("clause"), grammar.concept("opponent"), grammar.concept("say"),
                grammar.concept("amid"),
                grammar.concept("negation"), grammar.concept("hypothetical"), grammar.concept("denied"),
                grammar.concept("historical"), grammar.concept("habitual"), grammar.concept("request"),
                grammar.concept("cancel"), grammar.concept("suspend"), grammar.concept("refuse"),
                grammar.concept("curtail-not"),
                grammar.concept("begin"), grammar.concept("done"), grammar.concept("ended"), grammar.concept("ongoing"),
                grammar.concept("future"), grammar.concept("delivered"), grammar.concept("signed"),
                grammar.concept("weapon"),
                grammar.concept("member"), grammar.concept("us-two"), grammar.concept("to"), grammar.concept("from"),
                grammar.concept("in"), grammar.concept("and"), grammar.concept("approve"), grammar.concept("included"),
                grammar.concept("aggressor"), grammar.concept("bent"), grammar.concept("backing"),
                grammar.concept("official"));
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
        reading.cutClauses(is.clause);
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
        var choice = chooseParties(reading, rule, trigger, inForce, third);
        var polarity = rule.polarity();
        var status = status(reading, rule, first, end, trigger);
        if (polarity == Polarity.POSITIVE && !reading.within(first, end, is.curtailNot)) {
            var curtailed = curtailed(reading, first, end, trigger);
            if (curtailed != null) {
                polarity = Polarity.NEGATIVE;
                status = curtailed;
            }
        }
        var epistemic = epistemic(reading, first, end, trigger, polarity, publishedYear);
        SuppressedBy suppressed = switch (epistemic) {
            case ASSERTED -> null;
            case QUOTED -> SuppressedBy.QUOTED;
            case HYPOTHETICAL -> SuppressedBy.HYPOTHETICAL;
            case DENIED -> SuppressedBy.DENIED;
            case HABITUAL -> SuppressedBy.HABITUAL;
            case HISTORICAL -> SuppressedBy.HISTORICAL;
        };
        if (suppressed == null && polarity == Polarity.POSITIVE
                && reading.within(Math.max(first, trigger - NEGATION_REACH), trigger, is.request)
                && !reading.within(first, end, is.approve)) {
            suppressed = SuppressedBy.REQUESTED;
            status = Status.REQUESTED;
        }
        if (suppressed == null && (reading.within(Math.max(first, trigger - NEGATION_REACH), trigger, is.amid)
                || reading.within(Math.max(first, trigger - FRAME_REACH), trigger, rule.after())
                || framed(reading, rule, first, trigger))) {
            suppressed = SuppressedBy.MENTION;
        }
        if (suppressed == null && choice == null) {
            suppressed = SuppressedBy.PARTICIPANTS;
        }
        if (choice == null) {
            var named = reading.mentions.stream().filter(m -> !reading.isBeside(m)).toList();
            choice = named;
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

    // ---- who takes part

    /// How a mention stands to the event.
    private enum Standing {
        PARTY, SOFT, OUT
    }

    private @Nullable List<Mention> chooseParties(Reading reading, EventRule rule, int trigger, List<Mention> inForce,
            Map<String, Relation> third) {
        int clause = reading.clauseOf(trigger);
        var standing = new ArrayList<Standing>();
        for (int i = 0; i < reading.mentions.size(); i++) {
            standing.add(standing(reading, rule, trigger, i, standing, third));
        }
        var chosen = new ArrayList<Mention>();
        take(reading, standing, Standing.PARTY, clause, chosen);
        for (int other = 0; other < reading.clauseCount(); other++) {
            if (other != clause && (rule.wide() || (other > clause && rule.roles().size() == 1 && codes(chosen) > 0
                    && reading.within(reading.clauseStart(other), reading.clauseEnd(other), is.included)))) {
                take(reading, standing, Standing.PARTY, other, chosen);
            }
        }
        if (rule.together()) {
            return codes(chosen) >= 2 && together(reading, chosen) ? chosen : null;
        }
        for (int distance = 1; codes(chosen) < 2 && distance < reading.clauseCount(); distance++) {
            take(reading, standing, Standing.PARTY, clause - distance, chosen);
            if (codes(chosen) < 2) {
                take(reading, standing, Standing.PARTY, clause + distance, chosen);
            }
        }
        if (codes(chosen) < 2) {
            for (int i = 0; i < standing.size(); i++) {
                if (standing.get(i) == Standing.SOFT) {
                    chosen.add(reading.mentions.get(i));
                }
            }
        }
        boolean carry = (rule.named() < 2 && codes(chosen) >= rule.named()) || reading.hasAny(is.usTwo);
        if (codes(chosen) < 2 && carry) {
            inForce.stream().filter(m -> !third.containsKey(m.name().codes().getFirst())).forEach(chosen::add);
        }
        var home = reading.lexicon.home();
        if (codes(chosen) == 1 && home != null && rule.named() < 2 && reading.hasAny(is.official)) {
            chosen.add(new Mention(home, null, -1, -1));
        }
        if (codes(chosen) < 2 || (rule.destination() && !destination(reading, trigger, chosen))) {
            return null;
        }
        return chosen;
    }

    private static void take(Reading reading, List<Standing> standing, Standing wanted, int clause,
            List<Mention> chosen) {
        for (int i = 0; i < standing.size(); i++) {
            var mention = reading.mentions.get(i);
            if (standing.get(i) == wanted && reading.clauseOf(mention.from()) == clause) {
                chosen.add(mention);
            }
        }
    }

    private static int codes(List<Mention> mentions) {
        return (int) mentions.stream().flatMap(m -> m.name().codes().stream()).distinct().count();
    }

    private static boolean together(Reading reading, List<Mention> chosen) {
        return reading.clauseCount() > 0 && chosen.size() >= 2;
    }

    private boolean destination(Reading reading, int trigger, List<Mention> chosen) {
        for (var mention : chosen) {
            if (mention.from() > trigger
                    && (before(reading, mention, is.to, 3) || before(reading, mention, is.in, 3))) {
                return true;
            }
        }
        return !reading.lexicon.language().equals("en");
    }

    private static boolean before(Reading reading, Mention mention, ConceptSet concepts, int reach) {
        int clause = reading.clauseOf(mention.from());
        for (int word = mention.from() - 1; word >= Math.max(reading.from, mention.from() - reach); word--) {
            if (reading.words.is(word + 1, Words.BREAK) || reading.clauseOf(word) != clause) {
                return false;
            }
            if (reading.has(word, concepts)) {
                return true;
            }
        }
        return false;
    }

    private Standing standing(Reading reading, EventRule rule, int trigger, int index, List<Standing> earlier,
            Map<String, Relation> third) {
        var mention = reading.mentions.get(index);
        var words = reading.words;
        var code = mention.name().codes().getFirst();
        if (reading.isBeside(mention)) {
            return Standing.OUT;
        }
        if (isDateline(reading, mention)) {
            return Standing.SOFT;
        }
        boolean listed = index > 0 && inList(reading, reading.mentions.get(index - 1), mention);
        if ((before(reading, mention, is.opponent, OPPONENT_REACH) && !reading.has(mention.from() - 1, is.and))
                || (listed && earlier.getLast() == Standing.OUT)) {
            third.put(code, Relation.OPPONENT);
            return Standing.OUT;
        }
        int clause = reading.clauseOf(mention.from());
        int clauseStart = reading.clauseStart(clause);
        if (clause != reading.clauseOf(trigger) && reading.has(clauseStart, is.amid)) {
            third.put(code, Relation.ADDRESSEE);
            return Standing.OUT;
        }
        int after = mention.to();
        if (reading.within(after, Math.min(reading.clauseEnd(clause), after + CRITIC_REACH), is.amid)
                && trigger > after) {
            third.put(code, Relation.CRITIC);
            return Standing.OUT;
        }
        if (rule.type() != EventType.ALLIANCE && after < reading.to
                && !words.is(after, Words.BREAK | Words.COMMA)
                && mention.name().kind() == ActorName.Kind.ORGANISATION
                && reading.within(after, after + 2, is.member)) {
            return Standing.SOFT;
        }
        if ((after < reading.to && reading.has(after, is.bent) && words.is(after, Words.HYPHEN))
                || (rule.type() != EventType.ALLIANCE && reading.within(after, after + 1, is.backing))) {
            return Standing.OUT;
        }
        if (reading.within(after, after + 2, is.aggressor)
                && !words.is(Math.min(after, reading.to - 1), Words.COMMA | Words.BREAK)) {
            third.put(code, Relation.OPPONENT);
            return Standing.OUT;
        }
        int speech = speech(reading, after);
        if (speech > 0 && (clause != reading.clauseOf(trigger)
                || (speech < trigger && othersBetween(reading, speech, trigger)))) {
            return Standing.SOFT;
        }
        if (mention.name().kind() == ActorName.Kind.ADJECTIVE && after < reading.to && reading.has(after, is.weapon)) {
            return Standing.SOFT;
        }
        if (mention.name().kind() == ActorName.Kind.CAPITAL && before(reading, mention, is.in, 1)) {
            return Standing.SOFT;
        }
        return Standing.PARTY;
    }

    /// @return the word of speech that follows a mention; -1 when there is none
    private int speech(Reading reading, int after) {
        for (int word = after; word < Math.min(reading.to, after + SPEAKER_REACH); word++) {
            if (word > after && reading.words.is(word, Words.BREAK)) {
                return -1;
            }
            if (reading.has(word, is.say)) {
                return word;
            }
        }
        return -1;
    }

    private static boolean othersBetween(Reading reading, int first, int end) {
        return reading.mentions.stream().anyMatch(m -> m.from() > first && m.from() < end);
    }

    /// "MANILA: France and ..." tells where it was written.
    private static boolean isDateline(Reading reading, Mention mention) {
        if (mention.from() != reading.from || mention.name().kind() != ActorName.Kind.CAPITAL) {
            return false;
        }
        return mention.to() < reading.to && reading.words.is(mention.from(), Words.ACRONYM)
                && reading.words.is(mention.to(), Words.BREAK | Words.COMMA);
    }

    private boolean inList(Reading reading, Mention one, Mention next) {
        if (reading.clauseOf(one.from()) != reading.clauseOf(next.from())) {
            return false;
        }
        int gap = next.from() - one.to();
        return (gap == 0 && reading.words.is(next.from(), Words.COMMA)) || (gap == 1 && reading.has(one.to(), is.and));
    }

    // ---- how far, how sure

    private Status status(Reading reading, EventRule rule, int first, int end, int trigger) {
        boolean toVerb = headlineInfinitive(reading, first, trigger);
        boolean future = reading.within(first, end, is.future) || toVerb;
        return switch (rule.type()) {
            case AGREEMENT, ALLIANCE ->
                !future && reading.within(first, end, is.signed) ? Status.COMPLETED : Status.PLANNED;
            case ARMS_TRANSFER, MILITARY_AID ->
                !future && reading.within(first, end, is.delivered) ? Status.COMPLETED : Status.PLANNED;
            case JOINT_EXERCISE, TRAINING -> {
                if (reading.within(first, end, is.ended)) {
                    yield Status.COMPLETED;
                }
                if (future) {
                    yield Status.PLANNED;
                }
                if (reading.within(first, end, is.ongoing) || reading.within(first, end, is.begin)) {
                    yield Status.ONGOING;
                }
                yield reading.within(first, end, is.done) ? Status.COMPLETED : rule.status();
            }
            case VISIT ->
                future ? Status.PLANNED : reading.within(first, end, is.ongoing) ? Status.ONGOING : Status.COMPLETED;
            case CONSULTATION -> future ? Status.PLANNED : Status.COMPLETED;
            case DEPLOYMENT, BASING, JOINT_PRODUCTION, INTELLIGENCE_SHARING, COOPERATION -> {
                if (future) {
                    yield Status.PLANNED;
                }
                yield reading.within(first, end, is.ongoing)
                        || (rule.type() == EventType.DEPLOYMENT && reading.within(first, end, is.begin))
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
                    && !reading.has(after, is.begin)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Status curtailed(Reading reading, int first, int end, int trigger) {
        int from = Math.max(first, trigger - 9);
        int until = Math.min(end, trigger + 6);
        if (reading.within(from, until, is.cancel)) {
            return Status.CANCELLED;
        }
        if (reading.within(from, until, is.refuse)) {
            return Status.REFUSED;
        }
        return reading.within(from, until, is.suspend) ? Status.SUSPENDED : null;
    }

    private Epistemic epistemic(Reading reading, int first, int end, int trigger, Polarity polarity,
            int publishedYear) {
        int near = Math.max(first, trigger - NEGATION_REACH);
        if (reading.within(reading.from, trigger, is.denied)) {
            return Epistemic.DENIED;
        }
        if (polarity == Polarity.POSITIVE
                && (reading.within(near, trigger, is.negation) || negated(reading, near, trigger))) {
            return Epistemic.DENIED;
        }
        if (hypothetical(reading, first, end)) {
            return Epistemic.HYPOTHETICAL;
        }
        if (reading.within(first, end, is.habitual)) {
            return Epistemic.HABITUAL;
        }
        if (reading.within(first, end, is.historical) || oldYear(reading, first, end, publishedYear)) {
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
            if (reading.has(word, is.hypothetical) && (!reading.words.is(word, Words.CAPITAL)
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
            int year = number(reading.words.word(word));
            if (year >= FIRST_YEAR && year < LAST_YEAR && (publishedYear > 0 ? year < publishedYear : year < 2000)) {
                return true;
            }
        }
        return false;
    }

    static int number(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == ',' || c == '.') {
                continue;
            }
            if (c < '0' || c > '9' || value > Integer.MAX_VALUE / 10 - 1) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static int quotedWords(Reading reading, int quotation) {
        int count = 0;
        for (int word = reading.from; word < reading.to; word++) {
            count += reading.words.quotation(word) == quotation ? 1 : 0;
        }
        return count;
    }

    /// Whom a sentence speaks of, for the sentences after it.
    List<Mention> partiesSpokenOf(Reading reading) {
        if (reading.clauseCount() == 0) {
            reading.cutClauses(is.clause);
        }
        var spoken = new ArrayList<Mention>();
        for (var mention : reading.mentions) {
            if (!reading.isBeside(mention) && !before(reading, mention, is.opponent, OPPONENT_REACH)
                    && !isDateline(reading, mention)) {
                spoken.add(mention);
            }
        }
        return spoken;
    }
}
