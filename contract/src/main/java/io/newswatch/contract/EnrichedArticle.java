package io.newswatch.contract;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// An article with its echoes, actors and events marked: the value of [Topics#ENRICHED_ARTICLES]. All offsets are UTF-16
/// code units of `text`, but for those marked as standing in the title. Immutable, safe to share.
///
/// @param articleId   as in [RawArticle]
/// @param revision    1 for the first text under this id, 2 for the first change of it, ...
/// @param version     1 when first published; each [Amendment] carries the next number
/// @param feed        key of the feed; null for pushed and published articles
/// @param source      the outlet
/// @param url         canonical URL; null when the article has none
/// @param title       headline; null when the article has none
/// @param publishedAt as the outlet says; null when unknown
/// @param arrivedAt   when ingest took it in
/// @param language    ISO 639-1 code of the text, `und` when it cannot be told
/// @param backfill    filled the memory only: never alerts by default
/// @param partial     published before all of the memory had answered; an amendment completes it
/// @param text        exactly the raw article's text
/// @param novelShare  share of the text's characters in sentences that are [Sentence#isNews], 0 to 1
/// @param headline    the title judged as a sentence, its offsets counting in the title; null without a title
/// @param paragraphs  in order; together their sentences hold all of the text but white space
/// @param actors      every mention of a state or organisation, in the title first, then in order of the text
/// @param events      countable and suppressed events, in order of their evidence
public record EnrichedArticle(String articleId, int revision, int version, @Nullable String feed, String source,
        @Nullable String url, @Nullable String title, @Nullable PublicationDate publishedAt, Instant arrivedAt,
        String language, boolean backfill, boolean partial, String text, double novelShare, @Nullable Sentence headline,
        List<Paragraph> paragraphs, List<Actor> actors, List<CooperationEvent> events) {

    public EnrichedArticle {
        novelShare = Wire.rounded(novelShare);
        paragraphs = Wire.list(paragraphs);
        actors = Wire.list(actors);
        events = Wire.list(events);
    }

    /// @return all sentences of the text, in order, without the headline
    public List<Sentence> sentences() {
        return Sentence.of(paragraphs);
    }

    /// @return the events that count as news
    public List<CooperationEvent> countableEvents() {
        return events.stream().filter(CooperationEvent::countable).toList();
    }
}
