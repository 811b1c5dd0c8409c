package io.newswatch.contract;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What is remembered of a feed between polls: the value of [Topics#FEED_STATE], written in one transaction with the
/// articles of the poll. Immutable, safe to share.
///
/// @param key         the feed's
/// @param cursor      the source's own memory (validators, hashes of seen items, offsets) as JSON, at most 64 KB
/// @param polledAt    when it was last polled
/// @param nextDueAt   when it is polled next
/// @param lastOutcome how the last poll ended, as a word
/// @param failures    polls that failed in a row; 0 after a good one
/// @param primed      whether a first poll has filled the memory, so that later items are news
public record FeedState(String key, String cursor, Instant polledAt, @Nullable Instant nextDueAt, String lastOutcome,
        int failures, boolean primed) {}
