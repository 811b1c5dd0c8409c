package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent.ThirdParty.Relation;
import io.newswatch.contract.EventType;
import io.newswatch.enrich.actor.ActorName;
import io.newswatch.enrich.event.EventRule.ConceptSet;
import io.newswatch.enrich.event.Reading.Mention;
import io.newswatch.enrich.lexicon.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Chooses who takes part in an act.
///
/// These are the states named in the trigger's clause, then those of the clauses before and after, leaving out who is only
/// spoken of - opponents ("against Iran"), critics ("Iran condemned ..."), places, speakers, the maker of a weapon. The
/// last three are taken after all when fewer than two others are named. Immutable, safe for use by many threads.
final class PartyChoice {

    private static final int OPPONENT_REACH = 3;
    private static final int SPEAKER_REACH = 7;
    private static final int CRITIC_REACH = 5;

    private final Cues is;

    PartyChoice(Cues cues) {
        this.is = cues;
    }

    /// How a mention stands to the event.
    private enum Standing {
        PARTY, SOFT, OUT
    }

    /// The parties of an act.
    ///
    /// @param inForce those spoken of so far, for "the two countries"
    /// @param third   receives those who are no parties but spoken of
    /// @return null when the sentence names too few
    @Nullable
    List<Mention> of(Reading reading, EventRule rule, int trigger, List<Mention> inForce,
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
                    && reading.within(reading.clauseStart(other), reading.clauseEnd(other), is.included())))) {
                take(reading, standing, Standing.PARTY, other, chosen);
            }
        }
        if (rule.together()) {
            return codes(chosen) >= 2 && chosen.size() >= 2 ? chosen : null;
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
        boolean carry = (rule.named() < 2 && codes(chosen) >= rule.named()) || reading.hasAny(is.usTwo());
        if (codes(chosen) < 2 && carry) {
            inForce.stream().filter(m -> !third.containsKey(m.name().codes().getFirst())).forEach(chosen::add);
        }
        var home = reading.lexicon.home();
        if (codes(chosen) == 1 && home != null && rule.named() < 2 && reading.hasAny(is.official())) {
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

    /// Those carried over stand elsewhere, the headline's not even in the same text.
    private boolean destination(Reading reading, int trigger, List<Mention> chosen) {
        for (var mention : chosen) {
            if (mention.from() > trigger && reading.mentions.contains(mention)
                    && (before(reading, mention, is.to(), 3) || before(reading, mention, is.in(), 3))) {
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
        if ((before(reading, mention, is.opponent(), OPPONENT_REACH) && !reading.has(mention.from() - 1, is.and()))
                || (listed && earlier.getLast() == Standing.OUT)) {
            third.put(code, Relation.OPPONENT);
            return Standing.OUT;
        }
        int clause = reading.clauseOf(mention.from());
        int clauseStart = reading.clauseStart(clause);
        if (clause != reading.clauseOf(trigger) && reading.has(clauseStart, is.amid())) {
            third.put(code, Relation.ADDRESSEE);
            return Standing.OUT;
        }
        int after = mention.to();
        if (reading.within(after, Math.min(reading.clauseEnd(clause), after + CRITIC_REACH), is.amid())
                && trigger > after) {
            third.put(code, Relation.CRITIC);
            return Standing.OUT;
        }
        if (rule.type() != EventType.ALLIANCE && after < reading.to
                && !words.is(after, Words.BREAK | Words.COMMA)
                && mention.name().kind() == ActorName.Kind.ORGANISATION
                && reading.within(after, after + 2, is.member())) {
            return Standing.SOFT;
        }
        if ((after < reading.to && reading.has(after, is.bent()) && words.is(after, Words.HYPHEN))
                || (rule.type() != EventType.ALLIANCE && reading.within(after, after + 1, is.backing()))) {
            return Standing.OUT;
        }
        if (reading.within(after, after + 2, is.aggressor())
                && !words.is(Math.min(after, reading.to - 1), Words.COMMA | Words.BREAK)) {
            third.put(code, Relation.OPPONENT);
            return Standing.OUT;
        }
        int speech = speech(reading, after);
        if (speech > 0 && (clause != reading.clauseOf(trigger)
                || (speech < trigger && othersBetween(reading, speech, trigger)))) {
            return Standing.SOFT;
        }
        if (mention.name().kind() == ActorName.Kind.ADJECTIVE && after < reading.to
                && reading.has(after, is.weapon())) {
            return Standing.SOFT;
        }
        if (mention.name().kind() == ActorName.Kind.CAPITAL && before(reading, mention, is.in(), 1)) {
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
            if (reading.has(word, is.say())) {
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
        return (gap == 0 && reading.words.is(next.from(), Words.COMMA))
                || (gap == 1 && reading.has(one.to(), is.and()));
    }

    /// Whom a sentence speaks of, for the sentences after it.
    List<Mention> spokenOf(Reading reading) {
        var spoken = new ArrayList<Mention>();
        for (var mention : reading.mentions) {
            if (!reading.isBeside(mention) && !before(reading, mention, is.opponent(), OPPONENT_REACH)
                    && !isDateline(reading, mention)) {
                spoken.add(mention);
            }
        }
        return spoken;
    }
}
