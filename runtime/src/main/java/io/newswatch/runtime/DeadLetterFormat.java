package io.newswatch.runtime;

import org.apache.kafka.clients.producer.ProducerRecord;

/// Writes a record that could not be used as a dead letter: the original key and value, the reason in headers. Called by
/// stream threads; must be safe for use by many.
@FunctionalInterface
public interface DeadLetterFormat {

    /// @return what goes to the dead-letter topic
    ProducerRecord<byte[], byte[]> letter(FailedRecord failed);
}
