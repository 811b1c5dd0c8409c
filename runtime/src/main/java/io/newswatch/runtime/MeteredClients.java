package io.newswatch.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/// Plain Kafka clients whose own figures stand at `/metrics` while they are open, as those of Streams' clients do and with
/// the same tags; their client ids end in `-producer` or `-consumer`, as there. For clients that live as long as their service; one that reads or writes once and goes needs no meters.
/// Safe for use by many threads.
public final class MeteredClients {

    private final MeterRegistry registry;
    private final Tags tags;

    /// @param app the service they belong to
    public MeteredClients(String app, MeterRegistry registry) {
        this.registry = registry;
        this.tags = Tags.of("app", app);
    }

    /// @param config such as [KafkaClients#producer]
    public <K, V> Producer<K, V> producer(Map<String, Object> config, Serializer<K> key, Serializer<V> value) {
        return new MeteredProducer<>(named(config, "producer"), key, value, this);
    }

    /// @param config such as [KafkaClients#consumer]
    public <K, V> Consumer<K, V> consumer(Map<String, Object> config, Deserializer<K> key, Deserializer<V> value) {
        return new MeteredConsumer<>(named(config, "consumer"), key, value, this);
    }

    /// A producer and a consumer of one name would share figures that both have.
    private static Map<String, Object> named(Map<String, Object> config, String kind) {
        var named = new HashMap<>(config);
        named.computeIfPresent(CommonClientConfigs.CLIENT_ID_CONFIG, (_, id) -> id + "-" + kind);
        return named;
    }

    private static final class MeteredProducer<K, V> extends KafkaProducer<K, V> {

        private final KafkaClientMetrics meters;

        MeteredProducer(Map<String, Object> config, Serializer<K> key, Serializer<V> value, MeteredClients clients) {
            super(config, key, value);
            meters = new KafkaClientMetrics(this, clients.tags);
            meters.bindTo(clients.registry);
        }

        @Override
        public void close(Duration timeout) { // close() comes here too
            meters.close();
            super.close(timeout);
        }
    }

    private static final class MeteredConsumer<K, V> extends KafkaConsumer<K, V> {

        private final KafkaClientMetrics meters;

        MeteredConsumer(Map<String, Object> config, Deserializer<K> key, Deserializer<V> value,
                MeteredClients clients) {
            super(config, key, value);
            meters = new KafkaClientMetrics(this, clients.tags);
            meters.bindTo(clients.registry);
        }

        @Override
        public void close() {
            meters.close();
            super.close();
        }

        @Override
        public void close(CloseOptions options) {
            meters.close();
            super.close(options);
        }
    }
}
