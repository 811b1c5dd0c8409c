package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.ReplyBatch;
import io.newswatch.runtime.RuntimeSettings;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.NewsBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The memory fails on an article after it has changed: only a real broker gives back what it knew before.
class FailingMemoryOnBrokerTest {

    private static final Instant MORNING = Instant.parse("2024-03-04T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String QUAY = "The old quay of Port Rahn was built in 1911 from the stone of three islands and has "
            + "never been widened since.";
    private static final String CRANE = "A crane that had been sold to a museum fell into the harbour basin during the night "
            + "of the spring tide.";
    private static final String STRANGE = "strange";

    private volatile boolean mended;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /// Breaks on the strange article only when all of it has been remembered: the memory is as wrong as it can be.
    private List<ReplyBatch> take(EchoIndex memory, ProbeBatch batch) {
        var replies = memory.take(batch);
        if (batch.order().articleId().equals(STRANGE) && !mended) {
            throw new IllegalStateException("an article no memory can bear");
        }
        return replies;
    }

    private static RawArticle article(String id, int second, String text) {
        return new RawArticle(id, null, "Rahn Post", null, null, text, Extent.FULL, false, null, "en", null,
                MORNING.plusSeconds(second), RawArticle.contentHash(null, text), false);
    }

    private static Map<String, List<Sentence>> offline(List<RawArticle> articles) {
        var sentences = new HashMap<String, List<Sentence>>();
        var offline = OfflineEnrichment.remembering();
        articles.forEach(article -> sentences.put(article.articleId(), offline.judge(article)));
        return sentences;
    }

    /// Of the strange article's sentences.
    private static List<Verdict> verdicts(Map<String, List<Sentence>> sentences) {
        return Objects.requireNonNull(sentences.get(STRANGE)).stream().map(Sentence::verdict).toList();
    }

    private static Map<String, List<Sentence>> published(NewsBroker broker) {
        var sentences = new HashMap<String, List<Sentence>>();
        for (var article : broker.values(Topics.ENRICHED_ARTICLES)) {
            assertThat(sentences.put(article.articleId(), article.sentences())).as("published before").isNull();
        }
        return sentences;
    }

    private EnrichApp enrich(NewsBroker broker, int indexPartitions, Path state) {
        var settings = Settings.load(EnrichSettings.all(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(),
                        EnrichSettings.INDEX_PARTITIONS.name(), Integer.toString(indexPartitions),
                        EnrichSettings.PARTIAL_AFTER.name(), "1s",
                        RuntimeSettings.STREAMS_STATE.name(), state.toString(),
                        RuntimeSettings.INSTANCE.name(), "desk-1"));
        return EnrichApp.of(settings, meters, this::take);
    }

    @Test
    void an_article_that_breaks_the_memory_becomes_a_dead_letter_and_the_others_are_judged_as_if_it_had_not_been(
            @TempDir Path folder) throws Exception {
        var quay = article("quay", 0, QUAY + " Pilots have asked for a new one.");
        var strange = article(STRANGE, 1, "Nobody can bear this article. " + CRANE + " " + QUAY);
        var crane = article("crane", 2, CRANE + " Divers will look for it on Friday.");
        var last = article("last", 3, CRANE + " " + QUAY);
        try (var broker = NewsBroker.start(folder, Map.of(Partitioning.BY_ARTICLE, 1));
                var app = enrich(broker, 1, folder.resolve("state"))) {
            app.start();
            for (var article : List.of(quay, strange, crane, last)) {
                broker.send(Topics.RAW_ARTICLES, article.articleId(), article);
            }
            await().atMost(PATIENCE).until(() -> published(broker).containsKey("last"));
            assertThat(published(broker)).isEqualTo(offline(List.of(quay, crane, last)));
            var letter = broker.records(Topics.DEAD_LETTERS);
            assertThat(letter).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo(STRANGE);
                assertThat(NewsBroker.value(Topics.RAW_ARTICLES, record)).isEqualTo(strange);
            });
            assertThat(meters.counter("newswatch.enrich.articles.refused").count()).isEqualTo(1);
            assertThat(meters.counter("newswatch.stream.thread.replacements", "app", "enrich").count()).isEqualTo(1);
            assertThat(app.alive()).isTrue();

            mended = true;
            broker.send(Topics.RAW_ARTICLES, STRANGE, strange);
            await().atMost(PATIENCE).until(() -> published(broker).containsKey(STRANGE));
            assertThat(broker.records(Topics.DEAD_LETTERS)).hasSize(1);
            assertThat(verdicts(published(broker)))
                    .isEqualTo(verdicts(offline(List.of(quay, strange))));
        }
    }

    @Test
    void where_the_work_is_spread_the_question_is_the_dead_letter_and_the_article_goes_out_as_partial(
            @TempDir Path folder) throws Exception {
        var strange = article(STRANGE, 1, QUAY + " " + CRANE);
        var last = article("last", 3, CRANE + " " + QUAY);
        try (var broker = NewsBroker.start(folder, Map.of(Partitioning.BY_ARTICLE, 1, Partitioning.BY_INDEX, 2));
                var app = enrich(broker, 2, folder.resolve("state"))) {
            app.start();
            broker.send(Topics.RAW_ARTICLES, STRANGE, strange);
            await().atMost(PATIENCE).until(() -> !broker.records(Topics.DEAD_LETTERS).isEmpty());
            broker.send(Topics.RAW_ARTICLES, "last", last);
            await().atMost(PATIENCE).until(() -> published(broker).keySet().equals(Set.of("last", STRANGE)));
            assertThat(broker.values(Topics.ENRICHED_ARTICLES))
                    .allSatisfy(
                            article -> assertThat(article.partial()).isEqualTo(article.articleId().equals(STRANGE)));
            assertThat(published(broker).get("last")).isEqualTo(offline(List.of(last)).get("last"));
            var letters = broker.records(Topics.DEAD_LETTERS);
            assertThat(letters).hasSizeBetween(1, 2).extracting(letter -> DeadLetter.fromRecord(letter).topic())
                    .containsOnly(Topics.ECHO_PROBES.name());
        }
    }
}
