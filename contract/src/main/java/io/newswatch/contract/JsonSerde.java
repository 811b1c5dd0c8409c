package io.newswatch.contract;

import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// A record as JSON: every component written, nulls too; ISO 8601 times; on reading unknown fields are ignored, absent
/// ones stood in for ([Wire]) and unknown constants read as `UNKNOWN` where there is one, so that old and new versions can live
/// together. A null record is a null value: a tombstone.
/// Safe for use by many threads.
public final class JsonSerde<T> implements Serde<T> {

    /// The one way Newswatch writes and reads JSON.
    public static final JsonMapper MAPPER = JsonMapper.builder().annotationIntrospector(new RequiredComponents())
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .addModule(new SimpleModule("instants").addDeserializer(Instant.class, new QuickInstants())).build();

    private final Class<T> type;
    /// Made when first used: each costs a part of the start. Two threads may both make one, which does no harm.
    private volatile @Nullable ObjectReader reader;
    private volatile @Nullable ObjectWriter writer;

    private JsonSerde(Class<T> type) {
        this.type = type;
    }

    /// @param type a record
    public static <T> JsonSerde<T> of(Class<T> type) {
        return new JsonSerde<>(type);
    }

    /// @return what is written and read
    public Class<T> type() {
        return type;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: a null value is a tombstone
    public Serializer<@Nullable T> serializer() {
        return (_, value) -> value == null ? null : writer().writeValueAsBytes(value);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public Deserializer<@Nullable T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(topic, bytes);
    }

    private ObjectWriter writer() {
        var known = writer;
        if (known == null) {
            known = MAPPER.writerFor(type);
            writer = known;
        }
        return known;
    }

    private ObjectReader reader() {
        var known = reader;
        if (known == null) {
            known = MAPPER.readerFor(type);
            reader = known;
        }
        return known;
    }

    private T read(String topic, byte[] bytes) {
        try {
            @Nullable
            T value = reader().readValue(bytes);
            if (value == null) {
                throw new SerializationException("a record of " + topic + " is no " + type.getSimpleName()
                        + " but the word null; a record without a value is a tombstone");
            }
            return value;
        } catch (JacksonException e) {
            throw new SerializationException(
                    "a record of " + topic + " is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
