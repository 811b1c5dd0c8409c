package io.newswatch.enrich.event;

import io.newswatch.contract.Paragraph;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.Sentence;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// An article as the coder needs it, its sentences judged. Immutable, safe to share.
///
/// @param articleId   as in [io.newswatch.contract.RawArticle]
/// @param revision    from 1
/// @param title       headline; null when it has none
/// @param text        exactly the article's text; all offsets count in it
/// @param language    ISO 639-1, `und` when it cannot be told
/// @param publishedAt as the outlet says; null when unknown. "Now" is never used for it
/// @param arrivedAt   when ingest took it in
/// @param headline    the judged title; null without a title, or to take it as new
/// @param paragraphs  the judged text
public record ArticleToCode(String articleId, int revision, @Nullable String title, String text, String language,
        @Nullable PublicationDate publishedAt, Instant arrivedAt, @Nullable Sentence headline,
        List<Paragraph> paragraphs) {

    public ArticleToCode {
        paragraphs = List.copyOf(paragraphs);
    }
}
