package io.newswatch.alerts;

import static io.newswatch.alerts.SampleArticle.article;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.Alert;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Enriched articles to alerts, through the topology on one partition, in both wirings.
@ParameterizedClass(name = "one partition: {0}")
@ValueSource(booleans = {true, false})
class AlertTopologyTest {

    private static final String DRILLS = "{\"id\": \"drills\", \"match\": {\"text\": {\"any\": [\"drill\"]}}}";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger unusable = new AtomicInteger();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> rules;
    private final TestInputTopic<String, EnrichedArticle> articles;
    private final TestOutputTopic<String, Alert> alerts;

    AlertTopologyTest(boolean onePartition) {
        var metrics = new AlertMetrics(meters);
        var table = new RuleTable(metrics, unusable::incrementAndGet);
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "alerts-test");
        driver = new TopologyTestDriver(AlertTopology.of(table, false, onePartition, metrics), properties);
        rules = driver.createInputTopic(Topics.RULES.name(), new StringSerializer(), new ByteArraySerializer());
        articles = driver.createInputTopic(Topics.ENRICHED_ARTICLES.name(), new StringSerializer(),
                Topics.ENRICHED_ARTICLES.value().serializer());
        alerts = driver.createOutputTopic(Topics.ALERTS.name(), Topics.ALERTS.key().deserializer(),
                Topics.ALERTS.value().deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void rule(String key, String json) {
        rules.pipeInput(key, json.getBytes(StandardCharsets.UTF_8));
    }

    private void arrive(EnrichedArticle article) {
        articles.pipeInput(article.articleId(), article, article.arrivedAt());
    }

    @Test
    void an_alert_is_fired_once_a_story_as_a_cloud_event() {
        rule("default/drills", DRILLS);
        arrive(article("a").title("Drill").novel("A drill began.").echo("Old words.", "z").build());
        arrive(article("b").novel("The drill goes on.").echo("Old.", "a").build());

        var record = alerts.readRecord();
        assertThat(alerts.isEmpty()).isTrue();
        assertThat(record.key()).isEqualTo("default/drills");
        var alert = record.value();
        assertThat(alert.articleId()).isEqualTo("a");
        assertThat(alert.newSentences()).isEqualTo(1);
        assertThat(alert.background()).hasSize(1);
        assertThat(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .isEqualTo(alert.alertId());
        assertThat(record.headers()).extracting(header -> header.key()).contains("ce_type", "ce_source", "ce_time",
                "ce_specversion", "content-type");
        assertThat(meters.counter("newswatch.alerts.silent", "why", "known-story").count()).isEqualTo(1);
    }

    @Test
    void an_alert_on_an_article_that_not_all_of_the_memory_has_seen_says_that_it_is_provisional() {
        rule("default/drills", DRILLS);
        arrive(article("a").partial().novel("A drill began.").build());
        arrive(article("b").novel("Another drill began.").build());
        var told = alerts.readValuesToList();
        assertThat(told).extracting(Alert::provisional).containsExactly(true, false);
        assertThat(AlertText.of(told.getFirst(), false)).contains("Provisional: part of the memory had not answered");
        assertThat(AlertText.of(told.getLast(), false)).doesNotContain("Provisional");
    }

    @Test
    void a_rule_counts_from_the_next_article_on_and_until_it_is_removed() {
        arrive(article("a").novel("A drill began.").build());
        assertThat(alerts.isEmpty()).isTrue();
        rule("default/drills", DRILLS);
        arrive(article("b").novel("Another drill began.").build());
        assertThat(alerts.readValuesToList()).hasSize(1);
        rules.pipeInput("default/drills", (byte[]) null);
        arrive(article("c").novel("A third drill began.").build());
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void a_digest_of_a_rule_that_is_removed_before_its_day_ends_is_not_told() {
        var digest = DRILLS.replace("}}}", "}}, \"notify\": {\"mode\": \"digest\"}}");
        rule("default/drills", digest);
        rule("default/others", digest.replace("drills", "others"));
        arrive(article("a").novel("A drill began.").build());
        rules.pipeInput("default/drills", (byte[]) null);
        driver.advanceWallClockTime(Duration.ofDays(2));

        assertThat(alerts.readValuesToList()).extracting(Alert::ruleId).containsExactly("others");
        assertThat(meters.counter("newswatch.alerts.silent", "why", "rule-gone").count()).isEqualTo(1);
    }

    @Test
    void an_edited_rule_fires_no_story_again() {
        rule("default/drills", DRILLS);
        arrive(article("a").novel("A drill began.").build());
        rule("default/drills", DRILLS.replace("\"drill\"", "\"drill\", \"exercise\""));
        arrive(article("b").novel("The exercise goes on.").echo("Old.", "a").build());

        assertThat(alerts.readValuesToList()).extracting(Alert::articleId).containsExactly("a");
    }

    @Test
    void a_record_that_is_no_rule_is_counted_while_it_stands_there_and_the_others_go_on() {
        rule("default/broken", "{\"id\": \"broken\"");
        rule("default/typo", "{\"id\": \"typo\", \"mach\": {}}");
        rule("default/drills", DRILLS);
        arrive(article("a").novel("A drill began.").build());

        assertThat(alerts.readValuesToList()).hasSize(1);
        assertThat(unusable).hasValue(2);
        assertThat(meters.get("newswatch.alerts.rules.unusable").gauge().value()).isEqualTo(2);
        assertThat(meters.get("newswatch.alerts.rules").gauge().value()).isEqualTo(1);
        rule("default/typo", DRILLS.replace("drills", "typo"));
        rules.pipeInput("default/broken", (byte[]) null);
        assertThat(meters.get("newswatch.alerts.rules.unusable").gauge().value()).isZero();
        assertThat(meters.get("newswatch.alerts.rules").gauge().value()).isEqualTo(2);
    }

    @Test
    void an_alert_reads_like_news() {
        rule("default/drills", DRILLS.replace("{\"id\"", "{\"description\": \"Any drill\", \"id\"")
                .replace("\"drill\"", "\"officers\""));
        arrive(article("a").title("Drill \u001b[31mbegins").changed("Some 60 officers came.", "z", "100", "60")
                .echo("Both armies are old friends.", "y").build());

        assertThat(AlertText.of(alerts.readValue(), false)).isEqualTo("""
                ● Drill \uFFFD[31mbegins
                  Any drill [drills]
                  Example Wire · arrived 2026-03-02 08:00 UTC · https://news.example.org/a
                  Why: 1 of 2 sentences is new or changed; "officers" in new words; first report of this story
                  » Some 60 officers came.
                  Changed: 100 -> 60 (was in https://news.example.org/z, here since 2026-03-02)
                  Known: 1 sentence recycled, such as "Both armies are old friends.", first in \
                https://news.example.org/y, here since 2026-03-02, seen in 3 articles of 2 outlets""");
    }
}
