package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// One report of a military-cooperation event, as coded from one article. Immutable, safe to share.
///
/// @param id           hash of article, revision, type, polarity and participants
/// @param type         what kind of cooperation
/// @param mode         which form of it ("staff-talks"); null when not told
/// @param polarity     whether cooperation is said to happen or to be curtailed
/// @param status       how far it has come
/// @param epistemic    how the text vouches for it
/// @param countable    whether it is news: new, asserted and current, of either polarity
/// @param suppressedBy why it does not count; null exactly when countable
/// @param participants who cooperates, with roles, in order of mention
/// @param thirdParties who is named beside it without taking part
/// @param place        where; null when not told
/// @param time         when; null when not told
/// @param exerciseName its proper name ("Anatolian Eagle 2026"); null when it has none
/// @param ordinal      its number in a series ("13th" is 13); null when it has none
/// @param equipment    weapons and goods it concerns
/// @param value        its price; null when not told
/// @param personnel    how many people take part; null when not told
/// @param evidence     the words it was read from
/// @param ruleId       the grammar rule that found it
/// @param language     language of the evidence, ISO 639-1
/// @param cameo        CAMEO 1.1b3 codes
/// @param plover       PLOVER type
/// @param confidence   0 to 1
public record CooperationEvent(String id, EventType type, @Nullable String mode, Polarity polarity, Status status,
        Epistemic epistemic, boolean countable, @Nullable SuppressedBy suppressedBy, List<Participant> participants,
        List<ThirdParty> thirdParties, @Nullable Place place, @Nullable EventTime time, @Nullable String exerciseName,
        @Nullable Integer ordinal, List<Equipment> equipment, @Nullable Money value, @Nullable Integer personnel,
        Evidence evidence, String ruleId, String language, List<String> cameo, String plover, double confidence) {

    private static final Duration SAME_EVENT_REPORTS = Duration.ofDays(14);
    private static final int SAME_EVENT_DAYS = 3;

    public CooperationEvent {
        confidence = Wire.rounded(confidence);
        participants = Wire.list(participants);
        thirdParties = Wire.list(thirdParties);
        equipment = Wire.list(equipment);
        cameo = Wire.list(cameo);
        if (countable != (suppressedBy == null)) {
            throw new IllegalArgumentException("an event that does not count says why: " + suppressedBy);
        }
    }

    /// Whether cooperation happens or is curtailed.
    public enum Polarity {
        POSITIVE, NEGATIVE;

        private final String slug = Wire.slug(this);

        @JsonValue
        public String slug() {
            return slug;
        }
    }

    /// How far an event has come.
    public enum Status {
        REQUESTED, PLANNED, ONGOING, COMPLETED, CANCELLED, SUSPENDED, REFUSED,
        /// What a later version wrote and this one does not know.
        @JsonEnumDefaultValue
        UNKNOWN;

        private final String slug = Wire.slug(this);

        /// @return all that can be asked for
        public static Status[] known() {
            return EnumSet.complementOf(EnumSet.of(UNKNOWN)).toArray(Status[]::new);
        }

        @JsonValue
        public String slug() {
            return slug;
        }
    }

    /// How the text vouches for an event.
    public enum Epistemic {
        ASSERTED, QUOTED, HYPOTHETICAL, DENIED, HABITUAL, HISTORICAL,
        /// What a later version wrote and this one does not know.
        @JsonEnumDefaultValue
        UNKNOWN;

        private final String slug = Wire.slug(this);

        @JsonValue
        public String slug() {
            return slug;
        }
    }

    /// Why an event is not counted.
    public enum SuppressedBy {
        /// Its sentence stood in an earlier article.
        ECHO,
        /// Its sentence is site furniture or said twice in the article.
        FURNITURE, HISTORICAL, HABITUAL, HYPOTHETICAL, DENIED, QUOTED, REQUESTED,
        /// Named in passing, inside another statement.
        MENTION,
        /// Fewer than two participants could be told.
        PARTICIPANTS,
        /// What a later version wrote and this one does not know.
        @JsonEnumDefaultValue
        UNKNOWN;

        private final String slug = Wire.slug(this);

        @JsonValue
        public String slug() {
            return slug;
        }
    }

    /// A state or organisation that takes part.
    ///
    /// @param code   as in [Actor]
    /// @param sector as in [Actor]; null when only the state is named
    /// @param role   what it does in the event: `participant`, `party`, `host`, `visitor`, `signatory`, `supplier`,
    ///               `recipient`, `observer`, ... (see the ontology)
    /// @param text   the words that name it; empty when it is implied
    /// @param start  where they stand in the text (the title, when the evidence is there); -1 when implied
    /// @param end    end, exclusive; -1 when implied
    public record Participant(String code, @Nullable String sector, String role, String text, int start, int end) {

        private static final Set<String> BESIDE = Set.of("observer", "company", "mandate", "intermediary");

        /// Whether this role makes it one of those who cooperate, rather than somebody who stands by.
        public boolean takesPart() {
            return !BESIDE.contains(role);
        }
    }

    /// A state or organisation named beside the event.
    public record ThirdParty(String code, Relation relation) {

        /// How it stands to the event.
        public enum Relation {
            ADDRESSEE, CRITIC, OPPONENT, MEDIATOR, NEIGHBOUR,
            /// What a later version wrote and this one does not know.
            @JsonEnumDefaultValue
            UNKNOWN;

            private final String slug = Wire.slug(this);

            @JsonValue
            public String slug() {
                return slug;
            }
        }
    }

    /// @param country alpha-3 code; null when not known
    public record Place(String text, @Nullable String country) {}

    /// @param from      first day
    /// @param to        last day, inclusive
    /// @param precision how much of it is known
    /// @param text      the words that say so
    public record EventTime(LocalDate from, LocalDate to, PublicationDate.Precision precision, String text) {}

    /// @param category SIPRI's: aircraft, air-defence, anti-submarine, armoured, artillery, engine, missile, sensor, ship,
    ///                 satellite, small-arms, other
    /// @param quantity how many; null when not told
    public record Equipment(String text, String category, @Nullable Integer quantity) {}

    /// @param currency ISO 4217
    public record Money(BigDecimal amount, String currency) {}

    /// @param paragraph index of the paragraph, from 0; -1 for the title
    /// @param start     in the article's text, or in its title, UTF-16 code units
    /// @param end       exclusive
    public record Evidence(String articleId, int paragraph, int start, int end, String text) {

        /// Whether the offsets count in the title.
        public boolean inTitle() {
            return paragraph < 0;
        }
    }

    /// @return codes of those who take part
    public Set<String> parties() {
        return participants.stream().filter(Participant::takesPart).map(Participant::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether two reports are of one event: the one notion of sameness, used when events are merged and when alerts are
    /// grouped into stories. Reports within 14 days of one another, same type and polarity, participants equal or one set
    /// inside the other, dates within three days, names and ordinals not in conflict.
    ///
    /// @param reportedAt      when this report arrived
    /// @param other           the other report
    /// @param otherReportedAt when that arrived
    public boolean sameEventAs(Instant reportedAt, CooperationEvent other, Instant otherReportedAt) {
        return type == other.type && polarity == other.polarity
                && Duration.between(reportedAt, otherReportedAt).abs().compareTo(SAME_EVENT_REPORTS) <= 0
                && nested(parties(), other.parties()) && datesAgree(time, other.time)
                && agree(exerciseName, other.exerciseName) && agree(ordinal, other.ordinal);
    }

    private static boolean nested(Set<String> a, Set<String> b) {
        return !a.isEmpty() && !b.isEmpty() && (a.containsAll(b) || b.containsAll(a));
    }

    private static boolean datesAgree(@Nullable EventTime a, @Nullable EventTime b) {
        return a == null || b == null
                || (!a.from.isAfter(b.to.plusDays(SAME_EVENT_DAYS)) && !b.from.isAfter(a.to.plusDays(SAME_EVENT_DAYS)));
    }

    private static boolean agree(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null || a.equals(b);
    }
}
