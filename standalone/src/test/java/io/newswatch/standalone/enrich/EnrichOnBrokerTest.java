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
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.EnrichApp;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.runtime.RuntimeSettings;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import io.newswatch.standalone.broker.TopicSetup;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one partition cannot show: verdicts are the same however the work is divided and in whichever order the articles
/// of a second come.
class EnrichOnBrokerTest {

    private static final Instant MORNING = Instant.parse("2024-03-04T08:00:00Z");
    private static final int ARTICLES = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String MEMORY_CHANGELOG = "newswatch-enrich-memory-changelog";

    /// What readers are told of a sentence: verdict, where it stood, what changed.
    private record Told(int start, int end, Verdict verdict, Set<Flag> flags, String origin, List<Delta> delta) {

        static Told of(Sentence sentence) {
            var echo = sentence.echo();
            return new Told(sentence.start(), sentence.end(), sentence.verdict(), sentence.flags(),
                    echo == null ? "" : echo.articleId() + "/" + echo.revision() + "@" + echo.start(),
                    echo == null ? List.of() : echo.delta());
        }

        static void tell(Map<String, Map<Integer, Told>> told, String id, List<Sentence> sentences) {
            var known = told.computeIfAbsent(id, _ -> new TreeMap<>());
            sentences.forEach(sentence -> known.put(sentence.start(), Told.of(sentence)));
        }
    }

    /// Reads what a subscriber of enriched articles and their amendments comes to know.
    private static final class Subscriber implements AutoCloseable {

        private final KafkaConsumer<String, EnrichedArticle> enriched;
        private final KafkaConsumer<String, Amendment> amendments;
        private final Map<String, Map<Integer, Told>> told = new TreeMap<>();

        Subscriber(EmbeddedBroker broker) {
            enriched = consumer(broker, Topics.ENRICHED_ARTICLES);
            amendments = consumer(broker, Topics.AMENDMENTS);
        }

