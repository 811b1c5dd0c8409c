package io.newswatch.alerts.channel;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// What came of one try to tell an alert. Immutable, safe to share.
public sealed interface Outcome {

    /// For people: what the other side answered.
    String detail();

    /// It was taken.
    record Delivered(String detail) implements Outcome {}

    /// It was not, and may be later.
    ///
    /// @param notBefore how long the other side wants to be left alone; null when it did not say
    record Later(String detail, @Nullable Duration notBefore) implements Outcome {}

    /// The other side never wants to hear from us again.
    record Gone(String detail) implements Outcome {}
}
