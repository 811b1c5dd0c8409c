package io.newswatch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// When a feed is polled next: half its usual gap between items or as long as it asks, give or take a tenth so that feeds do
/// not march in step, between two limits; after failures ever later, but never never, and never before the server's
/// Retry-After. Immutable, safe to share.
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
        return jitter(clamp(wait), shortest);
    }

    /// As after the last good answer, to the moment: to give and take at each of a thousand unchanged answers would lead
    /// anywhere.
    ///
    /// @param before how long the last wait was
    /// @param asked  what the server asks for; null when it does not
    Duration afterUnchanged(Duration before, @Nullable Duration asked) {
        return clamp(asked != null && asked.compareTo(before) > 0 ? asked : before);
    }

    /// @param failures in a row, at least 1
    /// @param asked    Retry-After; null when there was none
    Duration afterFailure(int failures, @Nullable Duration asked) {
        var wait = shortest.multipliedBy(1L << Math.min(failures, 20));
        var least = clamp(asked == null ? Duration.ZERO : asked);
        return jitter(clamp(least.compareTo(wait) > 0 ? least : wait), least);
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

    /// @param least what is too much to take is given instead, and the other way round for the longest wait
    private Duration jitter(Duration wait, Duration least) {
        long millis = Math.round(wait.toMillis() * (0.9 + 0.2 * random.nextDouble()));
        long from = Math.max(1, least.toMillis());
        long to = longest.toMillis();
        long within = millis < from ? 2 * from - millis : millis > to ? 2 * to - millis : millis;
        return Duration.ofMillis(Math.clamp(within, from, Math.max(from, to)));
    }
}
