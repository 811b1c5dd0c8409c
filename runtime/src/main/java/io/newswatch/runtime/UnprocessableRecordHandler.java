package io.newswatch.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// A record on which our own code failed: a dead letter, unless what is kept is unsound now ([UnsoundStateException]).
public final class UnprocessableRecordHandler implements ProcessingExceptionHandler {
    private @Nullable DeadLetters letters;

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception error) {
        if (error instanceof UnsoundStateException) {
            return Response.fail();
        }
        return Response.resume(Objects.requireNonNull(letters).letter("processing",
                Objects.requireNonNullElse(context.topic(), ""),
                context.partition(), context.offset(), context.sourceRawKey(), context.sourceRawValue(), error));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.in(configs);
    }
}
