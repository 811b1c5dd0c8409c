package io.newswatch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// When a feed is polled next: half its usual gap between items or as long as it asks, between two limits, give or take a
/// tenth so that feeds do not march in step; after failures ever later, but never never. Immutable, safe to share.
///
/// @param shortest between two polls
/// @param longest  between two polls
/// @param random   gives or takes; must be safe for use by many threads
record Schedule(Duration shortest, Duration longest, RandomGenerator random) {

    private static final int NEWEST = 10;

    /// @param published times of the feed's items, in any order
    /// @param asked     what the feed or its server asks for: ttl, Cache-Control, Retry-After; null where nothing
    Duration afterGood(List<Instant> published, @Nullable Duration... asked) {
        var wait = usualGap(published).dividedBy(2);
        for (var wish : asked) {
            wait = wish != null && wish.compareTo(wait) > 0 ? wish : wait;
        }
        return jitter(clamp(wait));
    }

    /// @param failures in a row, at least 1
    /// @param asked    Retry-After; null when there was none
    Duration afterFailure(int failures, @Nullable Duration asked) {
        var wait = shortest.multipliedBy(1L << Math.min(failures, 20));
        return jitter(clamp(asked != null && asked.compareTo(wait) > 0 ? asked : wait));
    }

    private static Duration usualGap(List<Instant> published) {
        var newest = new ArrayList<>(published);
        newest.sort((a, b) -> b.compareTo(a));
        int count = Math.min(NEWEST, newest.size());
        return count < 2
                ? Duration.ZERO
                : Duration.between(newest.get(count - 1), newest.getFirst()).dividedBy(count - 1);
    }

    private Duration clamp(Duration wait) {
        if (wait.compareTo(shortest) < 0) {
            return shortest;
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private Duration jitter(Duration wait) {
        double factor = 0.9 + 0.2 * random.nextDouble();
        return Duration.ofMillis(Math.max(1, Math.round(wait.toMillis() * factor)));
    }
}
