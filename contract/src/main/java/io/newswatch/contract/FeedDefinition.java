package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A feed that somebody wants read: the value of [Topics#FEEDS]. Immutable, safe to share.
///
/// @param key      `domain/feedId`: the registrable domain, or the source's own name where there is none
/// @param source   which kind of source reads it: "rss", "directory", ...
/// @param location URL or folder
/// @param name     the outlet as people name it
/// @param language BCP 47 tag; null when articles say it themselves or it is to be guessed
/// @param enabled  whether it is polled; true when absent
/// @param options  settings of that kind of source
public record FeedDefinition(String key, String source, String location, String name, @Nullable String language,
        boolean enabled, Map<String, String> options) {

    public FeedDefinition {
        options = Wire.map(options);
    }

    @JsonCreator
    static FeedDefinition read(String key, String source, String location, String name, @Nullable String language,
            @Nullable Boolean enabled, Map<String, String> options) {
        return new FeedDefinition(key, source, location, name, language, enabled == null || enabled, options);
    }
}
