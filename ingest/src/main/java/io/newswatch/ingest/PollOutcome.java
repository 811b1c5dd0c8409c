package io.newswatch.ingest;

import io.newswatch.ingest.fetch.Fetch;
import java.util.List;

/// How one poll of a feed ended; every poll ends in exactly one of these ways. Immutable.
public sealed interface PollOutcome {

    /// @return a word for counters, logs and [io.newswatch.contract.FeedState], of a bounded set
    String word();

    /// @return what happened, for people
    String detail();

    /// @return whether the feed answered as a feed should
    boolean good();

    /// @return every word there is, so that each has its counter before it happens
    static List<String> words() {
        return List.of("new", "nothing-new", "not-modified", "malformed", "failed", "gone", "blocked", "not-found",
                "rate-limited", "http-error", "too-large", "timed-out", "unreachable", "guard-refused",
                "robots-refused", "robots-unreadable", "bad-redirect");
    }

    /// Articles were published.
    ///
    /// @param articles how many, at least 1
    record New(int articles) implements PollOutcome {
        @Override
        public String word() {
            return "new";
        }

        @Override
        public String detail() {
            return articles + (articles == 1 ? " article" : " articles");
        }

        @Override
        public boolean good() {
            return true;
        }
    }

    /// The feed was read and holds nothing that was not known.
    record NothingNew() implements PollOutcome {
        @Override
        public String word() {
            return "nothing-new";
        }

        @Override
        public String detail() {
            return "all items known";
        }

        @Override
        public boolean good() {
            return true;
        }
    }

    /// 304.
    record Unchanged() implements PollOutcome {
        @Override
        public String word() {
            return "not-modified";
        }

        @Override
        public String detail() {
            return "not modified";
        }

        @Override
        public boolean good() {
            return true;
        }
    }

    /// It answered with something that is no feed.
    record Malformed(String fault, String detail) implements PollOutcome {
        @Override
        public String word() {
            return "malformed";
        }

        @Override
        public boolean good() {
            return false;
        }
    }

    /// It did not answer with a body.
    record NotFetched(Fetch.Failure failure) implements PollOutcome {
        @Override
        public String word() {
            return failure.word();
        }

        @Override
        public String detail() {
            return failure.reason();
        }

        @Override
        public boolean good() {
            return false;
        }
    }

    /// A mistake of ours or of a plugin, or Kafka would not take it; nothing was committed.
    record Failed(String detail) implements PollOutcome {
        @Override
        public String word() {
            return "failed";
        }

        @Override
        public boolean good() {
            return false;
        }
    }
}
