package io.newswatch.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.newswatch.ingest.publish.Fault;
import java.time.Duration;
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
        for (var fault : Fault.values()) {
            refused(fault, 0);
        }
        PollOutcome.words().forEach(outcome -> polls(outcome).increment(0));
        deadLetters("production", 0);
        registry.counter("newswatch.ingest.commits.failed");
        repaired(0);
        articlesPublished(0, false);
        articlesPublished(0, true);
    }

    void feedsOwned(int count) {
        feeds.set(count);
    }

    void pollEnded(PollOutcome outcome) {
        polls(outcome.word()).increment();
    }

    private Counter polls(String outcome) {
        return registry.counter("newswatch.ingest.polls", "outcome", outcome);
    }

    void articlesPublished(int count, boolean backfill) {
        registry.counter("newswatch.ingest.articles", "backfill", String.valueOf(backfill)).increment(count);
    }

    void pageEnded(String outcome) {
        registry.counter("newswatch.ingest.pages", "outcome", outcome).increment();
    }

    /// Something offered was no article, or a feed or record no such thing.
    void refused(Fault why, int count) {
        registry.counter("newswatch.ingest.refused", "why", why.word()).increment(count);
    }

    /// Articles too large to be kept became dead letters.
    void tooLarge(int articles) {
        refused(Fault.TOO_LARGE, articles);
        deadLetters("production", articles);
    }

    private void deadLetters(String stage, int count) {
        registry.counter("newswatch.dead.letters", "app", "ingest", "stage", stage).increment(count);
    }

    void repaired(int count) {
        registry.counter("newswatch.ingest.feeds.repaired").increment(count);
    }

    void commitFailed() {
        registry.counter("newswatch.ingest.commits.failed").increment();
    }

    void committed(Duration took) {
        commits.record(took);
    }
}
