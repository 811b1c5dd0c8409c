package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Writes the JSON Schema (draft 7, which every generator of code reads) of a record. Every component is a property; what
/// [Wire] lets be absent is not required; other properties may come with later versions.
final class SchemaOf {

    private final Map<String, Object> definitions = new TreeMap<>();

    private SchemaOf() {}

    /// @return the schema as pretty JSON
    static String record(Class<?> type) {
        var writer = new SchemaOf();
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("$id", "https://newswatch.example/schema/" + Samples.name(type) + ".json");
        schema.put("title", type.getSimpleName());
        schema.putAll(writer.object(type));
        if (!writer.definitions.isEmpty()) {
            schema.put("definitions", writer.definitions);
        }
        return JsonSerde.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }

    private Map<String, Object> object(Class<?> type) {
        var docs = RecordDocs.of(type);
        var schema = new LinkedHashMap<String, Object>();
        if (!docs.about().isEmpty()) {
            schema.put("description", docs.about());
        }
        schema.put("type", "object");
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var name = nameOf(component);
            properties.put(name, property(component, docs.of(component.getName())));
            if (Wire.isRequired(component)) {
                required.add(name);
            }
        }
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    static String nameOf(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private Map<String, Object> property(RecordComponent component, String sentence) {
        var schema = new LinkedHashMap<String, Object>();
        if (!sentence.isEmpty()) {
            schema.put("description", sentence);
        }
        var type = type(component.getGenericType());
        if (!Wire.isNullable(component)) {
            if (type.containsKey("$ref")) {
                // Draft 7 ignores whatever stands beside a reference.
                schema.put("allOf", List.of(type));
            } else {
                schema.putAll(type);
            }
        } else if (type.get("type") instanceof String one && !type.containsKey("enum")) {
            schema.putAll(type);
            schema.put("type", List.of(one, "null"));
        } else {
            schema.put("anyOf", List.of(type, Map.of("type", "null")));
        }
        return schema;
    }

    private Map<String, Object> type(Type generic) {
        if (generic instanceof ParameterizedType parameterized) {
            var arguments = parameterized.getActualTypeArguments();
            var raw = (Class<?>) parameterized.getRawType();
            if (Collection.class.isAssignableFrom(raw)) {
                var array = new LinkedHashMap<String, Object>(Map.of("type", "array"));
                array.put("items", type(arguments[0]));
                if (raw == Set.class) {
                    array.put("uniqueItems", true);
                }
                return array;
            }
            return ordered("type", "object", "additionalProperties", type(arguments[1]));
        }
        var type = (Class<?>) generic;
        if (type == int.class || type == Integer.class || type == long.class) {
            return Map.of("type", "integer");
        } else if (type == double.class || type == BigDecimal.class) {
            return Map.of("type", "number");
        } else if (type == boolean.class) {
            return Map.of("type", "boolean");
        } else if (type == String.class) {
            return Map.of("type", "string");
        } else if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        } else if (type == LocalDate.class) {
            return ordered("type", "string", "format", "date");
        } else if (type == PublicationDate.class) {
            return ordered("type", "string", "pattern", "^\\d{4}(-\\d{2}(-\\d{2}(T.+)?)?)?$");
        } else if (type.isEnum()) {
            return define(type, () -> ordered("type", "string", "enum", Arrays.stream(type.getEnumConstants())
                    .map(constant -> JsonSerde.MAPPER.convertValue(constant, String.class)).toList()));
        } else if (type == Rule.Term.class) {
            return define(type,
                    () -> ordered("description",
                            "Words to look for, whole and folded by case and diacritics, inside one sentence.", "anyOf",
                            List.of(ordered("description", "adjacent words", "type", "string"),
                                    type(Rule.Term.Near.class),
                                    type(Rule.Term.Prefix.class))));
        } else if (type.isRecord()) {
            return define(type, () -> object(type));
        }
        throw new IllegalArgumentException("no schema for " + type + ": say here how it is written");
    }

    private Map<String, Object> define(Class<?> type, java.util.function.Supplier<Map<String, Object>> schema) {
        var name = type.getEnclosingClass() == null || type.getEnclosingClass() == Rule.Term.class
                ? type.getSimpleName()
                : type.getEnclosingClass().getSimpleName() + type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, schema.get());
        }
        return Map.of("$ref", "#/definitions/" + name);
    }

    private static Map<String, Object> ordered(String key1, Object value1, String key2, Object value2) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }
}
