package io.newswatch.contract;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// An article as a feed gave it, cleaned to plain text: the value of [Topics#RAW_ARTICLES]. Immutable, safe to share.
///
/// @param articleId    hash of the canonical URL, or of feed and guid where there is no URL; the record's key
/// @param feed         key of the feed it came from (`domain/feedId`); null for pushed and published articles
/// @param source       the outlet as people name it, usually the host of its site ("caspiancourier.example")
/// @param url          canonical URL; null when the article has none
/// @param title        headline; null when the article has none
/// @param text         the article's words, paragraphs separated by line feeds, at most 500,000 UTF-16 code units
/// @param extent       whether `text` is the whole article or only the feed's summary of it
/// @param truncated    whether `text` was cut at the limit
/// @param author       byline; null when unknown
/// @param language     BCP 47 tag as the feed or page declares it; null when it declares none
/// @param publishedAt  as the outlet says, possibly only a day or month; null when unknown. Never used to judge novelty
/// @param arrivedAt    when ingest took it in; with the article id it makes the total order of articles
/// @param contentHash  [#contentHash(String, String)] of title and text: the same hash again is no revision
/// @param backfill     fills the memory of what was said but never alerts (a feed's first poll, `publish --teach`)
public record RawArticle(String articleId, @Nullable String feed, String source, @Nullable String url,
        @Nullable String title, String text, Extent extent, boolean truncated, @Nullable String author,
        @Nullable String language, @Nullable PublicationDate publishedAt, Instant arrivedAt, String contentHash,
        boolean backfill) {

    public RawArticle {
        title = title == null ? null : Wire.wellFormed(title);
        text = Wire.wellFormed(text);
    }

    /// How much of the article its text holds.
    public enum Extent {
        /// The feed's own short description; replaced by the full text when that can be had.
        SUMMARY,
        /// The whole article.
        FULL
    }

    /// The fingerprint that tells a revision from a repetition.
    ///
    /// @return 32 hexadecimal digits (the first half of SHA-256 over title and text)
    public static String contentHash(@Nullable String title, String text) {
        return Hashes.hex128(title == null ? "" : title, text);
    }
}
