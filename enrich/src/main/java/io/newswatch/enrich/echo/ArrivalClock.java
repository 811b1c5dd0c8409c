package io.newswatch.enrich.echo;

import java.time.Instant;

/// What time it is, told from the arrival of articles: the latest moment seen, unless clocks are wrong.
///
/// Nothing but this clock decides what is cleared away, so one article dated years ahead must not move it. It follows by itself
/// what arrives at most `slack` later than all before. A greater leap, forwards or backwards, counts only once an eighth of
/// all remembered articles, and sixteen at least, have come beyond it without one from this side between them: then it goes to the
/// nearest of them. Until then things are kept longer than they need be, and nothing else happens: whether a sentence is
/// known to an article is judged by that article's own arrival. Used by one thread.
public final class ArrivalClock {

    private static final int LEAST = 16;
    private static final int SHARE = 8;

    private final long slack;
    private boolean running;
    private long now = Long.MIN_VALUE;
    /// How many in a row have come beyond the slack, and the nearest of them.
    private int ahead;
    private long leastAhead;
    private int behind;
    private long leastBehind;

    /// @param slack microseconds
    ArrivalClock(long slack) {
        this.slack = slack;
    }

    /// With the lateness of a retention as its slack.
    public static ArrivalClock of(Retention retention) {
        return new ArrivalClock(retention.latenessMicros());
    }

    /// The same as a moment; long before all articles when none has arrived.
    public Instant instant() {
        return running ? ArticleOrder.instant(now) : Instant.MIN;
    }

    /// Microseconds since 1970; the least number before anything arrived.
    long now() {
        return now;
    }

    /// @param articles how many articles are remembered
    /// @return whether the clock went back
    public boolean sees(long micros, int articles) {
        int enough = Math.max(LEAST, articles / SHARE);
        if (!running) {
            running = true;
            now = micros;
        } else if (micros > now + slack) {
            behind = 0;
            leastAhead = ahead == 0 ? micros : Math.min(leastAhead, micros);
            if (++ahead >= enough) {
                now = leastAhead;
                ahead = 0;
            }
        } else if (micros < now - slack) {
            ahead = 0;
            leastBehind = behind == 0 ? micros : Math.max(leastBehind, micros);
            if (++behind >= enough) {
                now = leastBehind;
                behind = 0;
                return true;
            }
        } else {
            now = Math.max(now, micros);
            ahead = 0;
            behind = 0;
        }
        return false;
    }
}
