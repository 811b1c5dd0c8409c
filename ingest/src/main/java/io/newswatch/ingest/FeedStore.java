package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.FeedState;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.ingest.publish.ArticlePublisher;
import io.newswatch.ingest.publish.Fault;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.TopicReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topics of feeds and of their states. A record that cannot be read is counted, logged and left out: it stops no feed
/// but its own. Safe for use by many threads.
final class FeedStore {

    private static final Logger LOG = LoggerFactory.getLogger(FeedStore.class);

    private final Settings settings;
    private final IngestMetrics metrics;
    private final Runnable unreadable;

    /// @param unreadable hears that there is a record that is no feed, or no state
    FeedStore(Settings settings, IngestMetrics metrics, Runnable unreadable) {
        this.settings = settings;
        this.metrics = metrics;
        this.unreadable = unreadable;
    }

    /// Brings the feeds topic up to what the feeds file says: changed and new feeds are written, those taken out of it go.
    /// Feeds that came from elsewhere stay.
    void define(List<FeedDefinition> wanted) {
        var there = definitions();
        var byKey = wanted.stream().collect(Collectors.toMap(FeedDefinition::key, feed -> feed));
        var changes = new HashMap<String, byte @Nullable []>();
        byKey.forEach((key, feed) -> {
            if (!feed.equals(there.get(key))) {
                changes.put(key, Topics.FEEDS.value().serializer().serialize(Topics.FEEDS.name(), feed));
            }
        });
        there.forEach((key, feed) -> {
            if (!byKey.containsKey(key) && "file".equals(feed.options().get(FeedsFile.ORIGIN))) {
                changes.put(key, null);
            }
        });
        write(changes);
    }

    private Map<String, FeedDefinition> definitions() {
        var found = new HashMap<String, FeedDefinition>();
        try (var reader = TopicReader.of(settings, "ingest-reader")) {
            reader.readAll(Topics.FEEDS.name(), record -> putLatest(found, record.key(), definition(record)));
        }
        return found;
    }

    private void write(Map<String, byte @Nullable []> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (var producer = new KafkaProducer<>(KafkaClients.producer(settings, "ingest-feeds"),
                new StringSerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(Topics.FEEDS.name()).size();
            var sent = new ArrayList<Future<?>>();
            changes.forEach((key, feed) -> sent.add(producer.send(new ProducerRecord<>(Topics.FEEDS.name(),
                    ArticlePublisher.partition(key, partitions), key, feed))));
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the feeds file could not be written to " + Topics.FEEDS.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /// The latest state of every feed of these partitions, read to their ends.
    ///
    /// @param partitions numbers, the same for both topics
    Map<String, FeedState> states(Collection<Integer> partitions) {
        var found = new HashMap<String, FeedState>();
        try (var reader = TopicReader.of(settings, "ingest-reader")) {
            reader.read(
                    partitions.stream().map(number -> new TopicPartition(Topics.FEED_STATE.name(), number)).toList(),
                    record -> putLatest(found, record.key(), value(Topics.FEED_STATE, record)));
        }
        return found;
    }

    /// @return null when the feed was removed, or cannot be read
    @Nullable
    FeedDefinition definition(ConsumerRecord<String, byte[]> record) {
        return value(Topics.FEEDS, record);
    }

    private <V> @Nullable V value(Topic<String, V> topic, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            return topic.value().deserializer().deserialize(record.topic(), record.value());
        } catch (KafkaException e) {
            metrics.refused(Fault.WRONG_RECORD, 1);
            unreadable.run();
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("key", record.key())
                    .addKeyValue("reason", e.getMessage()).log("record cannot be read and is left out");
            return null;
        }
    }

    private static <V> void putLatest(Map<String, V> found, String key, @Nullable V value) {
        if (value == null) {
            found.remove(key);
        } else {
            found.put(key, value);
        }
    }
}
