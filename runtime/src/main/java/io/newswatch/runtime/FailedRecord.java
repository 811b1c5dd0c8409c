package io.newswatch.runtime;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A record that could not be used, as it stood on its topic. Immutable as long as nobody writes into its bytes.
///
/// @param app       the service that gave up on it
/// @param stage     where: `deserialization`, `processing` or `production`
/// @param topic     the topic it was read from; for `production` the one it was to be written to
/// @param partition its partition; -1 when not known
/// @param offset    its offset; -1 when not known
/// @param key       its key, byte for byte; null when it has none
/// @param value     its value, byte for byte; null when it has none
/// @param error     what went wrong
/// @param at        when
@SuppressWarnings("ArrayRecordComponent") // the bytes as Kafka hands them on; records of this kind are never compared
public record FailedRecord(String app, String stage, String topic, int partition, long offset, byte @Nullable [] key,
        byte @Nullable [] value, Throwable error, Instant at) {}
