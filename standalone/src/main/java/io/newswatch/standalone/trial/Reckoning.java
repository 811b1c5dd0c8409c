package io.newswatch.standalone.trial;

import io.newswatch.contract.Alert;
import io.newswatch.contract.Amendment;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.OfflineEnrichment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Checks everything that is on the topics against a plain recomputation: the raw articles in their total order, one by one
/// through the same classes without Kafka. Used by one thread.
public final class Reckoning {

    private static final int MOST_PROBLEMS = 20;

    private final Map<String, Object> consumer;

    /// @param bootstrapServers the broker to read from
    public Reckoning(String bootstrapServers) {
        this.consumer = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    /// What was found.
    ///
    /// @param raw       raw articles
    /// @param enriched  enriched articles expected
    /// @param sentences sentences compared
    /// @param amended   sentences whose verdict came by an amendment
    /// @param alerts    alerts on the topic
    /// @param problems  each in words, the first twenty; empty when all is well
    public record Result(int raw, int enriched, int sentences, int amended, int alerts, List<String> problems) {

        public Result {
            problems = List.copyOf(problems);
        }
    }

    private record Revision(String articleId, int number) {}

    /// @param everyArticleAlerts whether each revision must have fired exactly one alert
    public Result reckon(boolean everyArticleAlerts) {
        var problems = new ArrayList<String>();
        var raw = readAll(Topics.RAW_ARTICLES);
        var expected = recompute(raw);
        var found = readAll(Topics.ENRICHED_ARTICLES).stream()
                .collect(Collectors.groupingBy(article -> new Revision(article.articleId(), article.revision())));
        compareKeys("enriched", expected.keySet(), counts(found), problems);
        var amendments = amendments();
        int sentences = 0;
        int amended = 0;
        for (var entry : expected.entrySet()) {
            var copies = found.get(entry.getKey());
            if (copies != null) {
                var later = amendments.getOrDefault(entry.getKey(), Map.of());
                compare(entry.getValue(), copies.getFirst(), later, problems);
                sentences += entry.getValue().sentences().size();
                amended += later.size();
            }
        }
        var alerts = readAll(Topics.ALERTS);
        if (everyArticleAlerts) {
            compareKeys("alerts", expected.keySet(), counts(alerts.stream()
                    .collect(Collectors.groupingBy(alert -> new Revision(alert.articleId(), alert.revision())))),
                    problems);
        }
        doubledIds(alerts, problems);
        return new Result(raw.size(), expected.size(), sentences, amended, alerts.size(),
                problems.size() > MOST_PROBLEMS ? problems.subList(0, MOST_PROBLEMS) : problems);
    }

    private static Map<Revision, EnrichedArticle> recompute(List<RawArticle> raw) {
        var offline = OfflineEnrichment.remembering();
        var expected = new LinkedHashMap<Revision, EnrichedArticle>();
        raw.stream().sorted(Comparator.comparing(RawArticle::arrivedAt).thenComparing(RawArticle::articleId))
                .forEach(article -> offline.enrich(article).ifPresent(
                        enriched -> expected.put(new Revision(enriched.articleId(), enriched.revision()), enriched)));
        return expected;
    }

    private static <V> Map<Revision, Integer> counts(Map<Revision, List<V>> found) {
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().size()));
    }

    private static void compareKeys(String topic, Iterable<Revision> expected, Map<Revision, Integer> found,
            List<String> problems) {
        var left = new HashMap<>(found);
        for (var revision : expected) {
            int count = left.getOrDefault(revision, 0);
            left.remove(revision);
            if (count != 1) {
                problems.add(topic + ": " + revision + (count == 0 ? " is lost" : " stands " + count + " times"));
            }
        }
        left.keySet().forEach(revision -> problems.add(topic + ": nobody expects " + revision));
    }

    private static void doubledIds(List<Alert> alerts, List<String> problems) {
        alerts.stream().collect(Collectors.groupingBy(Alert::alertId, TreeMap::new, Collectors.counting()))
                .forEach((id, count) -> {
                    if (count > 1) {
                        problems.add("alerts: " + id + " fired " + count + " times");
                    }
                });
    }

    /// A sentence is known by where it starts; the headline by -1.
    private static void compare(EnrichedArticle expected, EnrichedArticle found, Map<Integer, Sentence> amendments,
            List<String> problems) {
        var actual = new HashMap<Integer, Sentence>();
        found.sentences().forEach(sentence -> actual.put(sentence.start(), sentence));
        actual.putAll(amendments);
        for (var sentence : expected.sentences()) {
            String wanted = verdict(sentence);
            String got = verdict(actual.get(sentence.start()));
            if (!wanted.equals(got)) {
                problems.add("verdict: " + expected.articleId() + " revision " + expected.revision() + " at "
                        + sentence.start() + " is " + got + ", recomputed " + wanted);
            }
        }
    }

    private static String verdict(@Nullable Sentence sentence) {
        if (sentence == null) {
            return "missing";
        }
        var echo = sentence.echo();
        return sentence.verdict() + (echo == null
                ? ""
                : " of " + echo.articleId() + " revision " + echo.revision() + " at " + echo.start());
    }

    /// @return by revision, the latest amended form of each amended sentence
    private Map<Revision, Map<Integer, Sentence>> amendments() {
        var byRevision = new HashMap<Revision, Map<Integer, Sentence>>();
        readAll(Topics.AMENDMENTS).stream().sorted(Comparator.comparingInt(Amendment::version)).forEach(amendment -> {
            var sentences = byRevision.computeIfAbsent(new Revision(amendment.articleId(), amendment.revision()),
                    _ -> new HashMap<>());
            amendment.sentences().forEach(sentence -> sentences.put(sentence.start(), sentence));
        });
        return byRevision;
    }

    /// @return every committed record of a topic
    <K, V> List<V> readAll(Topic<K, V> topic) {
        var values = new ArrayList<V>();
        try (var reader = new KafkaConsumer<>(consumer, topic.key().deserializer(), topic.value().deserializer())) {
            var partitions = reader.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                reader.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
