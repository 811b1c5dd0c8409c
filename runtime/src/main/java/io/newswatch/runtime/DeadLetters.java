package io.newswatch.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns a record that cannot be used into a dead letter, counts it and goes on with the next: one bad record never blocks
/// those behind it. Kafka Streams makes the handlers itself and hands them this through its configuration. Called by
/// stream threads.
final class DeadLetters {

    /// The key under which the handlers find this in the Streams configuration.
    static final String CONFIG = "newswatch.dead.letters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String app;
    private final DeadLetterFormat format;
    private final MeterRegistry registry;
    private volatile @Nullable String letterTopic;

    DeadLetters(String app, DeadLetterFormat format, MeterRegistry registry) {
        this.app = app;
        this.format = format;
        this.registry = registry;
        for (var stage : List.of("deserialization", "processing", "production")) {
            count(stage, 0);
        }
    }

    private void count(String stage, int letters) {
        registry.counter("newswatch.dead.letters", "app", app, "stage", stage).increment(letters);
    }

    List<ProducerRecord<byte[], byte[]>> letter(String stage, String topic, int partition, long offset,
            byte @Nullable [] key, byte @Nullable [] value, Exception error) {
        count(stage, 1);
        LOG.atWarn().addKeyValue("app", app).addKeyValue("stage", stage).addKeyValue("topic", topic)
                .addKeyValue("partition", partition).addKeyValue("offset", offset)
                .addKeyValue("reason", error.getMessage()).log("record went to the dead letters");
        var letter = format.letter(app, stage, new ConsumerRecord<>(topic, partition, offset, key, value), error,
                Instant.now());
        letterTopic = letter.topic();
        return List.of(letter);
    }

    /// Whether a record is itself a dead letter, as far as letters were written here.
    boolean isLetter(ProducerRecord<byte[], byte[]> record) {
        return record.topic().equals(letterTopic);
    }

    static DeadLetters in(Map<String, ?> configs) {
        return (DeadLetters) Objects.requireNonNull(configs.get(CONFIG), CONFIG);
    }
}
