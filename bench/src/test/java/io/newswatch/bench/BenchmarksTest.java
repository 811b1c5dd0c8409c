package io.newswatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.ingest.feed.FeedReading;
import org.junit.jupiter.api.Test;

/// Each benchmark, once: that it does what it claims to measure.
class BenchmarksTest {

    private final Work work = new Work();

    @Test
    void articles_are_written_and_read() {
        var json = new JsonBenchmark();
        json.setUp();
        assertThat(json.writeRaw(work)).isNotEmpty();
        assertThat(json.writeEnriched(work)).isNotEmpty();
        assertThat(json.readRaw(work).text()).isNotBlank();
        assertThat(json.readEnriched(work).text()).isNotBlank();
        assertThat(work.documents).isEqualTo(4);
        assertThat(work.bytes).isPositive();
    }

    @Test
    void sentences_are_remembered() {
        var echo = new EchoBenchmark();
        echo.setUp();
        int repeats = 0;
        for (int i = 0; i < 50; i++) {
            assertThat(echo.splitAndFingerprint(work).probes()).isNotEmpty();
            repeats += echo.splitFingerprintAndRemember(work).getFirst().answers().size();
        }
        assertThat(repeats).isPositive();
        assertThat(work.sentences).isGreaterThan(work.documents);
    }

    @Test
    void events_are_read() {
        var event = new EventBenchmark();
        event.setUp();
        int events = 0;
        for (int i = 0; i < 50; i++) {
            events += event.code(work).events().size();
        }
        assertThat(events).isPositive();
    }

    @Test
    void rules_match() {
        var rule = new RuleBenchmark(500);
        rule.setUp();
        int matches = 0;
        for (int i = 0; i < 50; i++) {
            matches += rule.match(work).size();
        }
        assertThat(matches).isPositive();
    }

    @Test
    void pages_and_feeds_are_read() {
        var ingest = new IngestBenchmark();
        ingest.setUp();
        assertThat(ingest.page(work).text()).contains("dispatch").doesNotContain("Another story");
        assertThat(ingest.feed(work)).isInstanceOfSatisfying(FeedReading.Read.class,
                read -> assertThat(read.feed().items()).hasSize(20));
    }
}
