package io.newswatch.standalone.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Tells on standard error how far a long run has come: nothing in the first two seconds, then a line every two. Used by one
/// thread.
final class Progress {

    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private final String things;
    private final int all;
    private long next = System.nanoTime() + EVERY;
    private int done;
    private boolean said;

    /// @param things what is counted, in the plural
    Progress(PrintWriter err, String things, int all) {
        this.err = err;
        this.things = things;
        this.all = all;
    }

    void step() {
        done++;
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + EVERY;
            say();
        }
    }

    void end() {
        if (said) {
            say();
        }
    }

    private void say() {
        said = true;
        err.println(String.format(Locale.ROOT, "%,d of %,d %s", done, all, things));
        err.flush();
    }
}
