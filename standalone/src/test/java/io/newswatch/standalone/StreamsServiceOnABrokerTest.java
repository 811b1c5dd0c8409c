package io.newswatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.Intake;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.StreamsService;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a real broker with two partitions can show of the Streams set-up.
class StreamsServiceOnABrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    /// Repeats a word as often as its number says; "13" fails in our code, what is no number in the deserializer.
    private static Topology repeating() {
        var builder = new StreamsBuilder();
        builder.stream("counts", Consumed.with(Serdes.String(), Serdes.Integer())).mapValues(count -> {
            if (count == 13) {
                throw new IllegalStateException("13 brings bad luck");
            }
            return "x".repeat(count);
        }).to("words", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    private Settings settings(EmbeddedBroker broker) {
        return Settings.load(List.of(), null, Map.of(), Map.of("kafka.bootstrap.servers", broker.bootstrapServers(),
                "streams.state", folder.resolve("state").toString(), "instance.name", "desk-1"));
    }

    private static void createTopics(Settings settings, String... names) throws Exception {
        var config = Map.of("max.message.bytes", Integer.toString(8 * MEGABYTE));
        try (var admin = Admin.create(KafkaClients.admin(settings, "test"))) {
            admin.createTopics(java.util.Arrays.stream(names)
                    .map(name -> new NewTopic(name, 2, (short) 1).configs(config)).toList()).all().get();
        }
    }

    private static StreamsService service(Settings settings) {
        return StreamsService.of("repeating", StreamsServiceOnABrokerTest::repeating, settings,
                new SimpleMeterRegistry(),
                DeadLetter::letter);
    }

    private static void send(Settings settings, String key, byte[] value) throws Exception {
        send(settings, "counts", key, value);
    }

    private static void send(Settings settings, String topic, String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(KafkaClients.producer(settings, "test"), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)).get();
        }
    }

    private static byte[] number(int number) {
        return Serdes.Integer().serializer().serialize("counts", number);
    }

    /// Reads on until there are so many committed records.
    private static List<ConsumerRecord<byte[], byte[]>> read(Settings settings, String topic, int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(KafkaClients.consumer(settings, "test"), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    @Test
    void one_bad_record_after_the_other_becomes_a_dead_letter_and_good_ones_go_on() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")))) {
            var settings = settings(broker);
            createTopics(settings, "counts", "words", Topics.DEAD_LETTERS.name());
            try (var service = service(settings)) {
                service.start();

                send(settings, "poison", "no number".getBytes(StandardCharsets.UTF_8));
                var letter = read(settings, Topics.DEAD_LETTERS.name(), 1).getFirst();
                assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("poison");
                assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("no number");
                assertThat(DeadLetter.fromRecord(letter)).satisfies(why -> {
                    assertThat(why.app()).isEqualTo("repeating");
                    assertThat(why.stage()).isEqualTo("deserialization");
                    assertThat(why.topic()).isEqualTo("counts");
                    assertThat(why.offset()).isZero();
                });

                send(settings, "unlucky", number(13));
                send(settings, "too-much", number(9 * MEGABYTE));
                send(settings, "fine", number(2));
                var letters = read(settings, Topics.DEAD_LETTERS.name(), 3);
                assertThat(letters).extracting(each -> DeadLetter.fromRecord(each).stage())
                        .containsExactlyInAnyOrder("deserialization", "processing", "production");
                assertThat(read(settings, "words", 1))
                        .extracting(word -> new String(word.value(), StandardCharsets.UTF_8))
                        .containsExactly("xx");
                assertThat(service.alive()).isTrue();
            }
        }
    }

    @Test
    void while_its_intake_is_full_a_topic_is_left_where_it_is_and_the_others_are_read() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")))) {
            var settings = settings(broker);
            createTopics(settings, "counts", "urgent", "words", Topics.DEAD_LETTERS.name());
            var full = new AtomicBoolean(true);
            try (var service = StreamsService.of("repeating", () -> {
                var builder = new StreamsBuilder();
                builder.stream(List.of("counts", "urgent"), Consumed.with(Serdes.String(), Serdes.Integer()))
                        .mapValues(count -> "x".repeat(count)).to("words",
                                Produced.with(Serdes.String(), Serdes.String()));
                return builder.build();
            }, settings, new SimpleMeterRegistry(), DeadLetter::letter).with(new Intake("counts", full::get))) {
                service.start();
                for (int i = 1; i <= 8; i++) {
                    send(settings, "counts", "key-" + i, number(i));
                }
                for (int i = 11; i <= 18; i++) {
                    send(settings, "urgent", "key-" + i, number(i));
                }
                assertThat(read(settings, "words", 8)).extracting(word -> word.value().length)
                        .containsExactlyInAnyOrder(11, 12, 13, 14, 15, 16, 17, 18);
                full.set(false);
                assertThat(read(settings, "words", 16)).hasSize(16);
            }
        }
    }

    @Test
    void a_service_waits_for_its_topics_and_says_so() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")))) {
            var settings = settings(broker);
            try (var service = service(settings)) {
                service.start();
                await().atMost(PATIENCE).until(() -> service.health().detail().contains("newswatch topics create"));
                assertThat(service.health().ready()).isFalse();

                createTopics(settings, "counts", "words", Topics.DEAD_LETTERS.name());
                send(settings, "fine", number(3));
                assertThat(read(settings, "words", 1)).hasSize(1);
                await().atMost(PATIENCE).until(() -> service.health().ready());
            }
        }
    }
}
