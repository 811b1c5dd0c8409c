package io.newswatch.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A setting, declared once: its name, kind, unit, default, range and meaning. From this one value it is read, checked and
/// documented. Immutable, safe to share.
///
/// @param <T> what its value is in code; never null (a setting that may be left out is an [Optional])
public final class Setting<T> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");

    /// Reads a written value.
    @FunctionalInterface
    private interface Reader<T> {

        /// @param raw    the value as written, without surrounding space
        /// @param folder what relative paths are relative to
        /// @throws IllegalArgumentException when the value is not of the kind or out of range
        T read(String raw, Path folder);
    }

    private final String name;
    private final Kind kind;
    private final String range;
    private final String unit;
    private final String sentence;
    private final boolean secret;
    private final T defaultValue;
    private final String defaultText;
    private final Reader<T> reader;

    private Setting(String name, Kind kind, String range, String unit, String sentence, boolean secret, T defaultValue,
            String defaultText, Reader<T> reader) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a setting's name is dotted kebab-case, such as enrich.index-partitions: "
                            + name);
        }
        if (name.startsWith(Settings.KAFKA)) {
            throw new IllegalArgumentException("kafka.* belongs to the Kafka clients: " + name);
        }
        this.name = name;
        this.kind = kind;
        this.range = range;
        this.unit = unit;
        this.sentence = sentence;
        this.secret = secret;
        this.defaultValue = defaultValue;
        this.defaultText = defaultText;
        this.reader = reader;
    }

    /// How values are written.
    enum Kind {
        TEXT("text"), INTEGER("a whole number"), DECIMAL("a number"), FLAG("true or false"), DURATION(
                "a duration such as 20ms, 5m or 14d"), BYTES(
                        "a size such as 512KB or 8MB"), PATH("a path"), LIST("a list"), CHOICE("one of");

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Any words, possibly none.
    public static Setting<String> text(String name, String defaultValue, String sentence) {
        return new Setting<>(name, Kind.TEXT, "", "", sentence, false, defaultValue, defaultValue, (raw, _) -> raw);
    }

    /// Words that must match.
    ///
    /// @param pattern what the whole value must match
    /// @param range   the same in words, for error messages and the reference page
    public static Setting<String> text(String name, String defaultValue, Pattern pattern, String range,
            String sentence) {
        Reader<String> reader = (raw, _) -> {
            if (!pattern.matcher(raw).matches()) {
                throw new IllegalArgumentException(raw);
            }
            return raw;
        };
        return new Setting<>(name, Kind.TEXT, range, "", sentence, false, defaultValue, defaultValue, reader);
    }

    /// Words that may be left out; an empty value leaves them out.
    public static Setting<Optional<String>> optionalText(String name, String sentence) {
        return new Setting<>(name, Kind.TEXT, "", "", sentence, false, Optional.empty(), "",
                (raw, _) -> raw.isEmpty() ? Optional.empty() : Optional.of(raw));
    }

    /// @param min least value
    /// @param max greatest value
    public static Setting<Integer> integer(String name, int defaultValue, int min, int max, String sentence) {
        return ranged(name, Kind.INTEGER, defaultValue, min, max, sentence, Integer::valueOf, String::valueOf);
    }

    /// @param min least value
    /// @param max greatest value
    public static Setting<Double> decimal(String name, double defaultValue, double min, double max, String sentence) {
        return ranged(name, Kind.DECIMAL, defaultValue, min, max, sentence, Double::valueOf, String::valueOf);
    }

    public static Setting<Boolean> flag(String name, boolean defaultValue, String sentence) {
        return new Setting<>(name, Kind.FLAG, "", "", sentence, false, defaultValue, String.valueOf(defaultValue),
                (raw, _) -> switch (raw.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(raw);
                });
    }

    /// Written `20ms`, `5s`, `5m`, `36h`, `14d` or in parts (`1h30m`).
    ///
    /// @param min shortest
    /// @param max longest
    public static Setting<Duration> duration(String name, Duration defaultValue, Duration min, Duration max,
            String sentence) {
        return ranged(name, Kind.DURATION, defaultValue, min, max, sentence, Quantities::duration, Quantities::text);
    }

    /// A size in bytes, written `512KB`, `8MB`, `2GB` (steps of 1024) or as a plain number of bytes.
    ///
    /// @param min smallest, bytes
    /// @param max largest, bytes
    public static Setting<Long> bytes(String name, long defaultValue, long min, long max, String sentence) {
        return ranged(name, Kind.BYTES, defaultValue, min, max, sentence, Quantities::bytes, Quantities::bytesText);
    }

    /// A file or folder. A relative path in a settings file counts from that file's folder, elsewhere from the working
    /// folder; `~/` is the user's home.
    public static Setting<Path> path(String name, Path defaultValue, String sentence) {
        var text = defaultValue.toString();
        return new Setting<>(name, Kind.PATH, "", "", sentence, false, readPath(text, Path.of("")), text,
                Setting::readPath);
    }

    /// A file or folder that may be left out; an empty value leaves it out.
    public static Setting<Optional<Path>> optionalPath(String name, String sentence) {
        return new Setting<>(name, Kind.PATH, "", "", sentence, false, Optional.empty(), "",
                (raw, folder) -> raw.isEmpty() ? Optional.empty() : Optional.of(readPath(raw, folder)));
    }

    /// Several values: a YAML list, or words separated by commas.
    public static Setting<List<String>> list(String name, List<String> defaultValue, String sentence) {
        return new Setting<>(name, Kind.LIST, "", "", sentence, false, List.copyOf(defaultValue),
                String.join(",", defaultValue), (raw, _) -> Arrays.stream(raw.split(",", -1)).map(String::strip)
                        .filter(word -> !word.isEmpty()).toList());
    }

    /// Several files or folders, each as [#path]: a YAML list, or paths separated by commas.
    public static Setting<List<Path>> paths(String name, String sentence) {
        return new Setting<>(name, Kind.LIST, "", "", sentence, false, List.of(), "",
                (raw, folder) -> Arrays.stream(raw.split(",", -1)).map(String::strip)
                        .filter(path -> !path.isEmpty()).map(path -> readPath(path, folder)).toList());
    }

    /// One constant of an enum, written in lower case with hyphens.
    public static <E extends Enum<E>> Setting<E> choice(String name, E defaultValue, String sentence) {
        var constants = defaultValue.getDeclaringClass().getEnumConstants();
        var range = Arrays.stream(constants).map(Setting::slug).collect(Collectors.joining(", "));
        return new Setting<>(name, Kind.CHOICE, range, "", sentence, false, defaultValue, slug(defaultValue),
                (raw, _) -> Arrays.stream(constants).filter(constant -> slug(constant).equalsIgnoreCase(raw))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(raw)));
    }

    private static <T extends Comparable<T>> Setting<T> ranged(String name, Kind kind, T defaultValue, T min, T max,
            String sentence, Function<String, T> read, Function<T, String> write) {
        if (min.compareTo(defaultValue) > 0 || defaultValue.compareTo(max) > 0) {
            throw new IllegalArgumentException("the default of " + name + " is out of its own range");
        }
        Reader<T> reader = (raw, _) -> {
            T value = read.apply(raw);
            if (min.compareTo(value) > 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException(raw);
            }
            return value;
        };
        return new Setting<>(name, kind, write.apply(min) + " to " + write.apply(max), "", sentence, false,
                defaultValue, write.apply(defaultValue), reader);
    }

    private static Path readPath(String raw, Path folder) {
        if (raw.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return raw.equals("~") || raw.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), raw.substring(1))
                : folder.resolve(raw).normalize();
    }

    private static String slug(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The same setting with a unit for the reference page: `.unit("articles")`.
    public Setting<T> unit(String newUnit) {
        return new Setting<>(name, kind, range, newUnit, sentence, secret, defaultValue, defaultText, reader);
    }

    /// The same setting, its value never printed.
    public Setting<T> asSecret() {
        return new Setting<>(name, kind, range, unit, sentence, true, defaultValue, defaultText, reader);
    }

    /// @return its value in these settings, its default when nobody set it
    /// @throws IllegalArgumentException when the settings were loaded without knowing this one: a mistake in code
    public T in(Settings settings) {
        return settings.valueOf(this);
    }

    /// @return dotted kebab-case
    public String name() {
        return name;
    }

    /// @return the environment variable that sets it: `enrich.index-partitions` is `NEWSWATCH_ENRICH_INDEX_PARTITIONS`
    public String variable() {
        return Settings.VARIABLE + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /// @return one word: text, integer, decimal, flag, duration, bytes, path, list or choice
    public String kind() {
        return kind.word();
    }

    /// @return what it counts in; empty when its kind says so already
    public String unit() {
        return unit;
    }

    /// @return what values are allowed, in words; empty when all of the kind are
    public String range() {
        return range;
    }

    /// @return the default as one would write it; empty when it is left out by default
    public String defaultText() {
        return defaultText;
    }

    /// @return what it is for
    public String sentence() {
        return sentence;
    }

    /// @return whether its value must not be printed
    public boolean secret() {
        return secret;
    }

    T defaultValue() {
        return defaultValue;
    }

    /// @throws SettingException naming this setting, its range, the value and where that stood
    T read(String raw, Path folder, String origin) {
        try {
            return reader.read(raw.strip(), folder);
        } catch (IllegalArgumentException _) {
            throw new SettingException(name + " must be " + expected() + ", was " + (secret ? "(secret)" : quoted(raw))
                    + " (" + origin + ")");
        }
    }

    private String expected() {
        if (kind == Kind.TEXT) {
            return range;
        }
        return switch (kind) {
            case CHOICE -> kind.expected + " " + range;
            default -> range.isEmpty() ? kind.expected : kind.expected + " from " + range;
        };
    }

    private static String quoted(String raw) {
        return "\"" + raw + "\"";
    }

    @Override
    public String toString() {
        return name;
    }
}
