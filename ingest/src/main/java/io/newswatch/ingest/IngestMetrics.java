package io.newswatch.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.newswatch.ingest.fetch.Fetch.Why;
import io.newswatch.ingest.publish.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Every meter of ingest. Safe for use by many threads.
final class IngestMetrics {

    private static final List<String> PAGE_ENDS = Stream.concat(Stream.of("extracted", "no-article", "put-off"),
            Arrays.stream(Why.values()).map(Why::word)).toList();

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
        PAGE_ENDS.forEach(outcome -> pages(outcome).increment(0));
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

    /// @param outcome of a linked page: "extracted", "no-article", "put-off" (its host is not asked again in this poll) or a
    ///                word of [Why]
    void pageEnded(String outcome) {
        pages(outcome).increment();
    }

    private Counter pages(String outcome) {
        return registry.counter("newswatch.ingest.pages", "outcome", outcome);
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
