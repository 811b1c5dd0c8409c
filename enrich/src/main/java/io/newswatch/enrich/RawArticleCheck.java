package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What an article must have to be enriched, whoever wrote it to the raw topic.
final class RawArticleCheck {

    /// Longer texts are refused: ingest cuts at half a million.
    static final int LONGEST_TEXT = 1_000_000;

    /// How far ahead of this machine's clock an arrival may be. Clocks differ, and the memory bears that; no clock in use is a
    /// year ahead.
    static final Duration AHEAD = Duration.ofDays(365);

    private RawArticleCheck() {}

    /// The article, known to be whole.
    ///
    /// @param key    the record's key
    /// @param latest when it may have arrived at the latest: one wrong date must not make what came before it old
    /// @throws ArticleException naming the article and what it lacks
    static RawArticle check(@Nullable String key, @Nullable RawArticle article, Instant latest) {
        if (article == null) {
            throw new ArticleException("record " + key + " has no value; a raw article is expected");
        }
        demand(key, "articleId", article.articleId());
        demand(key, "source", article.source());
        demand(key, "text", article.text());
        demand(key, "extent", article.extent());
        demand(key, "arrivedAt", article.arrivedAt());
        demand(key, "contentHash", article.contentHash());
        if (!article.articleId().equals(key)) {
            throw new ArticleException("record " + key + " holds article " + article.articleId()
                    + "; the key must be the article id, or its revisions would not meet");
        }
        if (article.text().length() > LONGEST_TEXT) {
            throw new ArticleException("article " + key + " has a text of " + article.text().length()
                    + " characters; at most " + LONGEST_TEXT + " are taken");
        }
        if (article.arrivedAt().isBefore(Instant.EPOCH) || article.arrivedAt().isAfter(latest)) {
            throw new ArticleException("article " + key + " says that it arrived at " + article.arrivedAt()
                    + "; it must be between 1970 and " + latest + ": look at the clock of whoever wrote it");
        }
        return article;
    }

    private static void demand(@Nullable String key, String field, @Nullable Object value) {
        if (value == null) {
            throw new ArticleException("article " + key + " has no " + field);
        }
    }
}
