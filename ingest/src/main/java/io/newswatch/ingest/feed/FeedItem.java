package io.newswatch.ingest.feed;

import io.newswatch.contract.PublicationDate;
import org.jspecify.annotations.Nullable;

/// One item of a feed. Immutable, safe to share.
///
/// @param id        guid or id as the feed gives it; null when it gives none
/// @param title     plain text; null when it has none
/// @param link      absolute address of the page; null when it has none
/// @param published null when not declared or not readable
/// @param updated   null when not declared or not readable
/// @param summary   sanitised HTML; null when it has none
/// @param content   sanitised HTML, the whole text as the feed gives it; null when it has none
/// @param author    plain text; null when it names none
public record FeedItem(@Nullable String id, @Nullable String title, @Nullable String link,
        @Nullable PublicationDate published, @Nullable PublicationDate updated, @Nullable String summary,
        @Nullable String content, @Nullable String author) {}
