package io.newswatch.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/// Plain Kafka clients whose own figures stand at `/metrics` while they are open, as those of Streams' clients do and with
/// the same tags. For clients that live as long as their service; one that reads or writes once and goes needs no meters.
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
        return new MeteredProducer<>(config, key, value, this);
    }

    /// @param config such as [KafkaClients#consumer]
    public <K, V> Consumer<K, V> consumer(Map<String, Object> config, Deserializer<K> key, Deserializer<V> value) {
        return new MeteredConsumer<>(config, key, value, this);
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
