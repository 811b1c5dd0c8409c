package io.newswatch.ingest;

import java.time.Instant;

/// A feed that is ours for now, read in the manner of its source. Used by the thread of [PollLoop].
sealed interface OwnedFeed permits PolledFeed, StreamedFeed {

    /// Starts what is due and returns at once.
    void startIfDue(Instant now);

    /// Lets go of it: what is under way is ended, and of what cannot be ended nothing is committed.
    void stop();
}
