package io.newswatch.standalone.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.Amendment;
import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.EnrichApp;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import io.newswatch.standalone.broker.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one partition cannot show: verdicts are the same however the work is divided and in whichever order the articles
/// of a second come.
class EnrichOnBrokerTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final int ARTICLES = 60;

    /// What readers are told of a sentence: verdict, where it stood, what changed.
    private record Told(int start, int end, Verdict verdict, String origin, List<Delta> delta) {
        static Told of(Sentence sentence) {
            var echo = sentence.echo();
            return new Told(sentence.start(), sentence.end(), sentence.verdict(),
                    echo == null ? "" : echo.articleId() + "/" + echo.revision() + "@" + echo.start(),
                    echo == null ? List.of() : echo.delta());
        }
    }

    @ParameterizedTest(name = "{0} partitions, {1} index partitions")
    @CsvSource({"1,1", "2,2", "4,1"})
    void verdicts_do_not_depend_on_partitions_or_on_the_order_within_a_second(int partitions, int indexPartitions,
            @TempDir Path folder) throws Exception {
        var articles = articles();
        var shuffled = new ArrayList<>(articles);
        Collections.shuffle(shuffled, new Random(partitions * 10L + indexPartitions));

        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")));
                var app = enrich(broker, partitions, indexPartitions, folder.resolve("state"))) {
            app.start();
            produce(broker, shuffled);
            var told = new TreeMap<String, Map<Integer, Told>>();
            try (var enriched = consumer(broker, Topics.ENRICHED_ARTICLES);
                    var amendments = consumer(broker, Topics.AMENDMENTS)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    poll(enriched, (String id, EnrichedArticle article) -> {
                        assertThat(told).as("published twice").doesNotContainKey(id);
                        tell(told, id, article.sentences());
                    });
                    return told.size() == ARTICLES;
                });
                // Amendments of an article follow it in one topic; their number is not known, their effect is.
                await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                    poll(amendments, (String id, Amendment amendment) -> tell(told, id, amendment.sentences()));
                    assertThat(told).isEqualTo(expected(articles));
                });
            }
        }
    }

    private static void tell(Map<String, Map<Integer, Told>> told, String id, List<Sentence> sentences) {
        var known = told.computeIfAbsent(id, _ -> new TreeMap<>());
        sentences.forEach(sentence -> known.put(sentence.start(), Told.of(sentence)));
    }

    private static Map<String, Map<Integer, Told>> expected(List<RawArticle> articles) {
        var told = new TreeMap<String, Map<Integer, Told>>();
        var offline = OfflineEnrichment.remembering();
        articles.stream().sorted(Comparator.comparing(RawArticle::arrivedAt).thenComparing(RawArticle::articleId))
                .forEach(raw -> tell(told, raw.articleId(), offline.enrich(raw).orElseThrow().sentences()));
        return told;
    }

    private static EnrichApp enrich(EmbeddedBroker broker, int partitions, int indexPartitions, Path state) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(Map.of(Partitioning.BY_ARTICLE, partitions, Partitioning.BY_INDEX, indexPartitions), 1)
                    .create(admin);
        }
        var settings = Settings.load(EnrichSettings.all(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "streams.state", state.toString(),
                        EnrichSettings.INDEX_PARTITIONS.name(), Integer.toString(indexPartitions)));
        return EnrichApp.of(settings, new SimpleMeterRegistry());
    }

    private static void produce(EmbeddedBroker broker, List<RawArticle> articles) throws Exception {
        var topic = Topics.RAW_ARTICLES;
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers()),
                topic.key().serializer(), topic.value().serializer())) {
            var sent = articles.stream()
                    .map(article -> producer.send(new ProducerRecord<>(topic.name(), article.articleId(), article)))
                    .toList();
            for (var record : sent) {
                record.get();
            }
        }
    }

    private static <V> KafkaConsumer<String, V> consumer(EmbeddedBroker broker, Topic<String, V> topic) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "test-" + topic.name());
        var consumer = new KafkaConsumer<>(config, topic.key().deserializer(), topic.value().deserializer());
        consumer.subscribe(List.of(topic.name()));
        return consumer;
    }

    private static <V> void poll(KafkaConsumer<String, V> consumer, BiConsumer<String, V> take) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> take.accept(record.key(), record.value()));
    }

    /// Articles of one second, three at a moment, that repeat one another's background, some of it with other numbers.
    private static List<RawArticle> articles() {
        var random = new Random(7);
        var articles = new ArrayList<RawArticle>();
        for (int i = 0; i < ARTICLES; i++) {
            var text = new StringBuilder("Reporter number " + i + " sent this dispatch about ship " + (i * 7919)
                    + " from the harbour office at dawn.");
            for (int s = 0; s < 3; s++) {
                text.append(s == 1 ? "\n" : " ").append(background(random));
            }
            var id = "article-" + i;
            articles.add(new RawArticle(id, null, "Harbour Times " + i % 4, null, title(i), text.toString(),
                    Extent.FULL, false, null, "en", null, MORNING.plusMillis(i / 3 * 50L),
                    RawArticle.contentHash(title(i), text.toString()), false));
        }
        return articles;
    }

    private static @Nullable String title(int i) {
        return i % 5 == 0 ? null : "Dispatch " + i + " from the harbour office";
    }

    private static String background(Random random) {
        int year = 1990 + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 -> "The northern breakwater was raised by two metres in " + year
                    + " after waves had flooded the old fish market.";
            case 1 -> "About " + (3 + random.nextInt(2)) * 100
                    + " families still live from the sardine catch on this stretch of the coast.";
            case 2 -> "The ferry line to the outer islands has been run by the same company since its founding.";
            case 3 ->
                "The ferry line to all the outer islands has been run by the same small company since its founding.";
            case 4 ->
                "The lighthouse keeper retired long ago and the lamp is now switched on by a timer every evening.";
            default -> "No ship was damaged.";
        };
    }
}
