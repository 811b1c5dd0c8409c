package io.newswatch.ingest.source;

import io.newswatch.ingest.publish.ArticleDraft;

/// An article as a feed tells of it. Immutable.
///
/// @param draft     with what the feed itself gives as its text, which may be blank when there is a page
/// @param wantsPage whether the linked page holds more than the draft and is to be fetched
public record Item(ArticleDraft draft, boolean wantsPage) {}
