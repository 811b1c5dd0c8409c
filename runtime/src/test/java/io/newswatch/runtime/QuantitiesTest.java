package io.newswatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({"20ms,20", "5s,5000", "5m,300000", "36h,129600000", "14d,1209600000", "1h30m,5400000", "0s,0",
            "1m1ms,60001"})
    void durations_are_read_as_people_write_them(String written, long millis) {
        assertThat(Quantities.duration(written)).isEqualTo(Duration.ofMillis(millis));
        assertThat(Quantities.duration(Quantities.text(Duration.ofMillis(millis))))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 minutes", "-5s", "1.5h", "5m5m", "s", "99999999999999999999d"})
    void anything_else_is_no_duration(String written) {
        assertThatThrownBy(() -> Quantities.duration(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "512,512", "512KB,524288", "8MB,8388608", "8mb,8388608", "2 GB,2147483648", "8M,8388608",
            "1MiB,1048576"})
    void sizes_count_in_steps_of_1024(String written, long bytes) {
        assertThat(Quantities.bytes(written)).isEqualTo(bytes);
        assertThat(Quantities.bytes(Quantities.bytesText(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "8TB", "-1", "8.5MB", "9999999999999GB"})
    void anything_else_is_no_size(String written) {
        assertThatThrownBy(() -> Quantities.bytes(written)).isInstanceOf(IllegalArgumentException.class);
    }
}
