package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.enrich.echo.CatchUp.Cost;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Late articles cost what they change, counted in answers corrected, not in time.
class CatchUpTest {

    @Test
    void articles_in_order_correct_nothing() {
        assertThat(Cost.of(CatchUp.articles(400)).corrections()).isZero();
    }

    @Test
    void one_that_concerns_more_than_it_may_correct_corrects_so_many_and_is_counted() {
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
        for (int i = 1; i <= LateArrival.MOST + 1; i++) {
            memory.take(article(i));
        }
        assertThat(memory.givenUp()).isZero();
        assertThat(memory.take(article(0))).hasSize(1 + LateArrival.MOST);
        assertThat(memory.givenUp()).isEqualTo(1);
    }

    private static ProbeBatch article(int second) {
        var words = "the two countries have held joint drills on the island since the autumn of 1994";
        return new ProbeBatch(new ArticleOrder(second * 1_000_000L, "a" + second, 1), "paper", null,
                List.of(new Probe(0, 0, words.length(), Fingerprint.of(words))));
    }

    @Test
    void four_times_the_articles_cost_hardly_more_than_four_times_the_corrections() {
        var few = Cost.of(CatchUp.lateOrder(CatchUp.articles(300)));
        var many = Cost.of(CatchUp.lateOrder(CatchUp.articles(1_200)));
        assertThat(many.corrected()).isLessThan(6 * few.corrected());
    }
}
