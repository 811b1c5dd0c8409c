package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the memory forgets when it must, and what it does not forget though a clock says so.
class MemoryBoundsTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos() / 1000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long YEAR = 365 * DAY;
    private static final int LIMIT = 3_000_000;

    private final Random random = new Random(8);

    /// Remembers which articles are stored.
    private static final class StoredArticles implements BatchStore {

        private final Set<ArticleOrder> orders = new HashSet<>();

        @Override
        public void put(ProbeBatch batch) {
            orders.add(batch.order());
        }

        @Override
        public void remove(ArticleOrder order) {
            orders.remove(order);
        }

    }

    @Test
    void beyond_its_limit_the_oldest_sentences_of_one_article_are_forgotten_and_counted() {
        var stored = new StoredArticles();
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, new MemoryLimit(LIMIT), stored);
        var first = sentences(10);
        var shared = sentences(10);
        memory.take(article(0, first));
        memory.take(article(1, shared));
        memory.take(article(2, shared));
        int taken = 1_500;
        for (int i = 3; i < taken; i++) {
            memory.take(article(i, sentences(10)));
            assertThat(memory.bytes()).isLessThanOrEqualTo(LIMIT);
        }
        var last = sentences(10);
        memory.take(article(taken, last));

        assertThat(memory.forgottenEarly()).isPositive();
        assertThat(memory.sentences()).isLessThan(10 * taken).isGreaterThan(taken);
        assertThat(stored.orders).hasSizeLessThan(taken).hasSizeGreaterThanOrEqualTo(memory.articles());
        assertThat(repeats(memory, article(taken + 1, last))).as("the latest").isEqualTo(10);
        assertThat(repeats(memory, article(taken + 2, shared))).as("catalogued").isEqualTo(10);
        assertThat(repeats(memory, article(taken + 3, first))).as("the oldest").isZero();
    }

    @Test
    void beyond_its_limit_nothing_is_moved_without_as_much_being_forgotten_though_all_stand_in_two_articles() {
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, new MemoryLimit(LIMIT), BatchStore.inHeap());
        List<String> latest = List.of();
        int taken = 3_000;
        for (int i = 0; i < taken; i += 2) {
            latest = sentences(10);
            memory.take(article(i, latest));
            memory.take(article(i + 1, latest));
            assertThat(memory.bytes()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(memory.forgottenEarly()).isPositive();
        assertThat(memory.moved()).isLessThanOrEqualTo(memory.forgottenEarly());
        assertThat(memory.sentences()).as("of the catalogue and of the latest news").isGreaterThan(taken);
        assertThat(repeats(memory, article(taken, latest))).as("the latest").isEqualTo(10);
    }

    @Test
    void an_article_revised_for_days_takes_no_more_than_its_revisions_of_one_day() {
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
        var known = sentences(2);
        int revisions = 4 * 24 * 60;
        for (int i = 0; i < revisions; i++) {
            var batch = article(i, known);
            memory.take(new ProbeBatch(new ArticleOrder(batch.order().arrivedMicros(), "live", i + 1), "paper", null,
                    batch.probes()));
        }
        assertThat(memory.articles()).isLessThan(24 * 60 + 100);
        assertThat(repeats(memory, article(revisions, known))).isEqualTo(2);
    }

    @Test
    void what_is_forgotten_is_no_longer_accounted_for_and_no_more_than_that() {
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
        for (int round = 0; round < 6; round++) {
            long begins = 3L * round * YEAR / MINUTE;
            for (int i = 0; i < 400; i += 2) {
                var said = sentences(5);
                memory.take(article(begins + i, said));
                memory.take(article(begins + i + 1, said));
                assertThat(repeats(memory, article(begins + i + 20 * DAY / MINUTE, said))).isEqualTo(5);
            }
            // long enough afterwards for the clock to follow, and for all to be looked through
            IntStream.range(0, 2_000)
                    .forEach(i -> memory.take(article(begins + 2 * YEAR / MINUTE + i, sentences(1))));
            assertThat(memory.sentences()).as("of the last weeks").isLessThan(3_000);
            assertThat(memory.use().sightings()).as("lists of what is left").isBetween(0L, 160L * memory.sentences());
        }
    }

    @Test
    void what_is_restored_keeps_to_the_limit_too() {
        var batches = IntStream.range(0, 1_500).mapToObj(i -> article(i, sentences(10))).toList();
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, new MemoryLimit(LIMIT), BatchStore.inHeap());
        for (var batch : batches) {
            memory.restore(batch.order(), batch);
            assertThat(memory.bytes()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(memory.forgottenEarly()).isPositive();
    }

    @Test
    void what_the_limit_costs_while_restoring_stays_stored() {
        var stored = new StoredArticles();
        var batches = IntStream.range(0, 1_500).mapToObj(i -> article(i, sentences(10))).toList();
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, new MemoryLimit(LIMIT), stored);
        batches.forEach(batch -> {
            stored.put(batch);
            memory.restore(batch.order(), batch);
        });
        assertThat(memory.forgottenEarly()).isPositive();
        memory.take(article(1_500, sentences(1)));
        assertThat(stored.orders).contains(batches.getFirst().order()).hasSize(1_501);
    }

    @Test
    void several_partitions_of_a_process_share_one_limit_and_give_back_what_they_took() {
        var limit = new MemoryLimit(LIMIT);
        try (var one = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, limit, BatchStore.inHeap());
                var other = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, limit, BatchStore.inHeap())) {
            for (int i = 0; i < 1_500; i++) {
                (i % 2 == 0 ? one : other).take(article(i, sentences(10)));
            }
            assertThat(limit.used()).isEqualTo(one.bytes() + other.bytes()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(limit.used()).isZero();
    }

    @Test
    void an_article_dated_years_ahead_wipes_nothing() {
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
        var known = sentences(10);
        memory.take(article(0, known));
        memory.take(article(3 * YEAR / MINUTE, sentences(10)));
        IntStream.range(1, 2_000).forEach(i -> memory.take(article(i, sentences(1))));
        assertThat(repeats(memory, article(2_000, known))).isEqualTo(10);
    }

    @Test
    void a_clock_that_was_years_ahead_at_first_is_put_right_by_those_that_follow() {
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
        memory.take(article(3 * YEAR / MINUTE, sentences(10)));
        var known = sentences(10);
        memory.take(article(0, known));
        // more than segments of the first days take until they are looked through
        IntStream.range(1, 3_000).forEach(i -> memory.take(article(i, sentences(1))));
        assertThat(repeats(memory, article(3_000, known))).isEqualTo(10);
        // three weeks later they are forgotten all the same
        IntStream.range(0, 4_000).forEach(i -> memory.take(article(3_001 + 10L * i, sentences(1))));
        assertThat(memory.sentences()).isLessThan(6_000);
    }

    @Test
    void after_a_long_silence_what_is_old_is_forgotten_though_no_article_came_in_between() {
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
        IntStream.range(0, 500).forEach(i -> memory.take(article(i * 60L, sentences(4))));
        long later = 500 * 60L + 60 * DAY / MINUTE;
        IntStream.range(0, 500).forEach(i -> memory.take(article(later + i, sentences(4))));
        assertThat(memory.sentences()).isLessThan(2_200);
    }

    private static int repeats(EchoIndex memory, ProbeBatch batch) {
        return (int) memory.take(batch).getFirst().answers().stream().map(Answer::match)
                .filter(match -> match != null && match.verdict() == Verdict.REPEAT).count();
    }

    private List<String> sentences(int count) {
        return IntStream.range(0, count).mapToObj(_ -> sentence()).toList();
    }

    private String sentence() {
        var sentence = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            sentence.append("bdfgklmnprstvz".charAt(random.nextInt(14))).append("aeiou".charAt(random.nextInt(5)))
                    .append("bdfgklmnprstvz".charAt(random.nextInt(14))).append("aeiou".charAt(random.nextInt(5)))
                    .append(' ');
        }
        return sentence.toString();
    }

    private static ProbeBatch article(long minute, List<String> sentences) {
        var probes = new ArrayList<Probe>();
        int at = 0;
        for (var sentence : sentences) {
            probes.add(new Probe(probes.size(), at, at + sentence.length(), Fingerprint.of(sentence)));
            at += sentence.length();
        }
        return new ProbeBatch(new ArticleOrder(1_790_000_000_000_000L + minute * MINUTE, "a" + minute, 1), "paper",
                null, probes);
    }
}
