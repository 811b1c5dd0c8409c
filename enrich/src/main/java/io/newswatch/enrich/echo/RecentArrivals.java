package io.newswatch.enrich.echo;

import java.util.TreeMap;

/// When articles arrived, in spans of a sixty-fourth of the lateness: tells whether one that comes now may be earlier than
/// others that have been answered, and near enough to correct them. One dated years ahead is nobody's neighbour, so it makes no
/// other late. Used by one thread.
final class RecentArrivals {

    private static final int SPANS = 64;
    private static final int MOST_SPANS = 64 * SPANS;

    private final long lateness;
    private final long width;
    /// The latest article of each span.
    private final TreeMap<Long, ArticleOrder> latest = new TreeMap<>();

    /// @param lateness microseconds
    RecentArrivals(long lateness) {
        this.lateness = lateness;
        this.width = Math.max(1, lateness / SPANS);
    }

    /// Whether others have come that count as later, by no more than the lateness (and a span more, for of each span only
    /// the latest is known).
    boolean isLate(ArticleOrder order) {
        long span = span(order.arrivedMicros());
        var here = latest.get(span);
        if (here != null && here.compareTo(order) > 0) {
            return true;
        }
        var next = latest.higherKey(span);
        return next != null && next <= span(order.arrivedMicros() + lateness);
    }

    /// Takes note of an article. Of very many spans the oldest are forgotten.
    void add(ArticleOrder order) {
        latest.merge(span(order.arrivedMicros()), order, (one, other) -> one.compareTo(other) > 0 ? one : other);
        if (latest.size() > MOST_SPANS) {
            latest.pollFirstEntry();
        }
    }

    private long span(long micros) {
        return Math.floorDiv(micros, width);
    }
}
