package io.newswatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Schedule schedule = new Schedule(SHORTEST, LONGEST, new Random(42));

    private static List<Instant> every(Duration gap, int count) {
        return IntStream.range(0, count).mapToObj(i -> NOON.minus(gap.multipliedBy(i))).toList();
    }

    private static void assertAbout(Duration wait, Duration expected) {
        assertThat(wait).isBetween(expected.multipliedBy(9).dividedBy(10), expected.multipliedBy(11).dividedBy(10));
    }

    @ParameterizedTest
    @CsvSource({"PT2H,PT1H", "PT20M,PT10M", "PT1M,PT5M", "P9D,PT24H"})
    void a_feed_is_polled_twice_in_its_usual_gap_between_the_limits(Duration gap, Duration expected) {
        assertAbout(schedule.afterGood(every(gap, 8)), expected);
    }

    @Test
    void only_the_newest_items_tell_the_usual_gap() {
        var aYearOfSilence = Stream.concat(every(Duration.ofHours(2), 10).stream(),
                Stream.of(NOON.minus(Duration.ofDays(365)))).toList();
        assertAbout(schedule.afterGood(aYearOfSilence), Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void too_few_items_to_tell_are_polled_often(int items) {
        assertAbout(schedule.afterGood(every(Duration.ofHours(9), items)), SHORTEST);
    }

    @Test
    void the_longest_wish_of_feed_and_server_is_granted_up_to_the_limit() {
        assertAbout(schedule.afterGood(List.of(), Duration.ofMinutes(30), Duration.ofHours(3)), Duration.ofHours(3));
        assertAbout(schedule.afterGood(List.of(), null, Duration.ofSeconds(1)), SHORTEST);
        assertAbout(schedule.afterGood(List.of(), Duration.ofDays(300), null), LONGEST);
    }

    @Test
    void failures_wait_ever_longer_and_never_for_ever() {
        assertAbout(schedule.afterFailure(1, null), Duration.ofMinutes(10));
        assertAbout(schedule.afterFailure(4, null), Duration.ofMinutes(80));
        assertAbout(schedule.afterFailure(4, Duration.ofHours(5)), Duration.ofHours(5));
        for (int failures = 9; failures < 2_000; failures += 37) {
            assertAbout(schedule.afterFailure(failures, null), LONGEST);
        }
    }

    @Test
    void nobody_is_asked_before_the_time_they_named_nor_later_than_the_limit() {
        for (int i = 0; i < 200; i++) {
            assertThat(schedule.afterFailure(1, Duration.ofHours(2))).isBetween(Duration.ofHours(2),
                    Duration.ofMinutes(132));
            assertThat(schedule.afterFailure(1, Duration.ofDays(9))).isEqualTo(LONGEST);
            assertThat(schedule.afterFailure(20, null)).isLessThanOrEqualTo(LONGEST);
            assertThat(schedule.afterGood(every(Duration.ofDays(9), 3))).isLessThanOrEqualTo(LONGEST);
        }
    }

    @Test
    void a_feed_that_does_not_change_keeps_its_pace() {
        var wait = Duration.ofMinutes(17);
        assertThat(schedule.afterUnchanged(wait, null)).isEqualTo(wait);
        assertThat(schedule.afterUnchanged(wait, Duration.ofHours(3))).isEqualTo(Duration.ofHours(3));
        assertThat(schedule.afterUnchanged(wait, Duration.ofDays(9))).isEqualTo(LONGEST);
    }

    @Test
    void feeds_do_not_march_in_step_and_the_same_seed_gives_the_same_waits() {
        var waits = IntStream.range(0, 500).mapToObj(_ -> schedule.afterGood(List.of())).toList();
        assertThat(waits).allSatisfy(wait -> assertAbout(wait, SHORTEST));
        assertThat(waits.stream().distinct().count()).isGreaterThan(400);
        assertThat(waits).allMatch(wait -> wait.compareTo(SHORTEST) >= 0);

        var again = new Schedule(SHORTEST, LONGEST, new Random(42));
        assertThat(IntStream.range(0, 500).mapToObj(_ -> again.afterGood(List.of()))).isEqualTo(waits);
    }
}
