package io.newswatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsServiceTest {

    @TempDir
    Path state;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private Settings settings(Map<String, String> more) {
        var settings = Settings.load(List.of(), null, Map.of(),
                Map.of("streams.state", state.toString(), "instance.name", "desk-1"));
        for (var setting : more.entrySet()) {
            settings = settings.with(setting.getKey(), setting.getValue());
        }
        return settings;
    }

    /// Doubles whole numbers: an unreadable number fails in the deserializer, a 13 in our own code.
    private static Topology doubling() {
        var builder = new StreamsBuilder();
        builder.stream("numbers", Consumed.with(Serdes.String(), Serdes.Integer())).mapValues(number -> {
            if (number == 13) {
                throw new IllegalStateException("13 brings bad luck");
            }
            return 2 * number;
        }).to("doubles", Produced.with(Serdes.String(), Serdes.Integer()));
        return builder.build();
    }

    private StreamsService service() {
        return StreamsService.of("doubling", StreamsServiceTest::doubling, settings(Map.of()), registry,
                (_, _, failed, _, at) -> new ProducerRecord<byte[], byte[]>("dead", null, at.toEpochMilli(),
                        failed.key(),
                        failed.value()));
    }

    @Test
    void a_record_that_cannot_be_read_or_processed_goes_to_the_dead_letters_and_the_next_one_goes_on() {
        try (var driver = new TopologyTestDriver(doubling(), service().config())) {
            var texts = driver.createInputTopic("numbers", new StringSerializer(), new StringSerializer());
            var numbers = driver.createInputTopic("numbers", new StringSerializer(), Serdes.Integer().serializer());
            texts.pipeInput("a", "no number at all");
            numbers.pipeInput("b", 13);
            numbers.pipeInput("c", 21);

            assertThat(driver.createOutputTopic("doubles", new StringDeserializer(), Serdes.Integer().deserializer())
                    .readKeyValuesToMap()).isEqualTo(Map.of("c", 42));
            var dead = driver.createOutputTopic("dead", new StringDeserializer(), new ByteArrayDeserializer())
                    .readKeyValuesToMap();
            // The driver itself drops what is sent while a record is read; a test on a broker looks at "a" too.
            assertThat(dead.get("b")).containsExactly(0, 0, 0, 13);
        }
        assertThat(letters("deserialization")).isEqualTo(1);
        assertThat(letters("processing")).isEqualTo(1);
        assertThat(letters("production")).isZero();
    }

    private double letters(String stage) {
        return registry.get("newswatch.dead.letters").tags("app", "doubling", "stage", stage).counter().count();
    }

    @Test
    void a_service_is_exactly_once_keeps_its_place_over_a_restart_and_takes_large_records() {
        assertThat(service().config()).containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("application.id", "newswatch-doubling").containsEntry("commit.interval.ms", 200L)
                .containsEntry(PromptCommit.INTERVAL_CONFIG, Duration.ofMillis(20))
                .containsEntry("client.id", "newswatch-doubling-desk-1")
                .containsEntry("main.consumer.group.instance.id", "desk-1")
                .containsEntry("main.consumer.session.timeout.ms", 6_000)
                .containsEntry("producer.max.request.size", 8 * 1024 * 1024);
    }

    @Test
    void without_brokers_it_says_which_setting_is_missing() {
        try (var service = service()) {
            assertThatThrownBy(service::start).isInstanceOf(SettingException.class)
                    .hasMessageContaining("kafka.bootstrap.servers");
            assertThat(service.health().ready()).isFalse();
        }
    }
}
