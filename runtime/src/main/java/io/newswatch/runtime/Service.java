package io.newswatch.runtime;

/// One thing that [AppShell] starts, watches and stops. `start` and `close` are called once each by the shell, in this
/// order; `health` and `alive` by any thread at any time.
public interface Service extends AutoCloseable {

    /// @return a short lower-case word ("enrich"): it stands in logs, in health answers and in client ids
    String name();

    /// Starts working and returns; what takes longer goes on in the background and shows in [#health].
    ///
    /// @throws RuntimeException when it cannot start; then `close` is called all the same
    void start();

    /// @return how it feels; never blocks
    Health health();

    /// Whether it can still recover by itself. Once false, `/health/live` fails, so that an orchestrator restarts the
    /// process.
    default boolean alive() {
        return true;
    }

    /// Finishes what is under way, within the shell's time for it, and lets go of everything. Closing again does nothing.
    @Override
    void close();
}
