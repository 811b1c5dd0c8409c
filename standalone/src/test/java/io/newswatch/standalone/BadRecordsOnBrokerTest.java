package io.newswatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.alerts.AlertsApp;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.EnrichApp;
import io.newswatch.ingest.IngestApp;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import io.newswatch.standalone.broker.TopicSetup;
import io.newswatch.standalone.up.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A poison record on every topic that a service reads, also one written while the service is down: each becomes one dead
/// letter and is counted, and what comes behind it arrives. All tests share one broker.
@SuppressWarnings("NullAway.Init")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRecordsOnBrokerTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String POISON = "{\"poison\": tru";

    private Path folder;
    private EmbeddedBroker broker;

    @BeforeAll
    void start(@TempDir Path shared) {
        folder = shared;
        broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")));
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(Map.of(), 1).create(admin);
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void a_poison_record_on_a_topic_of_enrich_is_one_dead_letter_and_the_next_article_arrives() throws Exception {
        var registry = new SimpleMeterRegistry();
        try (var enrich = EnrichApp.of(settings(Map.of()), registry)) {
            enrich.start();
            for (var topic : List.of(Topics.RAW_ARTICLES, Topics.ECHO_REPLIES, Topics.EVENT_REPORTS)) {
                send(topic, "poison", POISON);
            }
            send(Topics.ECHO_PROBES, "not an index partition", POISON);
            send(Topics.RAW_ARTICLES, "empty", "null");
            send(Topics.RAW_ARTICLES, "tombstone", null);
            awaitLetters("enrich", 6);
            send(Topics.RAW_ARTICLES, "good", raw("good", "The ferry of the good article has left its harbour."));
            await().atMost(SOON)
                    .until(() -> read(Topics.ENRICHED_ARTICLES).stream().anyMatch(BadRecordsOnBrokerTest::isGood));
            assertThat(enrich.alive()).isTrue();
        }
        assertThat(letters("enrich")).hasSize(6).extracting(DeadLetter::topic).containsExactlyInAnyOrder(
                Topics.RAW_ARTICLES.name(), Topics.RAW_ARTICLES.name(), Topics.RAW_ARTICLES.name(),
                Topics.ECHO_REPLIES.name(), Topics.EVENT_REPORTS.name(), Topics.ECHO_PROBES.name());
        assertThat(letters("enrich")).allSatisfy(letter -> assertThat(letter.reason()).isNotBlank());
        assertThat(counted(registry, "enrich")).isEqualTo(6);
    }

    @Test
    void a_poison_record_on_a_topic_of_alerts_is_one_dead_letter_over_restarts_and_with_several_channels()
            throws Exception {
        send(Topics.RULES, "default/while-down", "{\"id\": \"while-down\", \"mach\": {}}");
        send(Topics.DELIVERIES, "alert/log:console", POISON);
        Files.writeString(folder.resolve("channels.yaml"), "- {channel: log:second, file: second.txt}\n");
        var more = Map.of("alerts.channels", folder.resolve("channels.yaml").toString());
        var registry = new SimpleMeterRegistry();
        try (var alerts = AlertsApp.of(settings(more), registry)) {
            alerts.start();
            awaitLetters("alerts", 2);
            send(Topics.RULES, "default/while-up", "no rule at all");
            send(Topics.ALERTS, "default/poison", POISON);
            send(Topics.ENRICHED_ARTICLES, "poison", POISON);
            send(Topics.ENRICHED_ARTICLES, "nothing", null);
            awaitLetters("alerts", 6);
            await().atMost(SOON)
                    .until(() -> registry.get("newswatch.alerts.rules.unusable").gauge().value() == 2);
            assertThat(alerts.alive()).isTrue();
        }
        assertThat(counted(registry, "alerts")).isEqualTo(6);

        var again = new SimpleMeterRegistry();
        try (var alerts = AlertsApp.of(settings(more), again)) {
            alerts.start();
            send(Topics.RULES, "default/after-restart", POISON);
            awaitLetters("alerts", 7);
        }
        assertThat(letters("alerts")).extracting(letter -> letter.stage() + " " + letter.topic())
                .containsExactlyInAnyOrder("rules " + Topics.RULES.name(), "rules " + Topics.RULES.name(),
                        "rules " + Topics.RULES.name(), "delivery " + Topics.DELIVERIES.name(),
                        "delivery " + Topics.ALERTS.name(), "deserialization " + Topics.ENRICHED_ARTICLES.name(),
                        "processing " + Topics.ENRICHED_ARTICLES.name());
        assertThat(letters("alerts")).extracting(DeadLetter::reason)
                .anyMatch(reason -> reason.contains("did you mean \"match\"?"));
    }

    @Test
    void a_poison_record_on_a_topic_of_ingest_is_one_dead_letter_and_other_feeds_go_on() throws Exception {
        send(Topics.FEEDS, "example.org/broken", POISON);
        send(Topics.FEED_STATE, "example.org/broken", POISON);
        Files.createDirectories(folder.resolve("inbox"));
        Files.writeString(folder.resolve("inbox/good.txt"), "A file beside the poison is read all the same.\n");
        Files.writeString(folder.resolve("feeds.yaml"),
                "feeds: [{id: inbox, source: directory, path: inbox, options: {interval-ms: 50}}]\n");
        var more = Map.of("ingest.feeds", folder.resolve("feeds.yaml").toString());
        var registry = new SimpleMeterRegistry();
        try (var ingest = IngestApp.of(settings(more), registry)) {
            ingest.start();
            awaitLetters("ingest", 2);
            await().atMost(SOON).until(() -> read(Topics.RAW_ARTICLES).stream()
                    .anyMatch(record -> text(record.value()).contains("beside the poison")));
        }
        try (var ingest = IngestApp.of(settings(more), new SimpleMeterRegistry())) {
            ingest.start();
            send(Topics.FEEDS, "example.org/broken-too", POISON);
            awaitLetters("ingest", 3);
        }
        assertThat(letters("ingest")).hasSize(3).extracting(DeadLetter::topic).containsExactlyInAnyOrder(
                Topics.FEEDS.name(), Topics.FEEDS.name(), Topics.FEED_STATE.name());
        assertThat(counted(registry, "ingest")).isEqualTo(2);
        assertThat(registry.get("newswatch.ingest.refused").tag("why", "wrong-record").counter().count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_pushed_article_that_is_too_large_is_413_and_nothing_of_the_request_is_taken() throws Exception {
        int port = freePort();
        var registry = new SimpleMeterRegistry();
        try (var ingest = IngestApp.of(settings(Map.of("ingest.push", "true", "ingest.push-port", "" + port,
                "ingest.push-token", "secret", "records.max-size", "1MB", "ingest.longest-text", "1000000",
                "instance.name", "push")), registry); var http = HttpClient.newHttpClient()) {
            ingest.start();
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/articles"))
                    .header("Authorization", "Bearer secret")
                    .POST(BodyPublishers.ofString("[{\"id\":\"small\",\"text\":\"A small article.\"},"
                            + "{\"id\":\"huge\",\"text\":\"" + "Γέφυρα ".repeat(110_000) + "\"}]"))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
            assertThat(answer.body()).contains("\"outcome\":\"too-large\"", "records.max-size", "huge");
        }
        assertThat(registry.get("newswatch.ingest.refused").tag("why", "too-large").counter().count()).isEqualTo(1);
        assertThat(read(Topics.RAW_ARTICLES)).noneMatch(record -> text(record.value()).contains("A small article."));
    }

    private static boolean isGood(ConsumerRecord<byte[], byte[]> record) {
        return "good".equals(text(record.key()));
    }

    private Settings settings(Map<String, String> more) {
        var values = new HashMap<>(Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "streams.state",
                folder.resolve("state").toString(), "instance.name", "test"));
        values.putAll(more);
        return Settings.load(Services.settings(), null, Map.of(), values);
    }

    private static double counted(SimpleMeterRegistry registry, String app) {
        return registry.find("newswatch.dead.letters").tag("app", app).counters().stream()
                .mapToDouble(counter -> counter.count()).sum();
    }

    private void awaitLetters(String app, int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(letters(app)).hasSize(count));
    }

    private List<DeadLetter> letters(String app) {
        return read(Topics.DEAD_LETTERS).stream().map(DeadLetter::fromRecord).filter(letter -> letter.app().equals(app))
                .toList();
    }

    private static String raw(String id, String text) {
        return "{\"articleId\":\"%s\",\"source\":\"Harbour Times\",\"text\":\"%s\",\"extent\":\"FULL\",\"truncated\":false,\"arrivedAt\":\"2024-03-04T08:00:00Z\",\"contentHash\":\"x\",\"backfill\":false}"
                .formatted(id, text);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void send(Topic<?, ?> topic, String key, @Nullable String value) throws Exception {
        try (var producer = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8),
                    value == null ? null : value.getBytes(StandardCharsets.UTF_8))).get();
        }
    }

    /// All committed records of a topic.
    private List<ConsumerRecord<byte[], byte[]>> read(Topic<?, ?> topic) {
        var config = Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
