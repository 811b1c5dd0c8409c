package io.newswatch.alerts.channel;

import io.newswatch.contract.Alert;

/// A place where alerts are told. `send` may block for a bounded time; it is called by one thread at a time.
public interface Channel extends AutoCloseable {

    /// @return `type:name`, as rules write it
    String name();

    /// Tells one alert, once. Whatever goes wrong is an outcome, never an exception.
    Outcome send(Alert alert);

    /// Lets go of everything; any thread may call it, and a `send` under way then ends soon.
    @Override
    default void close() {}
}
