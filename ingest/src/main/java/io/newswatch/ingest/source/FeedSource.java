package io.newswatch.ingest.source;

import io.newswatch.ingest.fetch.Response;

/// A kind of feed that is polled over HTTP: it says *what* to fetch and how to read it. The runtime owns the clock, HTTP,
/// robots, retries, what was seen before, the linked pages and the transactions. Found by [java.util.ServiceLoader].
///
/// One instance serves all feeds of its kind from many threads and so keeps nothing between calls.
public interface FeedSource {

    /// @return what `source:` says in the feeds file, such as "rss"
    String name();

    /// @param cursor as the last good poll left it
    Plan plan(SourceConfig config, Cursor cursor);

    /// Reads an answer. Reading the same answer twice gives the same articles under the same ids.
    Batch read(Response response, SourceConfig config, Cursor cursor);
}
