package io.newswatch.ingest.source;

import io.newswatch.ingest.fetch.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a source found in an answer. Never an empty success: what cannot be read is [Unreadable].
public sealed interface Batch {

    /// Articles, perhaps none.
    ///
    /// @param items      oldest first
    /// @param marks      what the source wants to remember
    /// @param timeToLive how long the feed asks to be left alone; null when it does not ask
    /// @param repairs    what had to be mended; empty for a well-formed answer
    /// @param complete   whether the answer was read to its end; if not, its validators are not kept
    /// @param follow     more to fetch in this poll, such as the parts of an index
    record Items(List<Item> items, Map<String, String> marks, @Nullable Duration timeToLive, List<String> repairs,
            boolean complete, List<Request> follow) implements Batch {

        public Items {
            items = List.copyOf(items);
            marks = Map.copyOf(marks);
            repairs = List.copyOf(repairs);
            follow = List.copyOf(follow);
        }
    }

    /// Not what this source reads.
    ///
    /// @param fault  a word of a bounded set
    /// @param reason for people
    record Unreadable(String fault, String reason) implements Batch {}
}
