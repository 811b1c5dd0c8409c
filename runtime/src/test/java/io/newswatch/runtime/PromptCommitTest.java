package io.newswatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptCommitTest {

    private static final long NOW = 1_800_000_000_000L;

    private final List<String> seen = new ArrayList<>();
    private final MockProcessorContext<String, String> context = new MockProcessorContext<>(properties());
    private final Processor<String, String, String, String> processor = PromptCommit
            .<String, String, String, String>of(() -> record -> seen.add(record.value())).get();

    private static Properties properties() {
        var properties = new Properties();
        properties.put("application.id", "prompt");
        properties.put("bootstrap.servers", "none:1");
        properties.put(PromptCommit.INTERVAL_CONFIG, Duration.ofMillis(20));
        return properties;
    }

    @BeforeEach
    void init() {
        context.setCurrentSystemTimeMs(NOW);
        processor.init(context);
    }

    private void aMomentLater() {
        var punctuator = context.scheduledPunctuators().getFirst();
        assertThat(punctuator.getInterval()).isEqualTo(Duration.ofMillis(20));
        punctuator.getPunctuator().punctuate(NOW + 20);
    }

    @Test
    void what_is_fresh_is_committed_at_the_next_moment_and_once() {
        processor.process(new Record<>("k", "fresh", NOW - 300));
        assertThat(context.committed()).as("before the moment").isFalse();
        aMomentLater();
        assertThat(context.committed()).isTrue();

        context.resetCommit();
        aMomentLater();
        assertThat(context.committed()).as("nothing has come since").isFalse();
        assertThat(seen).containsExactly("fresh");
    }

    @Test
    void what_is_old_waits_for_the_long_interval() {
        processor.process(new Record<>("k", "old", NOW - 5_000));
        aMomentLater();
        assertThat(context.committed()).isFalse();
    }

    @Test
    void one_fresh_record_commits_the_old_ones_with_it() {
        processor.process(new Record<>("k", "old", NOW - 5_000));
        processor.process(new Record<>("k", "fresh", NOW));
        processor.process(new Record<>("k", "older", NOW - 9_000));
        aMomentLater();
        assertThat(context.committed()).isTrue();
    }
}
