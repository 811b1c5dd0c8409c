package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.enrich.HostileArticles.Kind;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.Retention;
import io.newswatch.enrich.echo.SentenceComparison;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an article may cost, counted in work and never in time.
class HostileArticlesTest {

    private static final int EFFORT = 30_000;
    private static final int CHARACTERS = 15_000;
    /// So many sentences that lists are far longer than what is looked at of them.
    private static final int CROWD = 120_000;
    /// Of each of four keys 8 and 56; and the very words.
    private static final long MOST_COMPARISONS = 257;
    /// How much a late one may do to find those it concerns, and once more to judge them again.
    private static final long MOST_STEPS = 1 << 17;

    private final EchoIndex memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());

    private static SplitArticle split(RawArticle article) {
        return split(article, EFFORT);
    }

    private static SplitArticle split(RawArticle article, int effort) {
        return SplitArticle.of(article, ArticleOrder.of(article, 1, Long.MIN_VALUE), effort);
    }

    @ParameterizedTest
    @EnumSource
    void no_article_is_compared_more_than_it_may_be(Kind kind) {
        for (var article : HostileArticles.articles(kind, CHARACTERS, 4)) {
            var batch = split(article).batch();
            long before = memory.comparisons();
            memory.take(batch);
            assertThat(memory.comparisons() - before).as("comparisons")
                    .isLessThanOrEqualTo(MOST_COMPARISONS * batch.probes().size());
            assertThat(batch.probes().stream().mapToLong(probe -> SentenceComparison.effort(probe.fingerprint())).sum())
                    .as("pairs of words").isLessThanOrEqualTo(EFFORT + 2 * 33_024);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPLATED", "SHORT"})
    void of_a_crowd_that_shares_its_keys_only_both_ends_are_looked_at(Kind kind) {
        long compared = 0;
        int asked = 0;
        for (var article : HostileArticles.articles(kind, HostileArticles.LONGEST, 3)) {
            var batch = split(article, CROWD).batch();
            long before = memory.comparisons();
            memory.take(batch);
            compared = memory.comparisons() - before;
            asked = batch.probes().size();
            assertThat(compared).as("comparisons").isLessThanOrEqualTo(MOST_COMPARISONS * asked);
        }
        assertThat(memory.sentences()).as("in one list").isGreaterThan((int) (2 * MOST_COMPARISONS));
        assertThat(compared).as("comparisons of the last").isGreaterThan(32L * asked);
    }

    @ParameterizedTest
    @EnumSource
    void one_that_arrives_late_makes_only_so_many_others_be_judged_again(Kind kind) {
        var articles = HostileArticles.articles(kind, CHARACTERS / 3, 5).stream()
                .sorted(Comparator.comparing(RawArticle::arrivedAt).reversed()).toList();
        for (var article : articles) {
            var batch = split(article).batch();
            long before = memory.comparisons();
            memory.take(batch);
            assertThat(memory.comparisons() - before).as("comparisons")
                    .isLessThanOrEqualTo(MOST_COMPARISONS * batch.probes().size() + mostOfALateOne());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPLATED", "SHORT"})
    void one_that_arrives_late_before_a_crowd_gives_up_in_time(Kind kind) {
        HostileArticles.articles(kind, HostileArticles.LONGEST, 3).reversed().forEach(article -> {
            var batch = split(article, CROWD).batch();
            long before = memory.comparisons();
            memory.take(batch);
            assertThat(memory.comparisons() - before).as("comparisons")
                    .isLessThanOrEqualTo(MOST_COMPARISONS * batch.probes().size() + mostOfALateOne());
        });
        assertThat(memory.givenUp()).as("late ones that gave up").isPositive();
    }

    /// A last step begun in time is gone to its end.
    private static long mostOfALateOne() {
        return 2 * (MOST_STEPS + MOST_COMPARISONS);
    }

    @ParameterizedTest
    @EnumSource
    void all_of_its_text_comes_through(Kind kind) {
        var article = HostileArticles.article(kind, CHARACTERS, 1);
        var drafts = split(article).drafts();
        int end = 0;
        for (var draft : drafts) {
            assertThat(article.text().substring(end, draft.start())).as("left out").isBlank();
            end = draft.end();
        }
        assertThat(article.text().substring(end)).as("left out").isBlank();
        assertThat(drafts.stream().filter(draft -> draft.flags().contains(Flag.UNJUDGED)).count()).as("unjudged pieces")
                .isLessThanOrEqualTo(2 * CHARACTERS / 1_000 + 1);
    }

    @Test
    void what_is_not_judged_is_no_news_and_is_told() {
        var article = HostileArticles.article(Kind.PERMUTED, HostileArticles.LONGEST, 1);
        var sentences = OfflineEnrichment.remembering().enrich(article).orElseThrow().sentences();
        assertThat(sentences.getFirst().isNews()).isTrue();
        assertThat(sentences.getLast()).satisfies(last -> {
            assertThat(last.flags()).containsExactly(Flag.UNJUDGED);
            assertThat(last.isNews()).isFalse();
        });
    }
}
