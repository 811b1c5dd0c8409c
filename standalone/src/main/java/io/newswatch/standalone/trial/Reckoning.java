package io.newswatch.standalone.trial;

import io.newswatch.contract.Alert;
import io.newswatch.contract.Amendment;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.OfflineEnrichment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Checks everything that is on the topics against a plain recomputation: the raw articles in their total order, one by one
/// through the same classes without Kafka. Used by one thread.
public final class Reckoning {

    private static final int MOST_PROBLEMS = 20;
    /// Where the headline "starts": no sentence of the text does.
    private static final int HEADLINE = -1;

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

    /// An article that became a dead letter is a problem, told once, and nothing else is expected of it.
    ///
    /// @param everyArticleAlerts whether each revision must have fired exactly one alert
    public Result reckon(boolean everyArticleAlerts) {
        var problems = new ArrayList<String>();
        var refused = deadLetters(problems);
        var raw = readAll(Topics.RAW_ARTICLES);
        var expected = recompute(raw.stream().filter(article -> !refused.contains(article.articleId())).toList());
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
                compare(entry.getKey(), told(entry.getValue()), told(copies.getFirst(), later), problems);
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

    /// @return the ids of the articles that enrich refused
    private Set<String> deadLetters(List<String> problems) {
        var refused = new HashSet<String>();
        for (var record : recordsOf(Topics.DEAD_LETTERS)) {
            var letter = DeadLetter.fromRecord(record);
            var key = record.key() == null ? "a record without key" : new String(record.key(), StandardCharsets.UTF_8);
            problems.add("dead letter: " + key + " of " + letter.topic() + ": " + letter.reason());
            if (letter.topic().equals(Topics.RAW_ARTICLES.name())) {
                refused.add(key);
            }
        }
        return refused;
    }

    /// @return what is told of each sentence, by where it starts
    private static Map<Integer, String> told(EnrichedArticle article) {
        return told(article, Map.of());
    }

    private static Map<Integer, String> told(EnrichedArticle article, Map<Integer, Sentence> amendments) {
        var sentences = new HashMap<Integer, Sentence>();
        article.sentences().forEach(sentence -> sentences.put(sentence.start(), sentence));
        if (article.headline() != null) {
            sentences.put(HEADLINE, article.headline());
        }
        sentences.putAll(amendments);
        var told = new TreeMap<Integer, String>();
        sentences.forEach((start, sentence) -> told.put(start, told(sentence)));
        return told;
    }

    /// All that does not depend on how often the words were seen: that is as of the first judgement.
    private static String told(Sentence sentence) {
        var echo = sentence.echo();
        var flags = sentence.flags().isEmpty() ? "" : " " + new TreeSet<>(sentence.flags());
        return sentence.verdict() + flags + (echo == null
                ? ""
                : " of " + echo.articleId() + " revision " + echo.revision() + " at " + echo.start()
                        + (echo.delta().isEmpty() ? "" : " " + echo.delta()));
    }

    private static void compare(Revision article, Map<Integer, String> expected, Map<Integer, String> found,
            List<String> problems) {
        var places = new TreeSet<>(expected.keySet());
        places.addAll(found.keySet());
        for (int start : places) {
            var wanted = expected.getOrDefault(start, "no sentence");
            var got = found.getOrDefault(start, "missing");
            if (!wanted.equals(got)) {
                problems.add("verdict: " + article + (start == HEADLINE ? ", headline" : " at " + start) + " is " + got
                        + ", recomputed " + wanted);
            }
        }
    }

    /// @return by revision, the latest amended form of each amended sentence
    private Map<Revision, Map<Integer, Sentence>> amendments() {
        var byRevision = new HashMap<Revision, Map<Integer, Sentence>>();
        readAll(Topics.AMENDMENTS).stream().sorted(Comparator.comparingInt(Amendment::version)).forEach(amendment -> {
            var sentences = byRevision.computeIfAbsent(new Revision(amendment.articleId(), amendment.revision()),
                    _ -> new HashMap<>());
            amendment.sentences().forEach(sentence -> sentences.put(sentence.start(), sentence));
            if (amendment.headline() != null) {
                sentences.put(HEADLINE, amendment.headline());
            }
        });
        return byRevision;
    }

    /// @return the value of every committed record of a topic
    <K, V> List<V> readAll(Topic<K, V> topic) {
        return recordsOf(topic).stream().map(ConsumerRecord::value).toList();
    }

    private <K, V> List<ConsumerRecord<K, V>> recordsOf(Topic<K, V> topic) {
        var records = new ArrayList<ConsumerRecord<K, V>>();
        try (var reader = new KafkaConsumer<>(consumer, topic.key().deserializer(), topic.value().deserializer())) {
            var partitions = reader.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
