package io.newswatch.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Dead letters for records of *tables*: topics that several readers read from the beginning at every start, each by itself,
/// so that none of them can tell whether a bad record has been told of before, or by another.
///
/// A reader that meets a bad record leaves it out and calls [#look]. Then, and only then, the tables are read from where the
/// last look ended to where they end now, and every bad record becomes a dead letter in one transaction with the new place.
/// The transactional id is the same in all processes of a service: who begins to look ends what another was at, and finds
/// what that one has finished. So every bad record has one letter, whoever met it and however often, also one that was
/// written while no reader ran. Costs nothing as long as all is well. Safe for use by many threads.
public final class TableLetters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableLetters.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(2);
    private static final int ROOM_FOR_HEADERS = 16 * 1024;

    /// A topic that is read as a table.
    ///
    /// @param topic its name
    /// @param stage what its readers are doing, for letters and counters
    /// @param check throws what is wrong with a record that has a value
    public record Table(String topic, String stage, Check check) {}

    /// Whether a record is what its topic holds.
    @FunctionalInterface
    public interface Check {

        /// @param key   null when it has none
        /// @throws RuntimeException saying why it is not
        void check(byte @Nullable [] key, byte[] value);
    }

    /// A record that is not what its topic holds.
    private record BadRecord(String stage, ConsumerRecord<byte[], byte[]> record, RuntimeException error) {}

    private final String app;
    private final Settings settings;
    private final MeterRegistry registry;
    private final DeadLetterFormat format;
    private final Map<String, Table> tables;
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean closed;
    private @Nullable Thread thread;

    private TableLetters(String app, Settings settings, MeterRegistry registry, DeadLetterFormat format,
            List<Table> tables) {
        this.app = app;
        this.settings = settings;
        this.registry = registry;
        this.format = format;
        this.tables = tables.stream().collect(Collectors.toUnmodifiableMap(Table::topic, table -> table));
        tables.forEach(table -> count(table.stage(), 0));
    }

    /// @param app    the service: "alerts"
    /// @param format how a letter is written
    public static TableLetters of(String app, Settings settings, MeterRegistry registry, DeadLetterFormat format,
            List<Table> tables) {
        return new TableLetters(app, settings, registry, format, tables);
    }

    private void count(String stage, int letters) {
        registry.counter("newswatch.dead.letters", "app", app, "stage", stage).increment(letters);
    }

    /// Has the tables looked through soon; returns at once.
    public synchronized void look() {
        asked.release();
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().daemon().name("newswatch-" + app + "-tables").start(this::work);
        }
    }

    private void work() {
        try {
            while (!closed) {
                asked.acquire();
                asked.drainPermits();
                try {
                    lookThrough();
                } catch (InterruptException e) {
                    throw e;
                } catch (RuntimeException e) {
                    LOG.atWarn().addKeyValue("app", app).addKeyValue("reason", e.getMessage())
                            .log("bad records are not in the dead letters yet; trying again");
                    asked.release();
                    // Nobody gives another permit for this: only closing ends the wait early.
                    new Semaphore(0).tryAcquire(BEFORE_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException | InterruptException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String group() {
        return "newswatch-" + app + "-tables";
    }

    private void lookThrough() {
        var reading = KafkaClients.consumer(settings, app + "-tables");
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, group());
        try (var producer = new KafkaProducer<>(KafkaClients.transactionalProducer(settings, app + "-tables", group()),
                new ByteArraySerializer(), new ByteArraySerializer());
                var consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            producer.initTransactions();
            var ends = begin(consumer);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (closed) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the tables could not be read to their ends");
                }
                var bad = new ArrayList<BadRecord>();
                for (var record : consumer.poll(POLL)) {
                    failure(record, bad);
                }
                if (!bad.isEmpty()) {
                    commit(producer, consumer, bad);
                }
            }
            commit(producer, consumer, List.of());
        }
    }

    /// @return where the tables end now
    private Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> consumer) {
        var partitions = tables.keySet().stream().flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition())).collect(Collectors.toSet());
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions, PATIENCE);
        var looked = consumer.committed(partitions, PATIENCE);
        ends.forEach((partition, end) -> {
            @Nullable
            OffsetAndMetadata place = looked.get(partition);
            if (place == null || place.offset() > end) { // never, or in a former life of the topic
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, place.offset());
            }
        });
        return ends;
    }

    private void failure(ConsumerRecord<byte[], byte[]> record, List<BadRecord> bad) {
        if (record.value() == null) {
            return;
        }
        var table = Objects.requireNonNull(tables.get(record.topic()));
        try {
            table.check().check(record.key(), record.value());
        } catch (RuntimeException e) {
            bad.add(new BadRecord(table.stage(), fitting(record), e));
        }
    }

    /// A letter that would be too large with its headers goes without its value.
    private ConsumerRecord<byte[], byte[]> fitting(ConsumerRecord<byte[], byte[]> record) {
        return record.value().length <= KafkaClients.maxRecord(settings) - ROOM_FOR_HEADERS
                ? record
                : new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.key(), null);
    }

    private void commit(Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> consumer, List<BadRecord> bad) {
        var places = new HashMap<TopicPartition, OffsetAndMetadata>();
        consumer.assignment().forEach(
                partition -> places.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        producer.beginTransaction();
        for (var failed : bad) {
            var _ = producer.send(format.letter(app, failed.stage(), failed.record(), failed.error(),
                    Instant.now())); // the commit fails when a letter does
        }
        producer.sendOffsetsToTransaction(places, consumer.groupMetadata());
        producer.commitTransaction();
        for (var failed : bad) {
            count(failed.stage(), 1);
            LOG.atWarn().addKeyValue("app", app).addKeyValue("stage", failed.stage())
                    .addKeyValue("topic", failed.record().topic())
                    .addKeyValue("partition", failed.record().partition())
                    .addKeyValue("offset", failed.record().offset()).addKeyValue("reason", failed.error().getMessage())
                    .log("record went to the dead letters");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        var working = thread;
        if (working != null) {
            asked.release();
            try {
                if (!working.join(Duration.ofSeconds(2))) {
                    working.interrupt();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
