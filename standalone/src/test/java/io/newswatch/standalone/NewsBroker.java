package io.newswatch.standalone;

import io.newswatch.contract.Topic;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.runtime.TopicReader;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import io.newswatch.standalone.broker.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A broker of a test's own with the topics of Newswatch, and what stands on them. Used by one thread.
public final class NewsBroker implements AutoCloseable {

    private final EmbeddedBroker broker;

    private NewsBroker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /// @param folder     a new folder for its data is made there
    /// @param partitions where they are to be others than usual
    public static NewsBroker start(Path folder, Map<Partitioning, Integer> partitions) {
        var started = new NewsBroker(EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker"))));
        try (var admin = started.admin()) {
            new TopicSetup(partitions, 1).create(admin);
        }
        return started;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public Admin admin() {
        return Admin.create(client());
    }

    /// @return what every client needs to know
    public Map<String, Object> client() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    }

    /// @return all committed records of a topic
    public List<ConsumerRecord<String, byte[]>> records(Topic<?, ?> topic) {
        return records(topic, "read_committed");
    }

    /// @return all records of a topic, those of open and aborted transactions too
    public List<ConsumerRecord<String, byte[]>> uncommittedRecords(Topic<?, ?> topic) {
        return records(topic, "read_uncommitted");
    }

    private List<ConsumerRecord<String, byte[]>> records(Topic<?, ?> topic, String isolation) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reader = TopicReader
                .of(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation))) {
            reader.readAll(topic.name(), records::add);
        }
        return records;
    }

    /// @return all committed values of a topic
    public <V> List<V> values(Topic<String, V> topic) {
        return records(topic).stream().map(record -> value(topic, record)).toList();
    }

    public static <V> V value(Topic<String, V> topic, ConsumerRecord<String, byte[]> record) {
        return topic.value().deserializer().deserialize(record.topic(), record.value());
    }

    /// Puts a value on a topic; returns when it is there.
    public <V> void send(Topic<String, V> topic, String key, V value) throws ExecutionException, InterruptedException {
        send(topic.name(), key, topic.value().serializer().serialize(topic.name(), value));
    }

    /// Puts any words on a topic; returns when they are there.
    public void sendWords(Topic<String, ?> topic, String key, String words)
            throws ExecutionException, InterruptedException {
        send(topic.name(), key, words.getBytes(StandardCharsets.UTF_8));
    }

    private void send(String topic, String key, byte[] value) throws ExecutionException, InterruptedException {
        var config = new HashMap<>(client());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
