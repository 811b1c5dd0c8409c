package io.newswatch.ingest.feed;

/// How the reading of a feed ended. Never an empty success: what is no feed says what it is.
public sealed interface FeedReading {

    /// It is a feed.
    record Read(Feed feed) implements FeedReading {}

    /// It is none.
    ///
    /// @param fault  what is wrong
    /// @param reason the same for people: what was expected and what came
    record Unreadable(Fault fault, String reason) implements FeedReading {}

    /// What a document that is no feed can be.
    enum Fault {
        /// Nothing but white space.
        EMPTY,
        /// A web page.
        HTML,
        /// Cut off before the first item.
        TRUNCATED,
        /// Anything else.
        NOT_A_FEED;

        /// @return a word for counters and JSON
        public String word() {
            return name();
        }
    }
}
