package io.newswatch.contract;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/// A topic as one value: its name, what its key and value are and how they are written, how it is partitioned and how long
/// it is kept. Immutable, safe to share.
///
/// @param name         the name on the broker
/// @param keyMeaning   what the key is, in words
/// @param key          how keys are written
/// @param value        how values are written
/// @param partitioning which topics it shares its partition count with
/// @param retention    how long records stay
/// @param purpose      one sentence for the reference page
public record Topic<K, V>(String name, String keyMeaning, Serde<K> key, Serde<V> value, Partitioning partitioning,
        Retention retention, String purpose) {

    /// Topics of one group have equal partition counts and are partitioned alike, so that records of one key meet in one
    /// task.
    public enum Partitioning {
        BY_ARTICLE(4), BY_FEED(4), BY_RULE(4), BY_INDEX(1), BY_EVENT_TYPE(1);

        private final int defaultCount;

        Partitioning(int defaultCount) {
            this.defaultCount = defaultCount;
        }

        /// @return partitions unless the settings say otherwise
        public int defaultCount() {
            return defaultCount;
        }
    }

    /// How long records stay.
    public sealed interface Retention {

        /// The latest record of each key, for good.
        record Compacted() implements Retention {}

        /// Every record, for a while.
        record Kept(Duration time) implements Retention {}

        /// The latest record of each key, for a while.
        record CompactedAndKept(Duration time) implements Retention {}
    }

    /// The largest record Newswatch writes, bytes.
    public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

    /// A value as it is written to the topic, for whoever keeps it elsewhere.
    public byte[] toBytes(V content) {
        return value.serializer().serialize(name, content);
    }

    /// A value as it was written.
    ///
    /// @throws SerializationException when the bytes are no such value
    public V ofBytes(byte[] bytes) {
        return value.deserializer().deserialize(name, bytes);
    }

    /// @return the topic's settings on the broker
    public Map<String, String> config() {
        var config = new LinkedHashMap<String, String>();
        switch (retention) {
            case Retention.Compacted() -> config.put("cleanup.policy", "compact");
            case Retention.Kept(var time) -> {
                config.put("cleanup.policy", "delete");
                config.put("retention.ms", Long.toString(time.toMillis()));
            }
            case Retention.CompactedAndKept(var time) -> {
                config.put("cleanup.policy", "compact,delete");
                config.put("retention.ms", Long.toString(time.toMillis()));
            }
        }
        config.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        return config;
    }
}
