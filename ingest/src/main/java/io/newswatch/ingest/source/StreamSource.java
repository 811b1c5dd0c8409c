package io.newswatch.ingest.source;

import io.newswatch.ingest.publish.ArticleDraft;
import java.util.List;
import java.util.Map;

/// The streaming twin of [FeedSource]: a source that finds articles by itself (a folder, a socket) instead of being polled.
/// Found by [java.util.ServiceLoader].
public interface StreamSource {

    /// @return what `source:` says in the feeds file, such as "directory"
    String name();

    /// Starts to deliver, on threads of its own, from where the cursor left off.
    ///
    /// @return closing it stops the deliveries and waits for the one under way
    /// @throws IllegalArgumentException when the feed's location or options are wrong: what, and what is expected
    Running open(SourceConfig config, Cursor cursor, Sink sink);

    /// A source at work.
    @FunctionalInterface
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /// Where it delivers to.
    interface Sink {

        /// Commits articles and marks in one transaction; returns when that is done.
        ///
        /// @param marks what the source has read, now that these articles are safe
        /// @return how many of them were new
        /// @throws InterruptedException when the source is being closed: nothing was committed
        int deliver(List<ArticleDraft> drafts, Map<String, String> marks) throws InterruptedException;

        /// Tells of something that could not be read; it is counted and logged, and the rest goes on.
        void refused(String origin, String reason);
    }
}
