package io.newswatch.alerts.deliver;

import io.newswatch.contract.Alert;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Delivery;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.MeteredClients;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The alerts and deliveries topics as one channel sees them. A delivery stands on the partition number of its alert, so
/// whoever owns the alerts of a partition finds all that is on record of them in one place. Called by one thread, but for
/// [#wakeup].
final class DeliveryStore implements DeliveryLog {

    private static final Duration TO_CLOSE = Duration.ofSeconds(2);
    private static final int ALERTS_PER_ROUND = 10;
    /// Longer than a round in which every answer takes as long as a channel waits for it: a slow channel keeps its partitions.
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(15);

    private final Settings settings;
    private final String channel;
    private final String purpose;
    private final Runnable unreadable;
    private final Consumer<byte[], byte[]> alerts;
    private final Producer<byte[], byte[]> producer;
    private final List<Future<?>> written = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();

    /// @param unreadable hears that there is a record that is no alert, or no delivery
    DeliveryStore(Settings settings, MeteredClients clients, String channel, Runnable unreadable) {
        this.unreadable = unreadable;
        this.settings = settings;
        this.channel = channel;
        purpose = "deliver-" + channel.replace(':', '-');
        var config = KafkaClients.groupConsumer(settings, purpose, "newswatch-" + purpose);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, ALERTS_PER_ROUND);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(LONGEST_ROUND.toMillis()));
        producer = clients.producer(KafkaClients.producer(settings, purpose), new ByteArraySerializer(),
                new ByteArraySerializer());
        alerts = clients.consumer(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Asks for partitions of the alerts.
    ///
    /// @param ownership hears which came and went
    /// @throws IllegalStateException when the deliveries topic has too few partitions
    void begin(Ownership ownership) {
        int alertPartitions = producer.partitionsFor(Topics.ALERTS.name()).size();
        int deliveryPartitions = producer.partitionsFor(Topics.DELIVERIES.name()).size();
        if (deliveryPartitions < alertPartitions) {
            throw new IllegalStateException(Topics.DELIVERIES.name() + " has " + deliveryPartitions + " partitions and "
                    + Topics.ALERTS.name() + " " + alertPartitions + "; give it as many");
        }
        alerts.subscribe(List.of(Topics.ALERTS.name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                recorded(partitions).forEach((partition, latest) -> ownership.came(partition, latest.values()));
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                commit();
                partitions.forEach(partition -> ownership.went(partition.partition()));
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                partitions.forEach(read::remove);
                partitions.forEach(partition -> ownership.went(partition.partition()));
            }
        });
    }

    /// Ends a wait for alerts; any thread may call it.
    void wakeup() {
        alerts.wakeup();
    }

    @Override
    public List<Placed> poll(Duration atMost, boolean pause) {
        if (pause) {
            alerts.pause(alerts.assignment());
        } else {
            alerts.resume(alerts.paused());
        }
        var placed = new ArrayList<Placed>();
        try {
            for (var record : alerts.poll(atMost)) {
                var alert = read(record);
                if (alert != null) {
                    placed.add(new Placed(record.partition(), alert));
                }
                read.put(new TopicPartition(record.topic(), record.partition()),
                        new OffsetAndMetadata(record.offset() + 1));
            }
        } catch (WakeupException _) {
            // closing: the round ends as usual
        }
        return placed;
    }

    private @Nullable Alert read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Topics.ALERTS.value().deserializer().deserialize(record.topic(), record.value());
        } catch (SerializationException _) {
            unreadable.run();
            return null;
        }
    }

    @Override
    public void record(int partition, Delivery delivery) {
        var topic = Topics.DELIVERIES;
        written.add(producer.send(new ProducerRecord<>(topic.name(), partition,
                topic.key().serializer().serialize(topic.name(), delivery.key()),
                topic.value().serializer().serialize(topic.name(), delivery))));
    }

    @Override
    public void deadLetter(Placed placed, String toChannel, String reason) {
        var topic = Topics.ALERTS;
        var letter = new DeadLetter("alerts", "delivery", topic.name(), placed.partition(), -1,
                toChannel + ": " + reason, "", Instant.now());
        written.add(producer.send(letter.record(utf8(placed.alert().tenant() + "/" + placed.alert().ruleId()),
                topic.value().serializer().serialize(topic.name(), placed.alert()))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void commit() {
        producer.flush();
        try {
            for (var future : written) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a delivery of " + channel + " could not be recorded: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while recording deliveries", e);
        }
        written.clear();
        if (read.isEmpty()) {
            return;
        }
        try {
            alerts.commitSync(new HashMap<>(read));
            read.clear();
        } catch (RebalanceInProgressException _) {
            // comes again with the next round
        } catch (CommitFailedException _) {
            read.clear(); // the partitions are another's now, who reads the record
        }
    }

    /// The latest that is on record of each alert for this channel on these partitions.
    private Map<Integer, SequencedMap<String, Delivery>> recorded(Collection<TopicPartition> partitions) {
        var recorded = new LinkedHashMap<Integer, SequencedMap<String, Delivery>>();
        partitions.forEach(partition -> recorded.put(partition.partition(), new LinkedHashMap<>()));
        var places = partitions.stream()
                .map(p -> new TopicPartition(Topics.DELIVERIES.name(), p.partition()))
                .toList();
        try (var reader = TopicReader.of(settings, purpose + "-record")) {
            reader.read(places, record -> {
                var delivery = delivery(record);
                if (delivery != null && delivery.channel().equals(channel)) {
                    recorded.getOrDefault(record.partition(), new LinkedHashMap<>())
                            .putLast(delivery.alertId(), delivery);
                }
            });
        }
        return recorded;
    }

    private @Nullable Delivery delivery(ConsumerRecord<String, byte[]> record) {
        try {
            return Topics.DELIVERIES.value().deserializer().deserialize(record.topic(), record.value());
        } catch (SerializationException _) {
            unreadable.run();
            return null;
        }
    }

    @Override
    public void close() {
        // What a broken round has read does not count: it is read again, and the record tells what of it was sent.
        read.clear();
        try {
            alerts.close(CloseOptions.timeout(TO_CLOSE));
        } finally {
            producer.close(TO_CLOSE);
        }
    }
}
