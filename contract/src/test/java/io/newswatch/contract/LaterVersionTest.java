package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import io.newswatch.contract.CooperationEvent.Polarity;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Records as a later version may write them, with fields and constants that this one does not know: `future/` holds one
/// for each topic.
class LaterVersionTest {

    /// What the pipeline turns on: no stand-in could be right, so a further constant needs another topic.
    private static final Set<Class<?>> CLOSED = Set.of(Verdict.class, Polarity.class, PublicationDate.Precision.class,
            RawArticle.Extent.class, Delivery.State.class, Rule.Notice.Mode.class);

    static Stream<Map.Entry<String, Object>> samples() {
        return Samples.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_record_of_a_later_version_is_read_but_for_what_it_adds(Map.Entry<String, Object> sample)
            throws IOException {
        var json = Files.readString(
                GeneratedFile.of("contract/src/test/resources/future/" + sample.getKey() + ".json"));

        var record = JsonSerde.MAPPER.readValue(json, sample.getValue().getClass());

        assertThat(JsonSerde.MAPPER.writeValueAsString(record))
                .isEqualTo(JsonSerde.MAPPER.writeValueAsString(known(JsonSerde.MAPPER.readTree(json))));
    }

    /// The tree without later fields, with stand-ins for later constants.
    private static JsonNode known(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.remove("laterField");
            object.propertyNames().stream().toList().forEach(name -> {
                var value = object.get(name);
                if (value.asStringOpt().orElse("").equals("later-constant")) {
                    object.put(name, name.equals("kind") ? "OTHER" : name.equals("reason") ? "UNKNOWN" : "unknown");
                } else {
                    object.set(name, known(value));
                }
            });
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).asStringOpt().orElse("").equals("later-constant")) {
                    array.set(i, "unknown");
                } else {
                    array.set(i, known(array.get(i)));
                }
            }
        }
        return tree;
    }

    @Test
    void every_enum_has_a_stand_in_for_later_constants_or_is_closed() {
        var enums = new LinkedHashSet<Class<?>>();
        Samples.all().values().forEach(sample -> collect(sample.getClass(), enums));

        assertThat(enums).containsAll(CLOSED).filteredOn(type -> !CLOSED.contains(type)).isNotEmpty()
                .allSatisfy(type -> assertThat(Arrays.stream(type.getFields())
                        .filter(field -> field.isAnnotationPresent(JsonEnumDefaultValue.class))).hasSize(1));
    }

    private static void collect(Class<?> type, Set<Class<?>> enums) {
        if (type.isEnum()) {
            enums.add(type);
        } else if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType)
                    .map(component -> component.getTypeName().replaceAll("^java\\.util\\.\\w+<(?:.*, )?(.*)>$", "$1"))
                    .filter(name -> name.startsWith("io.newswatch.")).forEach(name -> collect(named(name), enums));
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_constant_of_a_closed_enum_that_is_not_known_is_refused() {
        assertThatThrownBy(() -> JsonSerde.MAPPER.readValue("\"MAYBE\"", Verdict.class))
                .isInstanceOf(JacksonException.class).hasMessageContaining("MAYBE");
    }
}
