package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.Amendment;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.ReplyBatch;
import io.newswatch.enrich.echo.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of an article while the memory is silent: the memory here is one that the test lets speak when it likes.
class WaitingForAnswersTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration ALARM = Duration.ofSeconds(30);
    private static final Duration PARTIAL = Duration.ofMinutes(10);
    private static final long LIMIT = 3_000;
    private static final String MILL = "The paper mill at Orlen Bridge has stood idle since its last owner went bankrupt in "
            + "the winter of 2009.";
    private static final String SALE = "A buyer from the next valley signed the contract for the mill on Monday morning.";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EchoIndex memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, RawArticle> raw;
    private final TestOutputTopic<Integer, byte[]> questions;
    private final TestInputTopic<String, byte[]> answers;
    private final TestOutputTopic<String, EnrichedArticle> enriched;
    private final TestOutputTopic<String, Amendment> amendments;
    private final Backlog backlog;
    private boolean closed;

    WaitingForAnswersTest(@TempDir Path state) {
        var settings = new EnrichSettings(1, Retention.DEFAULT, 1L << 30, LIMIT, ALARM, PARTIAL, Duration.ofDays(60),
                1_000_000, List.of());
        var topology = new Topology();
        var metrics = new EnrichMetrics(meters);
        backlog = new Backlog(LIMIT, metrics);
        EnrichTopology.articles(topology, settings, GrammarReader.load(List.of()), backlog, metrics);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, config, MORNING);
        raw = input(Topics.RAW_ARTICLES);
        questions = output(Topics.ECHO_PROBES);
        answers = input(Topics.ECHO_REPLIES);
        enriched = output(Topics.ENRICHED_ARTICLES);
        amendments = output(Topics.AMENDMENTS);
    }

    @AfterEach
    void close() {
        if (!closed) {
            driver.close();
            closed = true;
        }
    }

    private <K, V> TestInputTopic<K, V> input(Topic<K, V> topic) {
        return driver.createInputTopic(topic.name(), topic.key().serializer(), topic.value().serializer());
    }

    private <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
        return driver.createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer());
    }

    private void publish(String id, int second, String text) {
        raw.pipeInput(id, new RawArticle(id, null, "Valley Echo", null, null, text, Extent.FULL, false, null, "en",
                null, MORNING.plusSeconds(second), RawArticle.contentHash(null, text), false));
    }

    /// The memory answers all it was asked.
    private void answer() {
        for (var question : questions.readValuesToList()) {
            memory.take(ProbeBatch.decode(question)).forEach(this::tell);
        }
    }

    private void tell(ReplyBatch reply) {
        answers.pipeInput(reply.order().articleId(), reply.encode());
    }

    /// The memory answers the last question and has lost all before it.
    private void answerOnlyTheLast() {
        memory.take(ProbeBatch.decode(questions.readValuesToList().getLast())).forEach(this::tell);
    }

    private double overdue() {
        return meters.counter("newswatch.enrich.replies.overdue").count();
    }

    private double waiting() {
        return Objects.requireNonNull(meters.find("newswatch.enrich.articles.waiting").gauge(), "the gauge").value();
    }

    @Test
    void an_article_that_waits_too_long_is_counted_once_and_waits_on() {
        publish("a", 0, MILL);
        driver.advanceWallClockTime(ALARM.minusSeconds(2));
        assertThat(overdue()).isZero();
        driver.advanceWallClockTime(Duration.ofSeconds(3));
        driver.advanceWallClockTime(Duration.ofMinutes(5));
        assertThat(overdue()).isEqualTo(1);
        assertThat(enriched.isEmpty()).isTrue();
        assertThat(waiting()).isEqualTo(1);

        answer();
        assertThat(enriched.readValuesToList()).singleElement()
                .satisfies(article -> assertThat(article.partial()).isFalse());
        assertThat(waiting()).isZero();
    }

    @Test
    void a_memory_that_is_slow_or_being_restored_makes_no_article_partial() {
        publish("a", 0, MILL);
        publish("b", 5, SALE);
        driver.advanceWallClockTime(PARTIAL.multipliedBy(3));
        assertThat(enriched.isEmpty()).isTrue();

        memory.take(ProbeBatch.decode(questions.readValue())).forEach(this::tell);
        driver.advanceWallClockTime(PARTIAL);
        assertThat(enriched.readValuesToList()).extracting(EnrichedArticle::articleId)
                .as("the second was asked about later, its turn comes yet").containsExactly("a");
    }

    @Test
    void ten_minutes_after_an_answer_was_lost_the_article_goes_out_as_partial_and_the_answer_completes_it() {
        publish("a", 0, MILL);
        answer();
        publish("b", 5, SALE + " " + MILL);
        var lost = ProbeBatch.decode(questions.readValue());
        driver.advanceWallClockTime(Duration.ofMillis(1));
        publish("c", 7, "A buyer was found.");
        answer();
        driver.advanceWallClockTime(PARTIAL.minusSeconds(2));
        assertThat(enriched.readValuesToList()).extracting(EnrichedArticle::articleId).containsExactly("a", "c");
        driver.advanceWallClockTime(Duration.ofSeconds(3));
        assertThat(enriched.readValuesToList()).singleElement().satisfies(partial -> {
            assertThat(partial.articleId()).isEqualTo("b");
            assertThat(partial.partial()).isTrue();
            assertThat(partial.version()).isEqualTo(1);
            assertThat(partial.sentences()).allSatisfy(s -> assertThat(s.verdict()).isEqualTo(Verdict.NOVEL));
        });
        assertThat(meters.counter("newswatch.enrich.articles.partial").count()).isEqualTo(1);
        assertThat(waiting()).isZero();

        memory.take(lost).forEach(this::tell);
        assertThat(enriched.isEmpty()).as("published once").isTrue();
        assertThat(amendments.readValuesToList()).singleElement().satisfies(amendment -> {
            assertThat(amendment.articleId()).isEqualTo("b");
            assertThat(amendment.version()).isEqualTo(2);
            assertThat(amendment.reason()).isEqualTo(Amendment.Reason.COMPLETED);
            assertThat(amendment.sentences()).singleElement().satisfies(sentence -> {
                assertThat(sentence.verdict()).isEqualTo(Verdict.REPEAT);
                assertThat(sentence.echo()).satisfies(echo -> assertThat(echo.articleId()).isEqualTo("a"));
            });
        });
    }

    /// Publishes an article whose answer is lost until it has gone out without it.
    private ProbeBatch publishAsPartial(String id, int second, String text) {
        publish(id, second, text);
        var lost = ProbeBatch.decode(questions.readValue());
        driver.advanceWallClockTime(Duration.ofMillis(1));
        publish("later", second, "Nothing else happened in the valley.");
        answerOnlyTheLast();
        driver.advanceWallClockTime(PARTIAL.plusSeconds(1));
        return lost;
    }

    @Test
    void a_partial_article_that_stands_as_it_was_is_said_to_be_complete_all_the_same() {
        memory.take(publishAsPartial("a", 0, SALE)).forEach(this::tell);
        assertThat(amendments.readValuesToList()).singleElement().satisfies(amendment -> {
            assertThat(amendment.reason()).isEqualTo(Amendment.Reason.COMPLETED);
            assertThat(amendment.sentences()).isEmpty();
        });
    }

    @Test
    void a_completed_article_is_amended_again_when_a_predecessor_comes_late() {
        memory.take(publishAsPartial("b", 5, MILL)).forEach(this::tell);
        publish("a", 4, MILL);
        answer();
        assertThat(amendments.readValuesToList()).extracting(Amendment::version, Amendment::reason).containsExactly(
                tuple(2, Amendment.Reason.COMPLETED),
                tuple(3, Amendment.Reason.LATE_PREDECESSOR));
    }

    @Test
    void what_nobody_overtakes_goes_out_at_last_and_makes_room_for_others() {
        publish("a", 0, MILL + " " + SALE + " " + MILL + " " + SALE);
        publish("b", 1, MILL + " " + SALE + " " + MILL);
        publish("c", 2, SALE);
        assertThat(backlog.isFull()).isTrue();
        driver.advanceWallClockTime(PARTIAL.multipliedBy(6).minusSeconds(20));
        assertThat(enriched.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(30));
        assertThat(enriched.readValuesToList()).hasSize(3)
                .allSatisfy(article -> assertThat(article.partial()).isTrue());
        assertThat(backlog.isFull()).isFalse();
        answer();
        assertThat(amendments.readValuesToList()).extracting(Amendment::reason)
                .containsExactly(Amendment.Reason.COMPLETED, Amendment.Reason.COMPLETED, Amendment.Reason.COMPLETED);
    }

    @Test
    void an_article_whose_dossier_another_version_wrote_is_answered_all_the_same() {
        publish("a", 0, MILL);
        answer();
        publish("b", 5, MILL);
        var question = ProbeBatch.decode(questions.readValue());
        DossierStore dossiers = (DossierStore) driver.getStateStore(EnrichStores.DOSSIERS);
        dossiers.restore(question.order().toKey(), null);
        memory.take(question).forEach(this::tell);
        assertThat(enriched.readValuesToList().getLast()).satisfies(article -> {
            assertThat(article.partial()).isFalse();
            assertThat(article.sentences().getFirst().verdict()).isEqualTo(Verdict.REPEAT);
        });
        assertThat(waiting()).isZero();
    }

    @Test
    void a_clock_that_jumps_ahead_for_a_moment_delays_no_other_article() {
        publish("a", 0, MILL);
        driver.advanceWallClockTime(Duration.ofMillis(1));
        publish("b", 1, SALE);
        answerOnlyTheLast();
        driver.advanceWallClockTime(PARTIAL.plusSeconds(10));
        assertThat(enriched.readValuesToList()).extracting(EnrichedArticle::articleId).containsExactly("b", "a");
    }

    @Test
    void no_more_articles_are_wanted_while_those_that_wait_fill_their_share_of_the_heap() {
        publish("a", 0, MILL);
        publish("b", 1, SALE);
        assertThat(backlog.isFull()).isFalse();
        publish("c", 2, MILL + " " + SALE);
        assertThat(backlog.isFull()).isTrue();
        answer();
        assertThat(backlog.isFull()).isFalse();
    }

    @Test
    void an_earlier_predecessor_takes_the_place_of_a_later_one() {
        publish("c", 9, MILL);
        publish("b", 5, MILL);
        publish("a", 4, MILL);
        answer();
        var told = amendments.readValuesToList();
        assertThat(told).extracting(Amendment::articleId).containsExactly("c", "b", "c");
        assertThat(told.getLast().sentences()).singleElement().satisfies(sentence -> assertThat(sentence.echo())
                .satisfies(echo -> assertThat(echo.articleId()).isEqualTo("a")));
    }

    @Test
    void the_same_answer_twice_changes_nothing() {
        publish("a", 0, MILL);
        publish("b", 5, MILL);
        var asked = questions.readValuesToList().stream().map(ProbeBatch::decode).toList();
        asked.forEach(batch -> memory.take(batch).forEach(this::tell));
        asked.forEach(batch -> memory.take(batch).forEach(this::tell));
        assertThat(enriched.readValuesToList()).hasSize(2);
        assertThat(amendments.isEmpty()).isTrue();
    }

    @Test
    void an_answer_on_an_article_nobody_knows_is_counted_and_left() {
        publish("a", 0, MILL);
        var batch = ProbeBatch.decode(questions.readValue());
        var stranger = new ProbeBatch(new ArticleOrder(1, "z", 1), "Valley Echo", null,
                batch.probes());
        memory.take(stranger).forEach(this::tell);
        assertThat(meters.counter("newswatch.enrich.replies.unexpected").count()).isEqualTo(1);
        assertThat(enriched.isEmpty()).isTrue();
    }

    @Test
    void closing_takes_the_waiting_articles_out_of_the_gauge() {
        publish("a", 0, MILL);
        publish("b", 1, SALE);
        assertThat(waiting()).isEqualTo(2);
        close();
        assertThat(waiting()).isZero();
    }
}
