package io.newswatch.ingest;

import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The right to read a feed, for as long as it is ours: [FeedAssignment] gives it in the running service, a list in tests.
/// Safe for use by many threads.
interface FeedClaim {

    /// @return the state that was committed last; null when the feed has never been read
    @Nullable
    FeedState state();

    /// Commits articles and the feed's new state in one transaction; returns when that is done.
    ///
    /// @throws NotCommitted when the feed is another's by now, or Kafka would not take it: the claim is worth nothing any more
    void commit(List<RawArticle> articles, FeedState state);

    /// Nothing of it holds.
    final class NotCommitted extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotCommitted(RuntimeException cause) {
            super(cause);
        }
    }
}
