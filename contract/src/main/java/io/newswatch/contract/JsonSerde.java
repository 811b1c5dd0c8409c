package io.newswatch.contract;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Records as JSON: ISO 8601 times, unknown fields ignored, so that old and new versions can live together. Safe for use
/// by many threads.
public final class JsonSerde {

    /// The one way Newswatch writes and reads JSON.
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonSerde() {}

    static <T> Serde<T> of(Class<T> type) {
        Serializer<@Nullable T> serializer = (topic, value) -> value == null ? null : MAPPER.writeValueAsBytes(value);
        Deserializer<@Nullable T> deserializer = (topic, bytes) -> bytes == null ? null : read(type, topic, bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static <T> T read(Class<T> type, String topic, byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new SerializationException(
                    "a record of " + topic + " is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
