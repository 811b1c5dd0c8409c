package io.newswatch.enrich;

import java.util.concurrent.atomic.AtomicLong;

/// The articles that wait for the memory's answers, all tasks of a process together. They are whole articles in the heap, and
/// asking is quicker than answering: where there are too many, no more raw articles are read until answers have come.
/// Safe for use by several threads.
final class Backlog {

    /// An article's dossier, its keys and its places in two tables, about.
    private static final int OVERHEAD = 1_000;

    private final long limit;
    private final EnrichMetrics metrics;
    private final AtomicLong used = new AtomicLong();

    /// @param limit bytes
    Backlog(long limit, EnrichMetrics metrics) {
        this.limit = limit;
        this.metrics = metrics;
    }

    boolean isFull() {
        return used.get() >= limit;
    }

    /// @param article as it is stored
    void comes(byte[] article) {
        change(1, article);
    }

    /// @param article as it was stored
    void goes(byte[] article) {
        change(-1, article);
    }

    private void change(int articles, byte[] article) {
        long bytes = (long) articles * (article.length + OVERHEAD);
        used.addAndGet(bytes);
        metrics.waiting(articles, bytes);
    }
}
