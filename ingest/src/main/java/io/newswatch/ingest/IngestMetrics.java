package io.newswatch.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/// Every meter of ingest. Safe for use by many threads.
final class IngestMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger feeds = new AtomicInteger();
    private final Timer commits;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("newswatch.ingest.feeds", feeds);
        commits = registry.timer("newswatch.ingest.commits");
        refused(0);
        repaired(0);
        articlesPublished(0, false);
        articlesPublished(0, true);
    }

    void feedsOwned(int count) {
        feeds.set(count);
    }

    void pollEnded(PollOutcome outcome) {
        registry.counter("newswatch.ingest.polls", "outcome", outcome.word()).increment();
    }

    void articlesPublished(int count, boolean backfill) {
        registry.counter("newswatch.ingest.articles", "backfill", String.valueOf(backfill)).increment(count);
    }

    void pageEnded(String outcome) {
        registry.counter("newswatch.ingest.pages", "outcome", outcome).increment();
    }

    void refused(int count) {
        registry.counter("newswatch.ingest.refused").increment(count);
    }

    void repaired(int count) {
        registry.counter("newswatch.ingest.feeds.repaired").increment(count);
    }

    void commitFailed() {
        registry.counter("newswatch.ingest.commits.failed").increment();
    }

    Timer commits() {
        return commits;
    }
}