        void await(int articles) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                poll(enriched, (String id, EnrichedArticle article) -> {
                    assertThat(told).as("published twice").doesNotContainKey(id);
                    Told.tell(told, id, article.sentences());
                });
                return told.size() >= articles;
            });
        }

        /// Amendments have a topic of their own; their number is not known, their effect is.
        void awaitVerdictsOf(List<RawArticle> articles) {
            await(articles.size());
            var expected = offline(articles);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                poll(amendments, (String id, Amendment amendment) -> Told.tell(told, id, amendment.sentences()));
                assertThat(told).isEqualTo(expected);
            });
        }

        @Override
        public void close() {
            enriched.close();
            amendments.close();
        }
    }

    @ParameterizedTest(name = "{0} partitions, {1} index partitions")
    @CsvSource({"1,1", "2,12", "4,1"})
    void verdicts_do_not_depend_on_partitions_or_on_the_order_within_a_second(int partitions, int indexPartitions,
            @TempDir Path folder) throws Exception {
        var articles = articles();
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")));
                var told = new Subscriber(broker)) {
            createTopics(broker, partitions, indexPartitions);
            try (var app = enrich(broker, indexPartitions, folder.resolve("state"))) {
                app.start();
                produce(broker, shuffled(articles, partitions * 10L + indexPartitions));
                told.awaitVerdictsOf(articles);
            }
        }
    }

    @Test
    void instances_share_the_work_and_one_may_leave_and_another_come_in_the_middle(@TempDir Path folder)
            throws Exception {
        var articles = shuffled(articles(), 5);
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")));
                var told = new Subscriber(broker)) {
            createTopics(broker, 4, 4);
            try (var stays = enrich(broker, 4, folder.resolve("stays"));
                    var comes = enrich(broker, 4, folder.resolve("comes"))) {
                try (var leaves = enrich(broker, 4, folder.resolve("leaves"))) {
                    stays.start();
                    leaves.start();
                    await().atMost(PATIENCE).until(() -> stays.health().ready() && leaves.health().ready());
                    produce(broker, articles.subList(0, ARTICLES / 2));
                    told.await(ARTICLES / 6);
                }
                comes.start();
                produce(broker, articles.subList(ARTICLES / 2, articles.size()));
                told.awaitVerdictsOf(articles);
            }
        }
    }

    @Test
    void all_articles_again_from_the_first_on_get_the_same_verdicts(@TempDir Path folder) throws Exception {
        var articles = articles();
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")))) {
            createTopics(broker, 2, 2);
            produce(broker, shuffled(articles, 3));
            try (var app = enrich(broker, 2, folder.resolve("first")); var told = new Subscriber(broker)) {
                app.start();
                told.awaitVerdictsOf(articles);
            }
            forgetEverything(broker, 2, 2);
            try (var app = enrich(broker, 2, folder.resolve("second")); var told = new Subscriber(broker)) {
                app.start();
                told.awaitVerdictsOf(articles);
            }
        }
    }

    @Test
    void what_another_version_remembered_is_let_go_and_the_stream_goes_on(@TempDir Path folder) throws Exception {
        var ferry = "The ferry line to the outer islands has been run by the same company since its founding.";
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")));
                var told = new Subscriber(broker)) {
            createTopics(broker, 1, 1);
            try (var app = enrich(broker, 1, folder.resolve("state"))) {
                app.start();
                produce(broker, List.of(article("before", 0, ferry)));
                told.await(1);
            }
            var key = rememberInAnotherVersion(broker);
            try (var app = enrich(broker, 1, folder.resolve("state"))) {
                app.start();
                produce(broker, List.of(article("after", 1, ferry), article("again", 2, ferry)));
                told.await(3);
            }
            assertThat(verdicts(told, "after")).containsExactly(Verdict.NOVEL);
            assertThat(verdicts(told, "again")).containsExactly(Verdict.REPEAT);
            assertThat(remembered(broker)).as("with the other version's record removed").hasSize(3)
                    .containsEntry(key, new byte[0]);
            var kept = rememberOnceMoreAfterAnotherVersion(broker);
            try (var app = enrich(broker, 1, folder.resolve("state"))) {
                app.start();
                produce(broker, List.of(article("more", 3, ferry)));
                told.await(4);
            }
            assertThat(verdicts(told, "more")).containsExactly(Verdict.REPEAT);
            assertThat(remembered(broker).get(kept)).as("the record that was written after that of another version")
                    .isNotEmpty();
        }
    }

    /// Makes the only remembered article one of a version that is not known here.
    private static ByteBuffer rememberInAnotherVersion(EmbeddedBroker broker) throws Exception {
        var only = remembered(broker).entrySet().iterator().next();
        remember(broker, only.getKey(), inAnotherVersion(only.getValue()));
        return only.getKey();
    }

    /// As if the last remembered article had been written by another version before.
    private static ByteBuffer rememberOnceMoreAfterAnotherVersion(EmbeddedBroker broker) throws Exception {
        var last = List.copyOf(remembered(broker).entrySet()).getLast();
        remember(broker, last.getKey(), inAnotherVersion(last.getValue()));
        remember(broker, last.getKey(), last.getValue());
        return last.getKey();
    }

    private static byte[] inAnotherVersion(byte[] value) {
        byte[] changed = value.clone();
        changed[0] = (byte) (changed[0] + 2);
        return changed;
    }

    private static void remember(EmbeddedBroker broker, ByteBuffer key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteBufferSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(MEMORY_CHANGELOG, 0, key, value)).get();
        }
    }

    /// What the memory's changelog says last of each article; nothing of one that was removed.
    private static Map<ByteBuffer, byte[]> remembered(EmbeddedBroker broker) {
        Map<ByteBuffer, byte[]> last = new LinkedHashMap<>();
        var partition = new TopicPartition(MEMORY_CHANGELOG, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteBufferDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(
                        record -> last.put(record.key(), record.value() == null ? new byte[0] : record.value()));
            }
        }
        return last;
    }

    private static RawArticle article(String id, int second, String text) {
        return new RawArticle(id, null, "Harbour Times", null, null, text, Extent.FULL, false, null, "en", null,
                MORNING.plusSeconds(second), RawArticle.contentHash(null, text), false);
    }

    private static List<Verdict> verdicts(Subscriber subscriber, String id) {
        return subscriber.told.getOrDefault(id, Map.of()).values().stream().map(Told::verdict).toList();
    }

    private static Map<String, Map<Integer, Told>> offline(List<RawArticle> articles) {
        var told = new TreeMap<String, Map<Integer, Told>>();
        var offline = OfflineEnrichment.remembering();
        articles.stream().sorted(Comparator.comparing(RawArticle::arrivedAt).thenComparing(RawArticle::articleId))
                .forEach(raw -> Told.tell(told, raw.articleId(), offline.enrich(raw).orElseThrow().sentences()));
        return told;
    }

    private static List<RawArticle> shuffled(List<RawArticle> articles, long seed) {
        var shuffled = new ArrayList<>(articles);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopics(EmbeddedBroker broker, int partitions, int indexPartitions) {
        try (var admin = admin(broker)) {
            createTopics(admin, partitions, indexPartitions);
        }
    }

    private static void createTopics(Admin admin, int partitions, int indexPartitions) {
        new TopicSetup(Map.of(Partitioning.BY_ARTICLE, partitions, Partitioning.BY_INDEX, indexPartitions), 1)
                .create(admin);
    }

    /// Leaves nothing but the raw articles: what enrich has read, knows and wrote is gone.
    private static void forgetEverything(EmbeddedBroker broker, int partitions, int indexPartitions) throws Exception {
        try (var admin = admin(broker)) {
            // The group empties when the session of its static member ends.
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                admin.deleteConsumerGroups(List.of("newswatch-enrich")).all().get();
                return true;
            });
            var written = admin.listTopics().names().get().stream()
                    .filter(name -> !name.equals(Topics.RAW_ARTICLES.name())).toList();
            admin.deleteTopics(written).all().get();
            await().atMost(PATIENCE).until(() -> admin.listTopics().names().get(),
                    names -> names.equals(Set.of(Topics.RAW_ARTICLES.name())));
            createTopics(admin, partitions, indexPartitions);
        }
    }

    private static EnrichApp enrich(EmbeddedBroker broker, int indexPartitions, Path state) {
        var settings = Settings.load(EnrichSettings.all(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(),
                        RuntimeSettings.STREAMS_STATE.name(), state.toString(),
                        RuntimeSettings.INSTANCE.name(), state.getFileName().toString(),
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
        config.put(ConsumerConfig.GROUP_ID_CONFIG, UUID.randomUUID().toString());
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
            text.append(' ').append(people(i));
            for (int s = 0; s < 3; s++) {
                text.append(s == 1 ? "\n" : " ").append(background(random));
            }
            text.append("\nHarbour Times ").append(i % 4).append(" is read by sailors on all coasts of this cold sea.");
            var id = "article-" + i;
            articles.add(new RawArticle(id, null, "Harbour Times " + i % 4, null, title(i), text.toString(),
                    Extent.FULL, false, null, "en", null, MORNING.plusMillis(i / 3 * 50L),
                    RawArticle.contentHash(title(i), text.toString()), false));
        }
        return articles;
    }

    /// Some of them are about the same people.
    private static String people(int i) {
        var names = List.of("Anders Holm", "Berta Quist", "Carl Lind", "Doris Falk", "Egil Storm", "Frida Moe",
                "Gustav Rehn");
        var towns = List.of("Vardal", "Mossund", "Tornby", "Elvik", "Harnes", "Grimo", "Solnes");
        return "At noon " + names.get(i % 7) + " of " + towns.get(i % 7) + " signed paper " + (i * 31 + 7) + ".";
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
