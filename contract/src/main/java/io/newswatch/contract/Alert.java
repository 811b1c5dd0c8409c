package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What is new, once, and why it is new: the value of [Topics#ALERTS]. Immutable, safe to share.
///
/// @param alertId         stable over replays: of the story, and of article and revision where a rule wants every one
/// @param tenant          whose rule fired
/// @param ruleId          which
/// @param ruleDescription its sentence for people
/// @param storyId         the story of this rule that the article belongs to
/// @param reportNumber    how many articles of this story the rule has matched, this one included: 1 for the first report
/// @param articleId       the article
/// @param revision        its revision
/// @param title           its headline; null when it has none
/// @param url             its URL; null when it has none
/// @param source          its outlet
/// @param language        ISO 639-1
/// @param publishedAt     as the outlet says; null when unknown
/// @param arrivedAt       when ingest took it in
/// @param firedAt         when the article was enriched (the record's own time, so that a replay says the same)
/// @param matched         each condition that held and where
/// @param evidence        the new sentences that matched, in order; their deltas say what changed
/// @param newSentences    how many sentences of the article are new or changed
/// @param allSentences    how many it has, furniture left out
/// @param novelShare      as in [EnrichedArticle]
/// @param provisional     whether part of the memory had not answered ([EnrichedArticle#partial]): what counts as new here may
///                        have been said before; an [Amendment] tells, but no further alert. Of a digest: of any article
/// @param background      recycled passages, longest first, at most five
/// @param events          the countable events that matched
/// @param gathered        what a digest tells of besides: the story's further matches in its period, in order, at most
///                        200; otherwise empty
/// @param channels        where it is to be delivered
public record Alert(String alertId, String tenant, String ruleId, String ruleDescription, String storyId,
        int reportNumber, String articleId, int revision, @Nullable String title, @Nullable String url, String source,
        String language,
        @Nullable PublicationDate publishedAt, Instant arrivedAt, Instant firedAt, List<Matched> matched,
        List<Passage> evidence, int newSentences, int allSentences, double novelShare, boolean provisional,
        List<Passage> background,
        List<CooperationEvent> events, List<Gathered> gathered, List<String> channels) {

    public Alert {
        novelShare = Wire.rounded(novelShare);
        matched = Wire.list(matched);
        evidence = Wire.list(evidence);
        background = Wire.list(background);
        events = Wire.list(events);
        gathered = Wire.list(gathered);
        channels = Wire.list(channels);
    }

    /// A further article of a digest.
    ///
    /// @param title null when it has none
    /// @param url   null when it has none
    public record Gathered(String articleId, int revision, @Nullable String title, @Nullable String url, String source,
            Instant arrivedAt) {}

    /// A condition of the rule and the words that satisfied it.
    ///
    /// @param what    the condition: the term, actor code or event type as the rule writes it
    /// @param start   in the article's text, or in its title, UTF-16 code units
    /// @param end     exclusive
    /// @param inTitle whether the offsets count in the title
    public record Matched(Condition condition, String what, int start, int end, boolean inTitle) {

        /// Which group of the rule.
        public enum Condition {
            TEXT, ACTOR, EVENT,
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

    /// A sentence of the article with its words.
    ///
    /// @param start   in the article's text, or in its title, UTF-16 code units
    /// @param end     exclusive
    /// @param inTitle whether the offsets count in the title
    /// @param text    the words, at most 500 characters
    /// @param verdict what the memory says of it
    /// @param echo    where it stood before; null when new
    public record Passage(int start, int end, boolean inTitle, String text, Verdict verdict, @Nullable Echo echo) {}
}
