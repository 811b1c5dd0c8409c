package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.RuntimeSettings;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.NewsBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More raw articles than may wait for the memory's answers: they are read only as far as there is room, and all of them in
/// the end.
class FullBacklogOnBrokerTest {

    private static final Instant MORNING = Instant.parse("2024-03-04T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PARTITIONS = 2;
    private static final int ARTICLES = 2_200;
    private static final int LETTERS = 1_000;
    /// What one of them takes while it waits, at most, its dossier too.
    private static final int ARTICLE_BYTES = LETTERS + 1_200;
    /// What all of them would take, at least, if nobody stopped the reading: more than two processes may hold.
    private static final long WHOLE_BACKLOG = (long) ARTICLES * (LETTERS + 1_000);
    private static final long LIMIT = 1L << 20;
    /// A partition is fetched up to a hundred records ahead, and then by a poll of a hundred at most.
    private static final int FETCHED_AHEAD = 200;
    /// Of two processes together, each of which may have fetched from both partitions before the other took one over.
    private static final long MOST = 2 * (LIMIT + PARTITIONS * FETCHED_AHEAD * (long) ARTICLE_BYTES);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SimpleMeterRegistry otherMeters = new SimpleMeterRegistry();

    @Test
    void a_backlog_is_read_only_as_far_as_there_is_room_and_to_its_end_when_answers_come(@TempDir Path folder)
            throws Exception {
        assertThat(MOST).as("a bound that says something").isLessThan(WHOLE_BACKLOG);
        var articles = articles();
        try (var broker = NewsBroker.start(folder,
                Map.of(Partitioning.BY_ARTICLE, PARTITIONS, Partitioning.BY_INDEX, PARTITIONS));
                var app = enrich(broker, folder, "desk-1", meters);
                var other = enrich(broker, folder, "desk-2", otherMeters)) {
            produce(broker, articles);
            try (var held = holdQuestions(broker)) {
                app.start();
                await().atMost(PATIENCE).until(() -> waiting(meters) >= LIMIT);
                other.start();
                await().atMost(PATIENCE).until(() -> app.health().ready() && other.health().ready()
                        && thereIsRoomFor(waiting(meters) + waiting(otherMeters)) >= LIMIT);
                assertThat(broker.records(Topics.ENRICHED_ARTICLES)).isEmpty();
                held.abortTransaction();
            }
            await().atMost(PATIENCE).until(() -> {
                thereIsRoomFor(waiting(meters) + waiting(otherMeters));
                return broker.records(Topics.ENRICHED_ARTICLES).size() >= ARTICLES;
            });
            assertThat(broker.values(Topics.ENRICHED_ARTICLES)).noneMatch(EnrichedArticle::partial)
                    .extracting(EnrichedArticle::articleId)
                    .containsExactlyInAnyOrderElementsOf(articles.stream().map(RawArticle::articleId).toList());
            await().atMost(PATIENCE).until(() -> waiting(meters) + waiting(otherMeters) == 0);
        }
    }

    /// An open transaction: until it ends, readers of committed records see no question written after it began. Articles
    /// are read and asked about, and wait.
    private static KafkaProducer<byte[], byte[]> holdQuestions(NewsBroker broker) throws Exception {
        var config = new HashMap<>(broker.client());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "holds-questions");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(Duration.ofMinutes(10).toMillis()));
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(Topics.ECHO_PROBES.name(), partition, new byte[0], new byte[0])).get();
        }
        return producer;
    }

    private static double thereIsRoomFor(double waiting) {
        assertThat(waiting).as("bytes of articles that wait").isLessThan(MOST);
        return waiting;
    }

    private static double waiting(SimpleMeterRegistry meters) {
        return meters.get("newswatch.enrich.articles.waiting.bytes").gauge().value();
    }

    private static EnrichApp enrich(NewsBroker broker, Path folder, String name, SimpleMeterRegistry meters) {
        var settings = Settings.load(EnrichSettings.all(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(),
                        EnrichSettings.INDEX_PARTITIONS.name(), Integer.toString(PARTITIONS),
                        EnrichSettings.WAITING_LIMIT.name(), "1MB",
                        RuntimeSettings.STREAMS_STATE.name(), folder.resolve(name).toString(),
                        RuntimeSettings.INSTANCE.name(), name));
        return EnrichApp.of(settings, meters);
    }

    private static void produce(NewsBroker broker, List<RawArticle> articles) throws Exception {
        var topic = Topics.RAW_ARTICLES;
        try (var producer = new KafkaProducer<>(broker.client(), topic.key().serializer(),
                topic.value().serializer())) {
            var sent = articles.stream()
                    .map(article -> producer.send(new ProducerRecord<>(topic.name(), article.articleId(), article)))
                    .toList();
            for (var record : sent) {
                record.get();
            }
        }
    }

    private static List<RawArticle> articles() {
        var random = new Random(21);
        return IntStream.range(0, ARTICLES).mapToObj(i -> {
            var text = prose(random);
            return new RawArticle("article-" + i, null, "Rahn Post", null, null, text, Extent.FULL, false, null, "en",
                    null, MORNING.plusSeconds(i), RawArticle.contentHash(null, text), false);
        }).toList();
    }

    /// Sentences of words that nobody has used.
    private static String prose(Random random) {
        var text = new StringBuilder();
        while (text.length() < LETTERS) {
            text.append("Xu");
            for (int word = 0; word < 12; word++) {
                for (int syllable = 0; syllable < 3; syllable++) {
                    text.append("bdfgklmnprstvz".charAt(random.nextInt(14))).append("aeiou".charAt(random.nextInt(5)));
                }
                text.append(' ');
            }
            text.setCharAt(text.length() - 1, '.');
            text.append(' ');
        }
        return text.substring(0, LETTERS - 1) + ".";
    }
}
