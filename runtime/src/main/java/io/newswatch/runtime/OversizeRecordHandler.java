package io.newswatch.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/// A result that the broker does not take because of its size. All other failures are the broker's, not the record's.
public final class OversizeRecordHandler implements ProductionExceptionHandler {
    private @Nullable DeadLetters letters;

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record,
            Exception error) {
        if (!(error instanceof RecordTooLargeException)) {
            return Response.fail();
        }
        return Response.resume(Objects.requireNonNull(letters).letter("production", context.topic(),
                context.partition(), context.offset(), context.sourceRawKey(), context.sourceRawValue(), error));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.in(configs);
    }
}
