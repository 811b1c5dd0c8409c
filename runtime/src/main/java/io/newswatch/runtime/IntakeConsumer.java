package io.newswatch.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Streams' consumer, which leaves one topic alone while its [Intake] is full.
///
/// Kafka Streams itself pauses partitions whose records it has enough of, or whose task is not ready, but knows no way to
/// prefer one topic to another. A partition is read only when neither Streams nor the intake wants it paused. Used by one
/// stream thread.
final class IntakeConsumer extends KafkaConsumer<byte[], byte[]> {

    private final Intake intake;
    /// What Streams has paused.
    private final Set<TopicPartition> paused = new HashSet<>();
    private boolean full;

    IntakeConsumer(Map<String, Object> config, Intake intake) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.intake = intake;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        boolean isFull = intake.isFull().getAsBoolean();
        if (isFull || full) {
            full = isFull;
            var held = new HashSet<>(assignment());
            held.removeIf(partition -> !partition.topic().equals(intake.topic()));
            if (full) {
                super.pause(held);
            } else {
                held.removeAll(paused);
                super.resume(held);
            }
        }
        return super.poll(timeout);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        partitions.forEach(paused::remove);
        var free = new HashSet<>(partitions);
        free.removeIf(partition -> full && partition.topic().equals(intake.topic()));
        super.resume(free);
    }
}
