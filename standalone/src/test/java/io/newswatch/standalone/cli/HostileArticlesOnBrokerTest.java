package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.EnrichApp;
import io.newswatch.enrich.EnrichMetrics;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.runtime.RuntimeSettings;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.NewsBroker;
import io.newswatch.standalone.trial.Reckoning;
import io.newswatch.standalone.trial.SyntheticNews;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody made to hold the stream up comes to its own end, and all others come out beside it, once each and judged
/// as ever.
class HostileArticlesOnBrokerTest {

    private static final Instant MORNING = Instant.parse("2024-03-04T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ORDINARY = 40;
    private static final int LONGEST_TEXT = 500_000;

    private final List<String> lines = new ArrayList<>();
    private final Set<String> ordinary = new HashSet<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SyntheticNews news = new SyntheticNews(6, "ordinary");

    @ParameterizedTest(name = "{0} partitions")
    @ValueSource(ints = {1, 2})
    void ordinary_articles_keep_flowing_around_hostile_ones(int partitions, @TempDir Path folder) throws Exception {
        ordinary();
        hostile("templated", pieces(200_000, n -> "Fund " + (100_000 + n) + " of the fleet was agreed. "));
        ordinary();
        hostile("one-line", pieces(3_400_000, n -> "fleet" + n % 7));
        ordinary();
        hostile("permuted", pieces(7_000, HostileArticlesOnBrokerTest::permuted));
        ordinary();
        var file = Files.write(folder.resolve("news.jsonl"), lines);

        try (var broker = NewsBroker.start(folder, Map.of(Partitioning.BY_ARTICLE, partitions, Partitioning.BY_INDEX,
                partitions)); var enrich = enrich(broker, partitions, folder.resolve("state"))) {
            broker.send(Topics.RAW_ARTICLES, "beyond-any", article("beyond-any", "fleet ".repeat(200_000)));
            enrich.start();
            var err = new StringWriter();
            int code = NewswatchCommand.commandLine().setErr(new PrintWriter(err)).execute("publish", "--bootstrap",
                    broker.bootstrapServers(), file.toString());
            assertThat(err.toString()).contains("news.jsonl:22", "longer than 8388608 bytes", "1 refused");
            assertThat(code).isEqualTo(1);

            var expected = new HashSet<>(ordinary);
            expected.addAll(List.of("templated", "permuted"));
            var written = meters.counter(EnrichMetrics.ARTICLES);
            await().atMost(PATIENCE).until(() -> written.count() >= lines.size() - 1);
            await().atMost(PATIENCE).until(() -> broker.records(Topics.ENRICHED_ARTICLES).size() >= lines.size() - 1);
            var enriched = broker.values(Topics.ENRICHED_ARTICLES).stream()
                    .collect(Collectors.groupingBy(EnrichedArticle::articleId));
            assertThat(enriched).containsOnlyKeys(expected);
            for (var id : List.of("templated", "permuted")) {
                assertThat(enriched.get(id)).singleElement().satisfies(article -> {
                    assertThat(article.text().length()).isLessThanOrEqualTo(LONGEST_TEXT);
                    assertThat(article.sentences().getFirst().isNews()).isTrue();
                    assertThat(article.sentences().getLast().flags()).containsExactly(Flag.UNJUDGED);
                });
            }
            assertThat(ordinary).allSatisfy(id -> assertThat(enriched.get(id)).allSatisfy(
                    article -> assertThat(article.sentences()).noneMatch(HostileArticlesOnBrokerTest::isUnjudged)));
            assertThat(new Reckoning(broker.bootstrapServers()).reckon(false).problems()).singleElement().asString()
                    .contains("dead letter: beyond-any", "1200000 characters; at most 1000000");
        }
    }

    private static boolean isUnjudged(Sentence sentence) {
        return sentence.flags().contains(Flag.UNJUDGED);
    }

    private void ordinary() {
        for (int i = 0; i < ORDINARY / 4; i++) {
            var article = news.next(MORNING.plusSeconds(lines.size()));
            ordinary.add(article.articleId());
            add(article.articleId(), Objects.requireNonNull(article.title()), article.text());
        }
    }

    private void hostile(String id, String text) {
        add(id, "Of the fleet", text);
    }

    private void add(String id, String title, String text) {
        lines.add(JsonSerde.MAPPER.writeValueAsString(Map.of("id", id, "title", title, "text", text, "source",
                "Harbour Times", "arrivedAt", MORNING.plusSeconds(lines.size()).toString())));
    }

    private static String pieces(int count, IntFunction<String> piece) {
        var text = new StringBuilder();
        for (int n = 0; n < count; n++) {
            text.append(piece.apply(n));
        }
        return text.toString();
    }

    private static String permuted(int n) {
        var words = Arrays.asList(
                "the harbour council of the old northern town agreed on a plan for its ferries".split(" "));
        Collections.shuffle(words, new Random(n));
        return String.join(" ", words) + ". ";
    }

    private static RawArticle article(String id, String text) {
        return new RawArticle(id, null, "Harbour Times", null, null, text, RawArticle.Extent.FULL, false, null, "en",
                null, MORNING, RawArticle.contentHash(null, text), false);
    }

    private EnrichApp enrich(NewsBroker broker, int partitions, Path state) {
        var settings = Settings.load(EnrichSettings.all(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), RuntimeSettings.STREAMS_STATE.name(),
                        state.toString(), RuntimeSettings.INSTANCE.name(), "test",
                        EnrichSettings.INDEX_PARTITIONS.name(), Integer.toString(partitions)));
        return EnrichApp.of(settings, meters);
    }
}
