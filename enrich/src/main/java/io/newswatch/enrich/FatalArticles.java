package io.newswatch.enrich;

import io.newswatch.enrich.echo.ArticleOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/// Articles on which the memory failed in this process. The stream thread stops at the first encounter, so that the memory is
/// restored; at the second the article is turned away before the memory is touched. A record's time is part of what
/// is remembered, so that the same article published again is tried again.
///
/// One for all index partitions of a process: the partitions that have not been asked yet need not fail as well. Bounded; what
/// is pushed out, or lost with the process, fails once more. Safe for use by several threads.
final class FatalArticles {

    private static final int REMEMBERED = 1_000;

    private record Attempt(ArticleOrder order, long timestamp) {}

    private final Map<Attempt, Boolean> attempts = new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// @param timestamp of the record, milliseconds since 1970
    synchronized void add(ArticleOrder order, long timestamp) {
        attempts.put(new Attempt(order, timestamp), true);
    }

    synchronized boolean contains(ArticleOrder order, long timestamp) {
        return attempts.containsKey(new Attempt(order, timestamp));
    }
}
