package io.newswatch.runtime;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Writes a record that could not be used as a dead letter: the original key and value, the reason in headers. Called by
/// stream threads; must be safe for use by many.
@FunctionalInterface
public interface DeadLetterFormat {

    /// @param app    the service that gave up on it
    /// @param stage  where: `deserialization`, `processing` or `production`
    /// @param failed the record as it stood on its topic, byte for byte; partition and offset are -1 where not known, and for
    ///               `production` the topic is the one it was to be written to
    /// @param error  what went wrong
    /// @param at     when
    /// @return what goes to the dead-letter topic
    ProducerRecord<byte[], byte[]> letter(String app, String stage, ConsumerRecord<byte[], byte[]> failed,
            Throwable error, Instant at);
}
