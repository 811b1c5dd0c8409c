package io.newswatch.enrich.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.ReportedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventMergingTest {

    private static final ArticleCoder CODER = ArticleCoder.bundled();
    private final EventMerging merging = new EventMerging();

    private static CooperationEvent event(String article, String text) {
        return CODER.code(Pages.page(article, null, text, "en", "2026-06-10")).events().getFirst();
    }

    private static Instant after(int days) {
        return Pages.ARRIVED.plus(Duration.ofDays(days));
    }

    private ReportedEvent first(String article, String text, int days) {
        return merging.report(List.of(), event(article, text), 1, "one.example", null, after(days)).records()
                .getFirst();
    }

    @Test
    void a_second_outlets_report_joins_the_first() {
        var known = first("a", "Norway and Iceland will hold joint drills.", 0);
        var change = merging.report(List.of(known), event("b", "Norway and Iceland began joint drills."), 1,
                "two.example", null, after(2));
        assertThat(change.records()).singleElement().satisfies(record -> {
            assertThat(record.id()).isEqualTo(known.id());
            assertThat(record.event().status()).isEqualTo(Status.ONGOING);
            assertThat(record.reports()).hasSize(2);
            assertThat(record.sources()).isEqualTo(2);
        });
    }

    @Test
    void the_same_report_again_changes_nothing() {
        var known = first("a", "Norway and Iceland will hold joint drills.", 0);
        assertThat(merging.report(List.of(known), event("a", "Norway and Iceland will hold joint drills."), 1,
                "one.example", null,
                after(0)).records()).isEmpty();
    }

    @Test
    void a_report_after_fifteen_days_is_another_event() {
        var known = first("a", "Norway and Iceland began joint drills.", 0);
        var other = merging.report(List.of(known), event("b", "Norway and Iceland began joint drills."), 1,
                "one.example", null, after(15));
        assertThat(other.records()).singleElement()
                .satisfies(record -> assertThat(record.id()).isNotEqualTo(known.id()));
    }

    @Test
    void a_report_that_holds_both_makes_two_records_one() {
        var one = first("a", "Norway and Iceland began joint drills.", 0);
        var two = first("b", "Norway and Canada began joint drills.", 1);
        var change = merging.report(List.of(one, two), event("c", "Norway, Canada and Iceland began joint drills."), 1,
                "x", null, after(2));
        assertThat(change.closed()).containsExactly(two.id());
        assertThat(change.records()).hasSize(2);
        assertThat(change.records().getFirst().reports()).hasSize(3);
        assertThat(change.records().getLast().sameAs()).isEqualTo(one.id());
    }
}
