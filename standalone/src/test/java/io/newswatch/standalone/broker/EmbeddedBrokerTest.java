package io.newswatch.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final TopicPartition SEA = new TopicPartition("sea", 0);

    @TempDir
    Path folder;

    @Test
    void what_it_holds_survives_a_restart() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder))) {
            createTopic(broker);
            write(broker, "Corvettes left port");
        }
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder))) {
            assertThat(readAll(broker)).containsExactly("Corvettes left port");
        }
    }

    @Test
    void a_port_in_use_is_named_and_the_folder_is_free_again() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(BrokerException.class)
                    .isThrownBy(() -> EmbeddedBroker.start(BrokerOptions.in(folder).onPort(other.getLocalPort())))
                    .withMessageContaining("port " + other.getLocalPort() + " on 127.0.0.1")
                    .withMessageContaining("choose another port");
        }
        BrokerFolder.open(folder).close();
    }

    @Test
    void a_folder_in_use_is_refused() {
        try (var _ = BrokerFolder.open(folder)) {
            assertThatExceptionOfType(BrokerException.class)
                    .isThrownBy(() -> EmbeddedBroker.start(BrokerOptions.in(folder)))
                    .withMessageContaining(folder.toString())
                    .withMessageContaining("in use by another Newswatch");
        }
    }

    @Test
    void a_folder_of_a_newer_version_is_refused_and_left_alone() throws IOException {
        Path mark = folder.resolve("newswatch-data.json");
        Files.writeString(mark, "{\"format\": 99, \"clusterId\": \"x\", \"compression\": \"new\"}");
        assertThatExceptionOfType(BrokerException.class)
                .isThrownBy(() -> EmbeddedBroker.start(BrokerOptions.in(folder)))
                .withMessageContaining("format 99")
                .withMessageContaining("reads up to format 1");
        assertThat(mark).content().contains("\"compression\"");
        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    @Test
    void a_damaged_mark_is_named() throws IOException {
        Files.writeString(folder.resolve("newswatch-data.json"), "{\"format\":");
        assertThatExceptionOfType(BrokerException.class)
                .isThrownBy(() -> EmbeddedBroker.start(BrokerOptions.in(folder)))
                .withMessageContaining("newswatch-data.json cannot be read");
    }

    private static void createTopic(EmbeddedBroker broker) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(SEA.topic(), 1, (short) 1))).all().get();
        }
    }

    private static void write(EmbeddedBroker broker, String text) throws InterruptedException, ExecutionException {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(SEA.topic(), "key", text)).get();
        }
    }

    private static List<String> readAll(EmbeddedBroker broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(SEA));
            return consumer.poll(Duration.ofSeconds(20)).records(SEA).stream().map(record -> record.value()).toList();
        }
    }
}
