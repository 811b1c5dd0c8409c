package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.5Z");

    private static ConsumerRecord<byte[], byte[]> asRead(org.apache.kafka.common.header.Headers headers) {
        return new ConsumerRecord<>(Topics.DEAD_LETTERS.name(), 0, 7, NOON.toEpochMilli(), TimestampType.CREATE_TIME, 0,
                0, new byte[0], new byte[0], headers, Optional.empty());
    }

    @Test
    void a_letter_read_back_is_the_letter_that_was_written() {
        var letter = new DeadLetter("enrich", "processing", "newswatch.articles.raw", 3, 1_234_567_890_123L,
                "Türkiye'nin haberi okunamadı", "java.lang.IllegalStateException", NOON);

        assertThat(DeadLetter.fromRecord(asRead(letter.toHeaders()))).isEqualTo(letter);
    }

    @Test
    void a_letter_carries_the_original_bytes_and_the_reason_down_to_its_cause() {
        var error = new IllegalStateException("a record of t is no Rule",
                new IllegalArgumentException("no type \"x\""));
        var letter = DeadLetter.of("alerts", "deserialization", "newswatch.rules", 1, 2, error, NOON);
        var record = letter.record("key".getBytes(StandardCharsets.UTF_8), null);

        assertThat(letter.reason()).isEqualTo("a record of t is no Rule; because no type \"x\"");
        assertThat(letter.error()).isEqualTo("java.lang.IllegalStateException");
        assertThat(record.topic()).isEqualTo("newswatch.dead-letters");
        assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("key");
        assertThat(record.value()).isNull();
        assertThat(record.timestamp()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void a_letter_of_somebody_else_can_be_shown_too() {
        assertThat(DeadLetter.fromRecord(asRead(new RecordHeaders().add("newswatch_offset", null))))
                .isEqualTo(new DeadLetter("", "", "", -1, -1, "", "", NOON));
    }

    @Test
    void a_reason_without_end_is_cut() {
        var letter = DeadLetter.of("enrich", "processing", "t", 0, 0, new IllegalStateException("x".repeat(5_000)),
                NOON);

        assertThat(letter.reason()).hasSize(1_000);
    }
}
