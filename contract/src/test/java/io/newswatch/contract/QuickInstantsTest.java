package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;

class QuickInstantsTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T08:15:00Z", "2026-11-22T08:15:59.1Z", "2026-11-22T23:59:59.000001Z",
            "2024-02-29T00:00:00.123456789Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z",
            "1969-12-31T23:59:59.5Z"})
    void reads_what_an_instant_writes_of_itself(String words) {
        assertThat(QuickInstants.plain(words)).isEqualTo(Instant.parse(words));
        assertThat(JsonSerde.MAPPER.readValue("\"" + words + "\"", Instant.class)).isEqualTo(Instant.parse(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T08:15:00+02:00", "2026-11-22T24:00:00Z", "+12026-11-22T08:15:00Z",
            "2026-11-22t08:15:00z", "-2026-11-22T08:15:00Z", "2026-11-22T08:15Z", "2026-11-22T08:15:00.1234567891Z",
            "2026-11-22T08:15:00.Z", "2026-02-30T08:15:00Z", "2026-11-22T08:60:00Z", "2026-1-022T08:15:00Z",
            "2026-11-22T08:15:0\u0661Z", "", "Z"})
    void leaves_everything_else_to_jackson(String words) {
        assertThat(QuickInstants.plain(words)).isNull();
    }

    @Test
    void other_spellings_of_a_time_are_read_too() {
        assertThat(JsonSerde.MAPPER.readValue("\"2026-11-22T08:15:00+02:00\"", Instant.class))
                .isEqualTo(Instant.parse("2026-11-22T06:15:00Z"));
    }

    @Test
    void a_day_that_never_was_is_refused() {
        assertThatThrownBy(() -> JsonSerde.MAPPER.readValue("\"2026-02-30T08:15:00Z\"", Instant.class))
                .isInstanceOf(DatabindException.class).hasMessageContaining("2026-02-30");
    }
}
