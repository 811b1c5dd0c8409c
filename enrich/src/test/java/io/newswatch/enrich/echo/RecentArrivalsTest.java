package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecentArrivalsTest {

    private static final long DAY = Duration.ofDays(1).toNanos() / 1000;
    private final RecentArrivals arrivals = new RecentArrivals(DAY);

    @Test
    void who_comes_after_all_others_is_in_time_and_who_comes_before_one_is_late() {
        arrivals.add(at(10 * DAY, "b"));
        assertThat(arrivals.isLate(at(10 * DAY, "c"))).isFalse();
        assertThat(arrivals.isLate(at(10 * DAY, "a"))).isTrue();
        assertThat(arrivals.isLate(at(9 * DAY + 1, "a"))).isTrue();
    }

    @Test
    void one_dated_years_ahead_makes_no_other_late() {
        arrivals.add(at(3_000 * DAY, "skewed"));
        assertThat(arrivals.isLate(at(10 * DAY, "a"))).isFalse();
        arrivals.add(at(10 * DAY, "a"));
        assertThat(arrivals.isLate(at(10 * DAY + 1, "b"))).isFalse();
        assertThat(arrivals.isLate(at(2_999 * DAY + DAY / 2, "nearly as far"))).isTrue();
    }

    @Test
    void nobody_who_may_correct_another_is_taken_for_in_time() {
        var random = new Random(5);
        var all = new TreeSet<ArticleOrder>();
        for (int i = 0; i < 5_000; i++) {
            var one = at(random.nextLong(20 * DAY), "a" + random.nextInt(5));
            var next = all.higher(one);
            boolean late = next != null && next.arrivedMicros() <= one.arrivedMicros() + DAY;
            if (late) {
                assertThat(arrivals.isLate(one)).as("%s before %s", one, next).isTrue();
            }
            all.add(one);
            arrivals.add(one);
        }
    }

    private static ArticleOrder at(long micros, String id) {
        return new ArticleOrder(micros, id, 1);
    }
}
