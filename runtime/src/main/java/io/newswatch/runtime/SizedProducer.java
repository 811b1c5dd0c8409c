package io.newswatch.runtime;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Streams' producer, which turns a record of too many bytes away before its transaction hears of it. Kafka's own check
/// makes the whole transaction unusable: the record would be read again, fail again, and block those behind it. Called by
/// one stream thread.
final class SizedProducer extends KafkaProducer<byte[], byte[]> {

    /// More than what a batch of one record adds to its key, value and headers.
    private static final int OVERHEAD = 512;

    private final int largest;

    SizedProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.largest = Integer.parseInt(String.valueOf(config.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)));
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        long size = size(record);
        if (size <= largest) {
            return super.send(record, callback);
        }
        var error = new RecordTooLargeException("a record of " + size + " bytes for " + record.topic()
                + " is larger than " + RuntimeSettings.RECORD_MAX_SIZE + ", " + largest + " bytes");
        int partition = record.partition() == null ? RecordMetadata.UNKNOWN_PARTITION : record.partition();
        callback.onCompletion(new RecordMetadata(new TopicPartition(record.topic(), partition), -1, -1,
                -1, -1, -1), error);
        return CompletableFuture.failedFuture(error);
    }

    private static long size(ProducerRecord<byte[], byte[]> record) {
        long size = OVERHEAD;
        size += record.key() == null ? 0 : record.key().length;
        size += record.value() == null ? 0 : record.value().length;
        for (var header : record.headers()) {
            size += header.key().length() * 3L + (header.value() == null ? 0 : header.value().length) + 10;
        }
        return size;
    }
}
