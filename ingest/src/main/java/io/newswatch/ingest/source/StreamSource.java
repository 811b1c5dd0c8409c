package io.newswatch.ingest.source;

import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles.Found;
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

    /// Articles that are larger than what can be kept.
    final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1;

        /// @param articleIds which
        /// @param largest    most bytes of one article as it is kept
        public TooLargeException(List<String> articleIds, int largest) {
            super("larger than " + largest + " bytes as kept (records.max-size): " + String.join(", ", articleIds));
        }
    }

    /// Where it delivers to.
    interface Sink {

        /// Commits articles and marks in one transaction; returns when that is done. A delivery without articles says that
        /// everything which was there so far has been read: what comes from then on is news.
        ///
        /// @param marks what the source has read, now that these articles are safe
        /// @return how many of them were new
        /// @throws InterruptedException when the source is being closed: nothing was committed
        /// @throws TooLargeException    when articles are too large and the sink's users can be told so: nothing was committed
        int deliver(List<ArticleDraft> drafts, Map<String, String> marks) throws InterruptedException;

        /// Tells of what could not be read; all of it is counted, some of it logged, and the rest goes on.
        void refused(List<Found.Refused> refusals);
    }
}
