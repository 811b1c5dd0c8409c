package io.newswatch.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/// A record that is not what its topic holds.
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {
    private @Nullable DeadLetters letters;

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record,
            Exception error) {
        return Response.resume(Objects.requireNonNull(letters).letter("deserialization", record.topic(),
                record.partition(), record.offset(), record.key(), record.value(), error));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.in(configs);
    }
}
