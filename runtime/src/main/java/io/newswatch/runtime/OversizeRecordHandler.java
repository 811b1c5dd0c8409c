package io.newswatch.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/// A result that is too large to be written; the letter holds the record it was made from. All other failures are the broker's, not the record's.
public final class OversizeRecordHandler implements ProductionExceptionHandler {
    private @Nullable DeadLetters letters;

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record,
            Exception error) {
        if (!(error instanceof RecordTooLargeException)) {
            return Response.fail();
        }
        var all = Objects.requireNonNull(letters);
        // A letter that is too large with its headers goes without its value.
        var value = all.isLetter(record) ? null : context.sourceRawValue();
        return Response.resume(all.letter("production", Objects.requireNonNullElse(context.topic(), record.topic()),
                context.partition(), context.offset(), context.sourceRawKey(), value, error));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.in(configs);
    }
}
