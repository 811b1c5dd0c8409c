package io.newswatch.standalone.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.alerts.AlertsApp;
import io.newswatch.alerts.AlertsSettings;
import io.newswatch.contract.Alert;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Delivery;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.NewsBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts with a real broker of two partitions and a real web server at the other end of a webhook.
@SuppressWarnings("NullAway.Init")
class AlertsOnBrokerTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Instant MORNING = Instant.parse("2024-03-04T08:00:00Z");
    private static final String RULES = """
            - id: memoranda
              description: A memorandum that is news
              match: {text: {any: [memorandum]}}
              channels: [webhook:desk, log:desk]
            - id: ferries
              match: {text: {any: [ferry, ferries]}}
              channels: [log:desk]
            """;
    private static final String BACKGROUND = "The two ports have been bound since 2019 by a memorandum on the rescue of fishermen in rough weather.";

    @TempDir
    private Path folder;
    private NewsBroker broker;
    private HttpServer desk;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final OfflineEnrichment enrichment = OfflineEnrichment.remembering();

    @BeforeEach
    void start() throws IOException {
        broker = NewsBroker.start(folder, Map.of(Partitioning.BY_ARTICLE, 2, Partitioning.BY_RULE, 2));
        desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        desk.createContext("/hook", exchange -> {
            try (exchange) {
                heard.add(exchange.getRequestHeaders().getFirst("webhook-id"));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        desk.start();
        var address = "127.0.0.1:" + desk.getAddress().getPort();
        Files.writeString(folder.resolve("desk.secret"), "whsec_bmV3c3dhdGNoLXRlc3Qtc2VjcmV0LTI0Yg==\n");
        Files.writeString(folder.resolve("channels.yaml"), """
                - {channel: webhook:desk, url: "http://%s/hook", secretFile: desk.secret, allow: ["%s"]}
                - {channel: log:desk, format: json, file: alerts.jsonl}
                """.formatted(address, address));
        Files.writeString(folder.resolve("rules.yaml"), RULES);
    }

    @AfterEach
    void stop() {
        desk.stop(0);
        broker.close();
    }

    @Test
    void a_story_is_told_once_per_rule_over_a_restart_and_articles_wait_for_the_rules() throws Exception {
        // Articles are there before the first rule is: they are matched against the rules of the file all the same.
        report("pier", 0, "Harbour masters of two ports signed a memorandum about ferry tickets on the old pier.");
        report("lamps", 1, "The council of a hill town shelved its memorandum on street lamps after a long quarrel.");
        var registry = new SimpleMeterRegistry();
        try (var app = alerts(registry)) {
            app.start();
            await().atMost(SOON).until(() -> count(registry, "fired") == 3);
            await().atMost(SOON).until(() -> broker.records(Topics.DELIVERIES).size() == 5);
        }

        // One copies the first story and adds to it, the other is a story of its own.
        report("pier-again", 60,
                "Harbour masters of two ports signed a memorandum about ferry tickets on the old pier.",
                "A brass band played while the memorandum was carried past the ferry in a fish basket.");
        report("bees", 61, "Beekeepers of three valleys want a memorandum against the theft of hives in winter.");
        var after = new SimpleMeterRegistry();
        try (var app = alerts(after)) {
            app.start();
            await().atMost(SOON).until(() -> count(after, "matches") == 3);
            await().atMost(SOON).until(() -> count(after, "fired") + count(after, "silent") == 3);
            await().atMost(SOON).until(() -> broker.records(Topics.DELIVERIES).size() == 7);
        }

        var alerts = broker.records(Topics.ALERTS).stream().map(record -> NewsBroker.value(Topics.ALERTS, record))
                .toList();
        assertThat(alerts).extracting(alert -> alert.ruleId() + " " + alert.articleId())
                .containsExactlyInAnyOrder("memoranda pier", "ferries pier", "memoranda lamps", "memoranda bees");
        assertThat(alerts).extracting(Alert::alertId).doesNotHaveDuplicates();
        assertThat(alerts).extracting(Alert::reportNumber).containsOnly(1);
        assertThat(count(after, "articles")).as("read again after the restart").isEqualTo(2);
        assertThat(broker.records(Topics.ALERTS)).allSatisfy(AlertsOnBrokerTest::isCloudEvent);
        deliveredOnce(alerts);
    }

    private void deliveredOnce(List<Alert> alerts) throws IOException {
        var places = new HashMap<String, Integer>();
        broker.records(Topics.ALERTS)
                .forEach(record -> places.put(NewsBroker.value(Topics.ALERTS, record).alertId(), record.partition()));
        assertThat(broker.records(Topics.DELIVERIES)).allSatisfy(record -> {
            var delivery = NewsBroker.value(Topics.DELIVERIES, record);
            assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
            assertThat(delivery.attempt()).isEqualTo(1);
            assertThat(delivery.alert()).isNull();
            assertThat(record.partition()).isEqualTo(places.get(delivery.alertId()));
        });
        assertThat(heard).containsExactlyInAnyOrderElementsOf(
                alerts.stream().filter(alert -> alert.ruleId().equals("memoranda")).map(Alert::alertId).toList());
        assertThat(Files.readAllLines(folder.resolve("alerts.jsonl"))).hasSize(alerts.size())
                .allSatisfy(line -> assertThat(alerts).contains(Topics.ALERTS.value().deserializer()
                        .deserialize(Topics.ALERTS.name(), line.getBytes(StandardCharsets.UTF_8))));
    }

    private static void isCloudEvent(ConsumerRecord<String, byte[]> record) {
        var alert = NewsBroker.value(Topics.ALERTS, record);
        assertThat(record.key()).isEqualTo("default/" + alert.ruleId());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_id")).isEqualTo(alert.alertId()).isNotEmpty();
        assertThat(header(record, "ce_type")).isEqualTo("io.newswatch.alert.v1");
        assertThat(header(record, "ce_source")).isEqualTo("/newswatch/rules/default/" + alert.ruleId());
        assertThat(header(record, "ce_subject")).isEqualTo(alert.articleId());
        assertThat(Instant.parse(header(record, "ce_time"))).isEqualTo(alert.firedAt());
        assertThat(header(record, "content-type")).isEqualTo("application/json");
    }

    @Test
    void records_that_are_no_rule_or_no_article_become_dead_letters_and_the_rest_goes_on() throws Exception {
        var registry = new SimpleMeterRegistry();
        try (var app = alerts(registry)) {
            app.start();
            await().atMost(SOON).until(() -> app.health().ready());
            broker.sendWords(Topics.RULES, "default/broken", "{\"id\": \"broken\", \"mach\": {}}");
            broker.sendWords(Topics.ENRICHED_ARTICLES, "broken-a", "no article");
            broker.sendWords(Topics.ENRICHED_ARTICLES, "broken-b", "{\"articleId\": 7}");
            await().atMost(SOON).until(() -> broker.records(Topics.DEAD_LETTERS).size() == 3);

            for (int i = 0; i < 4; i++) {
                report("after-" + i, i, List.of(
                        "Clockmakers signed a memorandum about the tower bell.",
                        "A memorandum on apple varieties divides the orchards of the east.",
                        "Shepherds and bakers drew up a memorandum over a shared oven.",
                        "The museum of maps lost its only memorandum in the flood.").get(i));
            }
            await().atMost(SOON).until(() -> broker.records(Topics.ALERTS).size() == 4);
            assertThat(app.health().ready()).isTrue();
            assertThat(app.alive()).isTrue();
        }
        var after = new SimpleMeterRegistry();
        try (var app = alerts(after)) {
            app.start();
            await().atMost(SOON).until(() -> app.health().ready());
            assertThat(after.get("newswatch.alerts.rules.unusable").gauge().value())
                    .as("still there, and told of before").isEqualTo(1);
        }

        var letters = broker.records(Topics.DEAD_LETTERS);
        assertThat(letters).extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("default/broken", "broken-a", "broken-b");
        assertThat(letters).extracting(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("{\"id\": \"broken\", \"mach\": {}}", "no article", "{\"articleId\": 7}");
        assertThat(letters).extracting(DeadLetter::fromRecord).allSatisfy(letter -> {
            assertThat(letter.app()).isEqualTo("alerts");
            assertThat(letter.topic()).isIn(Topics.RULES.name(), Topics.ENRICHED_ARTICLES.name());
            assertThat(letter.stage())
                    .isEqualTo(letter.topic().equals(Topics.RULES.name()) ? "rules" : "deserialization");
            assertThat(letter.offset()).isNotNegative();
            assertThat(letter.reason()).isNotBlank();
        });
        assertThat(letters).extracting(letter -> DeadLetter.fromRecord(letter).reason())
                .anyMatch(reason -> reason.contains("did you mean \"match\"?"));
    }

    @Test
    void a_memorandum_in_the_background_of_two_reports_is_news_in_the_first_alone() throws Exception {
        report("trawler", 0, "A trawler ran aground off the northern cape early on Sunday.", BACKGROUND);
        report("regatta", 30, "Forty dinghies will race around the lighthouse island next weekend.", BACKGROUND);
        var registry = new SimpleMeterRegistry();
        try (var app = alerts(registry)) {
            app.start();
            await().atMost(SOON).until(() -> count(registry, "articles") == 2 && count(registry, "fired") == 1);
        }

        assertThat(count(registry, "matches")).isEqualTo(1);
        assertThat(broker.records(Topics.ALERTS))
                .extracting(record -> NewsBroker.value(Topics.ALERTS, record).articleId())
                .containsExactly("trawler");
    }

    @Test
    void changed_files_are_read_again_one_with_a_mistake_changes_nothing_and_rules_of_others_stay() throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), """
                - id: every-ferry
                  match: {novelOnly: false, text: {any: [ferry]}}
                  notify: {mode: every}
                  channels: [log:desk]
                """);
        var channels = folder.resolve("channels.yaml");
        Files.writeString(channels, "- {channel: log:desk, format: json, file: alerts.jsonl}\n");
        var registry = new SimpleMeterRegistry();
        try (var app = alerts(registry)) {
            app.start();
            report("pier", 0, "A ferry ran into the old pier.");
            await().atMost(SOON).until(() -> lines("alerts.jsonl") == 1);

            Files.writeString(channels, "- {channel: log:desk, format: jsn, file: nowhere.jsonl}\n");
            report("lamps", 1, "The lamps of the night ferry were sold to a theatre.");
            await().atMost(SOON).until(() -> lines("alerts.jsonl") == 2);

            Files.writeString(channels, "- {channel: log:desk, format: json, file: elsewhere.jsonl}\n");
            // Those that fire before the change is seen still go to the former file.
            for (int i = 1; lines("elsewhere.jsonl") == 0; i++) {
                report("bees-" + i, 60 + i, "Bees swarmed on the ferry of harbour " + i + " at noon.");
                int told = 2 + i;
                await().atMost(SOON).until(() -> lines("alerts.jsonl") + lines("elsewhere.jsonl") == told);
            }

            broker.sendWords(Topics.RULES, "default/by-hand",
                    "{\"id\": \"by-hand\", \"match\": {\"languages\": [\"en\"]}}");
            Files.writeString(folder.resolve("rules.yaml"), "[]\n");
            await().atMost(SOON).until(() -> broker.records(Topics.RULES).size() == 3);
        }
        var rules = broker.records(Topics.RULES);
        assertThat(rules).filteredOn(rule -> rule.key().equals("default/every-ferry"))
                .satisfiesExactly(rule -> assertThat(header(rule, "newswatch_owner")).isEqualTo("file:desk-1"),
                        rule -> assertThat(rule.value()).isNull());
        assertThat(folder.resolve("nowhere.jsonl")).doesNotExist();
        assertThat(count(registry, "fired")).isEqualTo(lines("alerts.jsonl") + lines("elsewhere.jsonl"));
    }

    private int lines(String file) throws IOException {
        var path = folder.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path).size() : 0;
    }

    private AlertsApp alerts(SimpleMeterRegistry registry) {
        var settings = Settings.load(AlertsSettings.all(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "streams.state",
                        folder.resolve("state").toString(), "instance.name", "desk-1", "alerts.rules",
                        folder.resolve("rules.yaml").toString(), "alerts.channels",
                        folder.resolve("channels.yaml").toString(), "alerts.watch", "100ms"));
        return AlertsApp.of(settings, registry);
    }

    private static int count(SimpleMeterRegistry registry, String what) {
        return (int) registry.find("newswatch.alerts." + what).counters().stream()
                .mapToDouble(Counter::count).sum();
    }

    /// Enriches an article of such sentences and puts it on the topic.
    private void report(String id, int minute, String... sentences) throws Exception {
        var text = String.join(" ", sentences);
        var raw = new RawArticle(id, null, "Harbour Times", null, null, text, Extent.FULL, false, null, "en", null,
                MORNING.plus(Duration.ofMinutes(minute)), RawArticle.contentHash(null, text), false);
        broker.send(Topics.ENRICHED_ARTICLES, id, enrichment.enrich(raw).orElseThrow());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
