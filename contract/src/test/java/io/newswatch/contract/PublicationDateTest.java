package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublicationDateTest {

    @Test
    void a_month_means_all_of_its_days() {
        var month = PublicationDate.parse("2022-11");

        assertThat(month.precision()).isEqualTo(PublicationDate.Precision.MONTH);
        assertThat(month.from()).isEqualTo(Instant.parse("2022-11-01T00:00:00Z"));
        assertThat(month.to()).isEqualTo(Instant.parse("2022-12-01T00:00:00Z"));
    }

    @Test
    void anything_else_is_refused_with_the_forms_that_are_known() {
        assertThatThrownBy(() -> PublicationDate.parse("yesterday")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"yesterday\"").hasMessageContaining("2022-12-05T16:54:44Z");
    }
}
