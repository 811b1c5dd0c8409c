package io.newswatch.ingest.source;

import io.newswatch.contract.FeedDefinition;

/// What a source is told about the feed it reads. Immutable, safe to share.
///
/// @param feed the feed
public record SourceConfig(FeedDefinition feed) {

    /// @return the feed's URL or folder
    public String location() {
        return feed.location();
    }

    /// @return a setting of this feed, or the default where it has none
    public String option(String name, String defaultValue) {
        return feed.options().getOrDefault(name, defaultValue);
    }
}
