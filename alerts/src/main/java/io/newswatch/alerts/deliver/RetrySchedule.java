package io.newswatch.alerts.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// When a failed delivery is tried again: Standard Webhooks' schedule, about three days in all, moved by up to a tenth so
/// that many alerts do not come back at one moment. Immutable, safe to share.
final class RetrySchedule {

    private static final List<Duration> AFTER = List.of(Duration.ofSeconds(5), Duration.ofMinutes(5),
            Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(5), Duration.ofHours(10),
            Duration.ofHours(14), Duration.ofHours(20), Duration.ofHours(24));

    private RetrySchedule() {}

    /// @param attempt   how often it was tried, from 1
    /// @param notBefore how long the other side wants to be left alone; null when it did not say
    /// @return when to try again; empty when it is time to give up
    static Optional<Instant> next(String alertId, int attempt, Instant now, @Nullable Duration notBefore) {
        if (attempt > AFTER.size()) {
            return Optional.empty();
        }
        var wait = AFTER.get(attempt - 1);
        long tenth = wait.toMillis() / 10;
        wait = wait.plusMillis(Math.floorMod(alertId.hashCode() * 31 + attempt, tenth + 1));
        return Optional.of(now.plus(notBefore != null && notBefore.compareTo(wait) > 0 ? notBefore : wait));
    }
}
