package io.newswatch.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes any record of the contract out of chance: the same seed, the same records.
final class RandomRecords {

    private static final String LETTERS = "aZ09 \n\t\"\\/<>{}'şİığəЖ中\u0000\u2028€\uD83D\uDE00";
    private static final int TRIES = 1_000;

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    /// @return a record that its own constructor allows
    <T> T next(Class<T> type) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                var constructor = type.getDeclaredConstructor(types);
                return constructor.newInstance(Arrays.stream(components).map(this::component).toArray());
            } catch (InvocationTargetException _) {
                // Such a combination does not exist; another will.
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no " + type + " came out in " + TRIES + " tries");
    }

    private @Nullable Object component(RecordComponent component) {
        return Wire.isNullable(component) && random.nextInt(4) == 0 ? null : value(component.getGenericType());
    }

    private Object value(Type generic) {
        if (generic instanceof ParameterizedType parameterized) {
            var arguments = parameterized.getActualTypeArguments();
            var values = IntStream.range(0, random.nextInt(3)).mapToObj(_ -> value(arguments[0])).toList();
            if (parameterized.getRawType() == Map.class) {
                return values.stream().distinct().collect(Collectors.toMap(key -> key, _ -> value(arguments[1])));
            }
            return parameterized.getRawType() == Set.class ? Set.copyOf(values) : values;
        }
        var type = (Class<?>) generic;
        if (type == int.class || type == Integer.class) {
            return random.nextInt();
        } else if (type == long.class) {
            return random.nextLong();
        } else if (type == double.class) {
            return random.nextDouble();
        } else if (type == BigDecimal.class) {
            return BigDecimal.valueOf(random.nextLong(), random.nextInt(6));
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == String.class) {
            return words();
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong(-2_000_000_000, 4_000_000_000L),
                    random.nextInt(1_000_000_000));
        } else if (type == LocalDate.class) {
            return LocalDate.ofEpochDay(random.nextInt(-20_000, 40_000));
        } else if (type == PublicationDate.class) {
            return PublicationDate.parse(List.of("2021", "2021-07", "2021-07-31", "2021-07-31T23:59:59+04:00",
                    "2021-07-31T23:59:59.123Z").get(random.nextInt(5)));
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        } else if (type == Rule.Term.class) {
            return next(List.of(Rule.Term.Phrase.class, Rule.Term.Near.class, Rule.Term.Prefix.class)
                    .get(random.nextInt(3)));
        }
        return next(type);
    }

    private String words() {
        var points = LETTERS.codePoints().toArray();
        return random.ints(random.nextInt(12), 0, points.length).map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
