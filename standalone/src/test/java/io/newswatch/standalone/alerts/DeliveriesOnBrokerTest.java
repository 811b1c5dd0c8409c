package io.newswatch.standalone.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.alerts.AlertsSettings;
import io.newswatch.alerts.OfflineAlerts;
import io.newswatch.alerts.channel.Channel;
import io.newswatch.alerts.channel.Outcome;
import io.newswatch.alerts.deliver.Deliveries;
import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.contract.Alert;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.runtime.MeteredClients;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.TableLetters;
import io.newswatch.runtime.TableLetters.Table;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import io.newswatch.standalone.broker.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deliveries on a real broker when something goes wrong in their middle.
@SuppressWarnings("NullAway.Init")
class DeliveriesOnBrokerTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int EIGHT_MEGABYTES = 8 * 1024 * 1024;

    @TempDir
    private Path folder;
    private EmbeddedBroker broker;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(BrokerOptions.in(folder));
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(Map.of(Partitioning.BY_RULE, 2), 1).create(admin);
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void a_channel_that_breaks_in_the_middle_is_told_of_and_loses_no_alert() throws Exception {
        send(0, Topics.ALERTS.toBytes(alert("bees")));
        send(0, Topics.ALERTS.toBytes(alert("lamps")));
        try (var deliveries = deliveries(_ -> {
            throw new LinkageError("a class that is not there");
        })) {
            await().dontCatchUncaughtExceptions().atMost(SOON).until(() -> !deliveries.alive());
            assertThat(deliveries.health().ready()).isFalse();
            assertThat(deliveries.health().detail()).contains("log:desk");
        }
        try (var deliveries = deliveries(alert -> heard.add(alert.articleId()))) {
            await().atMost(SOON).untilAsserted(() -> assertThat(heard).containsExactly("bees", "lamps"));
            assertThat(deliveries.alive()).isTrue();
        }
    }

    @Test
    void a_record_that_is_no_alert_and_leaves_no_room_for_a_letter_blocks_nothing() throws Exception {
        send(1, new byte[EIGHT_MEGABYTES - 100]);
        send(1, Topics.ALERTS.toBytes(alert("bees")));
        ConsumerRecord<byte[], byte[]> letter;
        try (var letters = letters();
                var _ = deliveries(alert -> heard.add(alert.articleId()), letters::look)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(heard).containsExactly("bees"));
            letter = letter();
        }
        assertThat(letter.value()).as("there is no room for it").isNull();
        assertThat(DeadLetter.fromRecord(letter)).satisfies(why -> {
            assertThat(why.topic()).isEqualTo(Topics.ALERTS.name());
            assertThat(why.partition()).isEqualTo(1);
            assertThat(why.offset()).isZero();
        });
    }

    /// What a channel does with an alert.
    private interface Desk {
        void hear(Alert alert);
    }

    private Settings settings() {
        return Settings.load(AlertsSettings.all(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "instance.name", "desk-1"));
    }

    private TableLetters letters() {
        return TableLetters.of("alerts", settings(), new SimpleMeterRegistry(),
                DeadLetter::letter,
                List.of(new Table(Topics.ALERTS.name(), "delivery", (_, json) -> Topics.ALERTS.ofBytes(json))));
    }

    private Deliveries deliveries(Desk desk) {
        return deliveries(desk, () -> {
        });
    }

    private Deliveries deliveries(Desk desk, Runnable unreadable) {
        var deliveries = new Deliveries(settings(), new MeteredClients("alerts", new SimpleMeterRegistry()), (_, _) -> {
        }, (_, _) -> {
        }, unreadable);
        deliveries.deliverTo(List.of(new Channel() {
            @Override
            public String name() {
                return "log:desk";
            }

            @Override
            public Outcome send(Alert alert) {
                desk.hear(alert);
                return new Outcome.Delivered("heard");
            }
        }));
        return deliveries;
    }

    private static Alert alert(String article) {
        var text = "A drill of " + article + " began in the harbour on Monday.";
        var raw = new RawArticle(article, null, "Harbour Times", null, null, text, Extent.FULL, false, null, "en", null,
                Instant.parse("2024-03-04T08:00:00Z"), RawArticle.contentHash(null, text), false);
        var rules = RuleFile.parse("r", "{id: r, match: {text: {any: [drill]}}, channels: [log:desk]}").rules();
        return new OfflineAlerts(rules, false).take(OfflineEnrichment.remembering().enrich(raw).orElseThrow())
                .getFirst();
    }

    private void send(int partition, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, EIGHT_MEGABYTES),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.ALERTS.name(), partition, null, value)).get();
        }
    }

    private ConsumerRecord<byte[], byte[]> letter() {
        var config = Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition())).toList());
            return await().atMost(SOON).until(
                    () -> StreamSupport.stream(consumer.poll(Duration.ofSeconds(1)).spliterator(), false)
                            .findFirst(),
                    Optional::isPresent).orElseThrow();
        }
    }
}
