package io.newswatch.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads topics from their beginning to where they end now, committed records only. Used by one thread.
public final class TopicReader implements AutoCloseable {

    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<String, byte[]> consumer;

    private TopicReader(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /// @param purpose a word for the client id, stable over restarts
    /// @throws SettingException when no broker is named
    public static TopicReader of(Settings settings, String purpose) {
        return of(KafkaClients.consumer(settings, purpose));
    }

    /// @param config of a consumer, such as [KafkaClients#consumer]
    public static TopicReader of(Map<String, Object> config) {
        return new TopicReader(new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    /// Reads all partitions of a topic.
    ///
    /// @param each hears every record, those of one partition in their order
    /// @throws org.apache.kafka.common.KafkaException when the brokers do not answer, or no record comes for a minute
    public void readAll(String topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        var partitions = consumer.partitionsFor(topic, PATIENCE);
        if (partitions == null || partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(
                    "there is no topic " + topic + ": create it with `newswatch topics create`");
        }
        read(partitions.stream().map(one -> new TopicPartition(one.topic(), one.partition())).toList(), each);
    }

    /// Reads some partitions.
    ///
    /// @param each hears every record, those of one partition in their order
    /// @throws org.apache.kafka.common.KafkaException when the brokers do not answer, or no record comes for a minute
    public void read(Collection<TopicPartition> partitions,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions, PATIENCE);
        long heard = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var records = consumer.poll(ROUND);
            records.forEach(each);
            if (!records.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new TimeoutException("no record of " + partitions + " came within " + PATIENCE.toSeconds()
                        + " s, though their ends are not reached");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
