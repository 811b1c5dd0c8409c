package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.enrich.echo.CatchUp.Cost;
import org.junit.jupiter.api.Test;

/// Late articles cost what they change, counted in articles read again and answers corrected, not in time.
class CatchUpTest {

    @Test
    void articles_in_order_correct_nothing_and_read_nothing_again() {
        var cost = Cost.of(CatchUp.articles(400));
        assertThat(cost.corrections()).isZero();
        assertThat(cost.reads()).isZero();
    }

    @Test
    void only_articles_whose_answers_change_are_read_again() {
        var cost = Cost.of(CatchUp.lateOrder(CatchUp.articles(800)));
        assertThat(cost.corrections()).isPositive();
        assertThat(cost.reads()).isEqualTo(cost.corrections());
    }

    @Test
    void four_times_the_articles_cost_hardly_more_than_four_times_the_corrections() {
        var few = Cost.of(CatchUp.lateOrder(CatchUp.articles(300)));
        var many = Cost.of(CatchUp.lateOrder(CatchUp.articles(1_200)));
        assertThat(many.corrected()).isLessThan(6 * few.corrected());
    }
}
