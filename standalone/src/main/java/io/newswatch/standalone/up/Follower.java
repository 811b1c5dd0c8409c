package io.newswatch.standalone.up;

import io.newswatch.contract.Topic;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.Settings;
import java.time.Duration;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the committed records of a topic as they come and hands them on, on a thread of its own. It belongs to no consumer
/// group and keeps no place.
final class Follower<K, V> implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final Topic<K, V> topic;
    private final boolean fromStart;
    private final Consumer<ConsumerRecord<K, V>> reader;
    private volatile boolean closing;
    private @Nullable Thread thread;
    private @Nullable KafkaConsumer<K, V> consumer;

    /// @param fromStart whether records from before the start are read too
    /// @param reader    called by the follower's thread alone
    Follower(Settings settings, Topic<K, V> topic, boolean fromStart, Consumer<ConsumerRecord<K, V>> reader) {
        this.settings = settings;
        this.topic = topic;
        this.fromStart = fromStart;
        this.reader = reader;
    }

    @Override
    public String name() {
        return "follow " + topic.name();
    }

    /// Finds its place before it returns, so that nothing written later is missed.
    @Override
    public void start() {
        var own = new KafkaConsumer<>(KafkaClients.consumer(settings, "follow-" + topic.name()),
                topic.key().deserializer(), topic.value().deserializer());
        consumer = own;
        var partitions = own.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        own.assign(partitions);
        if (fromStart) {
            own.seekToBeginning(partitions);
        } else {
            own.seekToEnd(partitions);
        }
        partitions.forEach(own::position);
        thread = Thread.ofPlatform().daemon().name(name()).start(() -> follow(own));
    }

    private void follow(KafkaConsumer<K, V> own) {
        try (own) {
            while (!closing) {
                try {
                    own.poll(POLL).forEach(reader);
                } catch (RecordDeserializationException e) {
                    LOG.atWarn().addKeyValue("at", e.topicPartition() + " offset " + e.offset())
                            .addKeyValue("reason", (e.getCause() == null ? e : e.getCause()).getMessage())
                            .log("record cannot be read and is not shown");
                    own.seek(e.topicPartition(), e.offset() + 1);
                }
            }
        } catch (WakeupException _) {
            // closing
        }
    }

    @Override
    public Health health() {
        var running = thread;
        return running != null && running.isAlive() ? Health.ready("following") : Health.notReady("not following");
    }

    @Override
    public void close() {
        closing = true;
        if (consumer != null && thread != null) {
            consumer.wakeup();
            try {
                thread.join(Duration.ofSeconds(2));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
