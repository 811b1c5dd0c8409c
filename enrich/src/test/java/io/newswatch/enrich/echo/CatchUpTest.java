package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.enrich.echo.CatchUp.Cost;
import org.junit.jupiter.api.Test;

/// Late articles cost what they change, counted in answers corrected, not in time.
class CatchUpTest {

    @Test
    void articles_in_order_correct_nothing() {
        assertThat(Cost.of(CatchUp.articles(400)).corrections()).isZero();
    }

    @Test
    void four_times_the_articles_cost_hardly_more_than_four_times_the_corrections() {
        var few = Cost.of(CatchUp.lateOrder(CatchUp.articles(300)));
        var many = Cost.of(CatchUp.lateOrder(CatchUp.articles(1_200)));
        assertThat(many.corrected()).isLessThan(6 * few.corrected());
    }
}
