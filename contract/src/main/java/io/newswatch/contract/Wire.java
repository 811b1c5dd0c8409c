package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The habits of all records on the wire: what may be absent and what stands in for it, how names and shares are written.
/// What an older writer did not know yet is absent: a list is then empty, a number 0, a flag false, a component with a
/// default that default, a `@Nullable` one null. Anything else absent makes the record unreadable.
final class Wire {

    private static final double STEPS = 10_000;

    private Wire() {}

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static <K, V> Map<K, V> map(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }

    /// A share or score as it is written: four digits, so that records are short and equal on all machines.
    static double rounded(double share) {
        return Math.round(share * STEPS) / STEPS;
    }

    /// A constant's name on the wire: lower case, words joined by hyphens.
    static String slug(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Words that can be written as UTF-8: half a surrogate pair, which some pages hold, becomes U+FFFD, so that all offsets
    /// stay.
    static String wellFormed(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (Character.isSurrogate(words.charAt(i))) {
                // Decoding by code points repairs every half at once.
                return words.codePoints().map(point -> isHalf(point) ? 0xFFFD : point).collect(StringBuilder::new,
                        StringBuilder::appendCodePoint, StringBuilder::append).toString();
            }
        }
        return words;
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /// Whether a record without this component cannot be read.
    static boolean isRequired(RecordComponent component) {
        var type = component.getType();
        if (type.isPrimitive() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return false;
        }
        // Declared on the component, kept on its accessor.
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return !isNullable(component) && (property == null || property.isRequired() != OptBoolean.FALSE);
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
