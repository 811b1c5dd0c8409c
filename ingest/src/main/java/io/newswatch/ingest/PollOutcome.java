package io.newswatch.ingest;

import io.newswatch.ingest.fetch.Fetch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// How one poll of a feed ended; every poll ends in exactly one of these ways. Immutable.
public sealed interface PollOutcome {

    /// Articles were published.
    ///
    /// @param articles how many, at least 1
    record New(int articles) implements PollOutcome {}

    /// The feed was read and holds nothing that was not known.
    record NothingNew() implements PollOutcome {}

    /// 304.
    record Unchanged() implements PollOutcome {}

    /// It answered with something that is no feed.
    ///
    /// @param reason what was expected and what came
    record Malformed(String reason) implements PollOutcome {}

    /// It did not answer with a body.
    record NotFetched(Fetch.Failure failure) implements PollOutcome {}

    /// A mistake of ours or of a plugin, or Kafka would not take it; nothing was committed.
    ///
    /// @param reason what is known of it
    record Failed(String reason) implements PollOutcome {}

    /// @return every word there is, so that each has its counter before it happens
    static List<String> words() {
        return Stream.concat(Stream.of("new", "nothing-new", "not-modified", "malformed", "failed"),
                Arrays.stream(Fetch.Why.values()).map(Fetch.Why::word)).toList();
    }

    /// @return a word for counters, logs and [io.newswatch.contract.FeedState], of a bounded set
    default String word() {
        return switch (this) {
            case New _ -> "new";
            case NothingNew _ -> "nothing-new";
            case Unchanged _ -> "not-modified";
            case Malformed _ -> "malformed";
            case NotFetched(var failure) -> failure.why().word();
            case Failed _ -> "failed";
        };
    }

    /// @return what happened, for people
    default String detail() {
        return switch (this) {
            case New(int articles) -> articles + (articles == 1 ? " article" : " articles");
            case NothingNew _ -> "all items known";
            case Unchanged _ -> "not modified";
            case Malformed(var reason) -> reason;
            case NotFetched(var failure) -> failure.reason();
            case Failed(var reason) -> reason;
        };
    }

    /// @return whether the feed answered as a feed should
    default boolean good() {
        return switch (this) {
            case New _,NothingNew _,Unchanged _ -> true;
            case Malformed _,NotFetched _,Failed _ -> false;
        };
    }
}
