package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.Amendment;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.EchoIndex;
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
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// The topology on one partition, in both wirings. What more partitions do is tested on a real broker, in `standalone`.
@ParameterizedClass(name = "fused: {0}")
@ValueSource(booleans = {true, false})
class EnrichTopologyTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final String LIGHTHOUSE = "The lighthouse on the cape has been dark since a storm in 1998 tore away its "
            + "lantern and half of the gallery.";
    private static final EnrichSettings SETTINGS = new EnrichSettings(1, Retention.DEFAULT, 1L << 30, 1L << 26,
            Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofDays(60), 1_000_000, List.of());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, RawArticle> raw;
    private final TestOutputTopic<String, EnrichedArticle> enriched;
    private final TestOutputTopic<String, Amendment> amendments;

    EnrichTopologyTest(boolean fused, @TempDir Path state) {
        var reader = GrammarReader.load(List.of());
        var metrics = new EnrichMetrics(meters);
        var backlog = new Backlog(SETTINGS.waitingLimit(), metrics);
        var topology = fused
                ? EnrichTopology.fused(SETTINGS, reader, EchoIndex::take, backlog, metrics)
                : EnrichTopology.spread(SETTINGS, reader, EchoIndex::take, backlog, metrics);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, config, MORNING);
        raw = input(Topics.RAW_ARTICLES);
        enriched = output(Topics.ENRICHED_ARTICLES);
        amendments = output(Topics.AMENDMENTS);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private <K, V> TestInputTopic<K, V> input(Topic<K, V> topic) {
        return driver.createInputTopic(topic.name(), topic.key().serializer(), topic.value().serializer());
    }

    private <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
        return driver.createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer());
    }

    private void publish(String id, int second, String text) {
        raw.pipeInput(id, new RawArticle(id, null, "Cape Herald", null, null, text, Extent.FULL, false, null, "en",
                null, MORNING.plusSeconds(second), RawArticle.contentHash(null, text), false));
    }

    @Test
    void an_article_comes_out_with_its_echoes_under_its_id() {
        publish("a", 0, LIGHTHOUSE);
        publish("b", 5, "Sailors collected money for a new lantern on Sunday. " + LIGHTHOUSE);
        var all = enriched.readKeyValuesToList();
        assertThat(all).extracting(record -> record.key).containsExactly("a", "b");
        var last = all.getLast().value.sentences().getLast();
        assertThat(last.verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(last.echo()).satisfies(echo -> assertThat(echo.articleId()).isEqualTo("a"));
        assertThat(amendments.isEmpty()).isTrue();
    }

    @Test
    void the_same_text_again_gives_no_output_and_is_counted() {
        publish("a", 0, LIGHTHOUSE);
        publish("a", 5, LIGHTHOUSE);
        assertThat(enriched.readValuesToList()).hasSize(1);
        assertThat(meters.counter("newswatch.enrich.articles.same").count()).isEqualTo(1);
    }

    @Test
    void a_late_predecessor_amends_what_was_published_and_only_once() {
        publish("b", 5, LIGHTHOUSE);
        publish("a", 4, LIGHTHOUSE);
        assertThat(enriched.readValuesToList()).extracting(article -> article.sentences().getFirst().verdict())
                .containsExactly(Verdict.NOVEL, Verdict.NOVEL);
        assertThat(amendments.readValuesToList()).singleElement().satisfies(amendment -> {
            assertThat(amendment.articleId()).isEqualTo("b");
            assertThat(amendment.version()).isEqualTo(2);
            assertThat(amendment.reason()).isEqualTo(Amendment.Reason.LATE_PREDECESSOR);
            assertThat(amendment.amendedAt()).isEqualTo(MORNING.plusSeconds(4));
            assertThat(amendment.sentences()).singleElement().satisfies(sentence -> {
                assertThat(sentence.verdict()).isEqualTo(Verdict.REPEAT);
                assertThat(sentence.echo()).satisfies(echo -> assertThat(echo.articleId()).isEqualTo("a"));
            });
        });
    }

    @Test
    void the_line_of_a_site_is_furniture_and_the_background_of_a_running_story_is_not() {
        var line = " Cape Herald brings the news of the coast to your letter box twice a day.";
        var people = List.of("Anders Holm of Vardal", "Berta Quist of Mossund", "Carl Lind of Tornby",
                "Doris Falk of Elvik", "Egil Storm of Harnes");
        for (int i = 0; i < people.size(); i++) {
            publish("site-" + i, i,
                    "On Sunday the harbour choir heard " + people.get(i) + " tell of boat " + i * 7 + "."
                            + line);
        }
        for (int i = 0; i < 8; i++) {
            publish("story-" + i, 10 + i,
                    "On day " + (i + 2) + " of the inquiry Captain Olsen of the Marigold and Pilot "
                            + "Brandt spoke before Judge Wiik for " + (i * 11 + 13) + " minutes. " + LIGHTHOUSE);
        }
        var last = enriched.readKeyValuesToMap();
        assertThat(Objects.requireNonNull(last.get("site-4")).sentences().getLast()).satisfies(sentence -> {
            assertThat(sentence.flags()).containsExactly(Flag.FURNITURE);
            assertThat(sentence.verdict()).isEqualTo(Verdict.NOVEL);
        });
        assertThat(Objects.requireNonNull(last.get("story-7")).sentences().getLast()).satisfies(sentence -> {
            assertThat(sentence.flags()).isEmpty();
            assertThat(sentence.verdict()).isEqualTo(Verdict.REPEAT);
        });
        publish("site-0b", 0, "On Sunday the harbour choir heard Frida Moe of Grimo tell of boat 99." + line);
        assertThat(amendments.readValuesToList()).as("the third is the fourth by now").singleElement()
                .satisfies(amendment -> {
                    assertThat(amendment.articleId()).isEqualTo("site-2");
                    assertThat(amendment.sentences()).hasSize(1).allSatisfy(
                            sentence -> assertThat(sentence.flags()).containsExactly(Flag.FURNITURE));
                });
    }

    @Test
    void lines_that_every_site_has_are_furniture_at_once() {
        publish("a", 0, LIGHTHOUSE + "\nContinue reading\nThe post A dark cape appeared first on Cape Herald.\n[...]");
        assertThat(enriched.readValue().sentences()).extracting(sentence -> sentence.flags().contains(Flag.FURNITURE))
                .containsExactly(false, true, true, true);
    }

    @Test
    void two_reports_of_one_event_make_one_record() {
        publish("a", 0, "Greece and Italy began a joint naval exercise off Crete on Monday.");
        publish("b", 5, "On Monday a joint naval exercise of Italy and Greece started near Crete, officials said.");
        var events = output(Topics.EVENTS).readKeyValuesToMap();
        assertThat(events).hasSize(1);
        assertThat(events.values()).singleElement()
                .satisfies(event -> assertThat(event.reports()).extracting(report -> report.articleId())
                        .containsExactly("a", "b"));
    }

    @Test
    void an_article_without_words_comes_out_too() {
        publish("a", 0, "***");
        assertThat(enriched.readValuesToList()).hasSize(1);
    }

    @Test
    void a_record_that_is_no_whole_article_is_refused_with_its_name_and_what_it_lacks() {
        var article = new RawArticle("a", null, "Cape Herald", null, null, "Words.", Extent.FULL, false, null, null,
                null, MORNING, "hash", false);
        assertThatThrownBy(() -> raw.pipeInput("z", article)).isInstanceOf(StreamsException.class)
                .rootCause().hasMessageContaining("record z holds article a");
    }

    @Test
    void an_article_that_says_it_comes_from_the_future_is_refused_and_makes_nothing_old() {
        publish("a", 0, LIGHTHOUSE);
        assertThatThrownBy(() -> publish("b", 4 * 365 * 86_400, "A lamp was lit.")).isInstanceOf(StreamsException.class)
                .rootCause().hasMessageContaining("article b says that it arrived at 2030-03-01T08:00:00Z")
                .hasMessageContaining("look at the clock");
        publish("c", 1, "Another lamp was lit.");
        publish("a", 2, LIGHTHOUSE);
        assertThat(meters.counter("newswatch.enrich.articles.same").count()).isEqualTo(1);
    }

    @Test
    void dossiers_and_histories_are_forgotten_in_step_with_what_comes() {
        for (int day = 0; day < 200; day++) {
            driver.advanceWallClockTime(Duration.ofDays(1));
            for (int i = 0; i < 4; i++) {
                publish(day + "/" + i, day * 86_400 + i, "Ship " + day + " of fleet " + i + " sails at dawn.");
            }
        }
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(gauge("newswatch.enrich.dossiers")).isBetween(8.0, 16.0);
        assertThat(gauge("newswatch.enrich.dossiers.bytes")).isBetween(1_000.0, 10_000.0);
        assertThat(gauge("newswatch.enrich.revisions")).isBetween(240.0, 600.0);
        publish("199/0", 199 * 86_400 + 9, "Ship 199 of fleet 0 sails at dawn.");
        assertThat(meters.counter("newswatch.enrich.articles.same").count()).isEqualTo(1);
    }

    private double gauge(String name) {
        return Objects.requireNonNull(meters.find(name).gauge(), name).value();
    }

    @Test
    void every_store_and_changelog_has_the_name_it_keeps_for_good() {
        assertThat(driver.getAllStateStores()).containsOnlyKeys("revisions", "waiting", "dossiers", "memory",
                "open-events");
    }
}
