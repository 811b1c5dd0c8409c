package io.newswatch.ingest;

import io.newswatch.runtime.Health;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that follows which feeds are ours and starts what is due. When anything fails, all is let go of and begun anew
/// from what Kafka holds. `start` and `close` are called once each; the rest by any thread.
final class PollLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration TO_LEAVE_IN_PEACE = Duration.ofSeconds(4);
    private static final Duration TO_DIE = Duration.ofSeconds(2);

    private final Supplier<FeedAssignment> join;
    private final OwnedFeeds feeds;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("newswatch-ingest").unstarted(this::work);
    private volatile @Nullable FeedAssignment assignment;
    private volatile Health health = Health.notReady("not started");
    private volatile boolean alive = true;
    private int failures;

    /// @param join makes a new membership, of which `feeds` is the follower
    PollLoop(Supplier<FeedAssignment> join, OwnedFeeds feeds, InstantSource clock) {
        this.join = join;
        this.feeds = feeds;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    Health health() {
        return health;
    }

    /// @return false when another process has our name, where to go on would be a quarrel without end, or after an error that
    ///         nothing is to be built on
    boolean alive() {
        return alive;
    }

    private void work() {
        while (!closed() && alive) {
            try {
                follow();
            } catch (FeedAssignment.Fenced | Error e) {
                alive = false;
                health = Health.notReady(e instanceof Error ? String.valueOf(e) : String.valueOf(e.getMessage()));
                LOG.atError().addKeyValue("reason", e.getMessage()).setCause(e instanceof Error ? e : null)
                        .log("ingest gives up");
            } catch (RuntimeException e) {
                failures++;
                health = Health.notReady("begins anew: " + e.getMessage());
                LOG.atWarn().addKeyValue("failures", failures).addKeyValue("reason", e.getMessage())
                        .log("ingest begins anew from what Kafka holds");
                pause();
            }
        }
    }

    /// Until the loop is closed, or something fails.
    private void follow() {
        try (var joined = join.get()) {
            assignment = joined;
            while (!closed()) {
                joined.poll(TICK);
                var trouble = joined.broken();
                if (trouble != null) {
                    throw trouble;
                }
                // Only what was committed proves that all is well again: a Kafka that lets us in and takes nothing would have
                // us fetch every feed again at each turn.
                failures = joined.hasCommitted() ? 0 : failures;
                if (joined.isMember()) {
                    health = Health.ready(feeds.count() + " feeds");
                }
                feeds.startWhatIsDue(clock.instant());
            }
            health = Health.notReady("closed");
        } finally {
            assignment = null;
            feeds.letGoOfAll();
        }
    }

    private void pause() {
        var pause = Duration.ofMillis(200L << Math.min(failures, 6));
        try {
            if (closing.await(Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS)) {
                LOG.atDebug().log("closed while waiting to begin anew");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    @Override
    public void close() {
        closing.countDown();
        var joined = assignment;
        if (joined != null) {
            joined.wakeup();
        }
        try {
            // Interrupted it could not leave its group in peace: only when it hangs.
            if (thread.isAlive() && !thread.join(TO_LEAVE_IN_PEACE)) {
                thread.interrupt();
                thread.join(TO_DIE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
