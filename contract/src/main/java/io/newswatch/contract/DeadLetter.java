package io.newswatch.contract;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Why a record went to [Topics#DEAD_LETTERS] and where it stood; told in headers, beside the original key and value byte
/// for byte. Immutable, safe to share.
///
/// @param app       the service that gave up on it: "enrich"
/// @param stage     what it was doing: "deserialization", "processing", "production", or a step of its own ("delivery")
/// @param topic     the topic it was read from; the one it was meant for when it never stood on one
/// @param partition its partition; -1 when it never stood on a topic
/// @param offset    its offset; -1 when it never stood on a topic
/// @param reason    what is wrong, for people, at most 1,000 characters
/// @param error     class of the error; empty when there was none
/// @param at        when it was given up
public record DeadLetter(String app, String stage, String topic, int partition, long offset, String reason,
        String error, Instant at) {

    private static final int LONGEST_REASON = 1_000;
    private static final String PREFIX = "newswatch_";

    public DeadLetter {
        reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /// A letter about an error: the reason is its message and that of its cause.
    public static DeadLetter of(String app, String stage, String topic, int partition, long offset, Throwable error,
            Instant at) {
        var reason = new StringBuilder(message(error));
        for (var cause = error.getCause(); cause != null
                && reason.length() < LONGEST_REASON; cause = cause.getCause()) {
            if (cause.getMessage() != null && reason.indexOf(cause.getMessage()) < 0) {
                reason.append("; because ").append(cause.getMessage());
            }
        }
        return new DeadLetter(app, stage, topic, partition, offset, reason.toString(), error.getClass().getName(), at);
    }

    private static String message(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    /// The letter about a record that stood on a topic, as it is written.
    ///
    /// @param failed the record, byte for byte; partition and offset are -1 where it never stood on its topic
    public static ProducerRecord<byte[], byte[]> letter(String app, String stage,
            ConsumerRecord<byte[], byte[]> failed, Throwable error, Instant at) {
        return of(app, stage, failed.topic(), failed.partition(), failed.offset(), error, at)
                .record(failed.key(), failed.value());
    }

    /// The letter as it is written.
    ///
    /// @param key   the original key; null when it had none
    /// @param value the original value; null when it had none
    public ProducerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, at.toEpochMilli(), key, value, toHeaders());
    }

    /// @return `newswatch_app`, `newswatch_stage`, ...: one header a component, as text
    public Headers toHeaders() {
        var headers = new RecordHeaders();
        add(headers, "app", app);
        add(headers, "stage", stage);
        add(headers, "topic", topic);
        add(headers, "partition", Integer.toString(partition));
        add(headers, "offset", Long.toString(offset));
        add(headers, "reason", reason);
        add(headers, "error", error);
        add(headers, "at", at.toString());
        return headers;
    }

    /// Reads a letter back. A header that is missing or unreadable gives "" or -1: a tool that shows letters shows all of
    /// them.
    public static DeadLetter fromRecord(ConsumerRecord<?, ?> letter) {
        var headers = letter.headers();
        return new DeadLetter(text(headers, "app"), text(headers, "stage"), text(headers, "topic"),
                (int) number(headers, "partition"), number(headers, "offset"), text(headers, "reason"),
                text(headers, "error"), instant(headers, letter.timestamp()));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(PREFIX + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(Headers headers, String name) {
        try {
            return Long.parseLong(text(headers, name));
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static Instant instant(Headers headers, long recordTime) {
        try {
            return Instant.parse(text(headers, "at"));
        } catch (DateTimeException _) {
            return Instant.ofEpochMilli(recordTime);
        }
    }
}
