package io.newswatch.alerts;

import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Keeps records of the rules topic that are no rule as dead letters. A global table of Streams cannot send, so this has a
/// producer of its own, made when it is first needed. Called by the global stream thread, closed by the app.
final class DeadRulePublisher implements RuleTable.Refused, AutoCloseable {

    private final Settings settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    DeadRulePublisher(Settings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void refused(String key, byte[] json, int partition, long offset, RuntimeException why) {
        if (producer == null) {
            producer = new KafkaProducer<>(KafkaClients.producer(settings, "dead-rules"), new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        var _ = producer.send(DeadLetter
                .of(AlertsApp.NAME, "rules", Topics.RULES.name(), partition, offset, why, Instant.now())
                .record(key.getBytes(StandardCharsets.UTF_8), json));
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
