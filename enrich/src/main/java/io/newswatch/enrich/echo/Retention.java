package io.newswatch.enrich.echo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long the memory remembers. Immutable, safe to share.
///
/// @param memory    how long after its last sighting a sentence is known that stood in one article only
/// @param catalogue the same for a sentence that stood in two or more articles
/// @param lateness  how late an article may arrive, by the total order, and still correct verdicts given before
public record Retention(Duration memory, Duration catalogue, Duration lateness) {

    /// Fourteen days, four hundred days, one day.
    public static final Retention DEFAULT = new Retention(Duration.ofDays(14), Duration.ofDays(400),
            Duration.ofDays(1));

    long micros(boolean shared) {
        return micros(shared ? catalogue : memory);
    }

    long latenessMicros() {
        return micros(lateness);
    }

    private static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }
}
