package io.newswatch.alerts.yaml;

import io.newswatch.alerts.yaml.Problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A map in a YAML file, read key by key: what does not fit is reported with its place, and reading goes on so that an
/// author sees all mistakes at once. Used by one thread.
public final class YamlMap {

    private final Node node;
    private final Report report;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /// Takes the problems of one rule or channel.
    public static final class Report {

        private final String file;
        private final List<Problem> problems;
        private final boolean ofRecord;
        private @Nullable String subject;
        private boolean refused;

        Report(String file, List<Problem> problems, boolean ofRecord) {
            this.file = file;
            this.problems = problems;
            this.ofRecord = ofRecord;
        }

        /// From now on problems name this subject; those already reported get it too.
        public void about(String newSubject) {
            subject = newSubject;
        }

        /// Whether there was an error.
        public boolean refused() {
            return refused;
        }

        public void error(@Nullable Node at, String message) {
            refused = true;
            add(Severity.ERROR, at, message);
        }

        public void warning(@Nullable Node at, String message) {
            add(Severity.WARNING, at, message);
        }

        private void add(Severity severity, @Nullable Node at, String message) {
            var mark = at == null ? Optional.<Mark>empty() : at.getStartMark();
            problems.add(new Problem(severity, file, mark.map(m -> m.getLine() + 1).orElse(1),
                    mark.map(m -> m.getColumn() + 1).orElse(1), subject, message));
        }
    }

    private YamlMap(Node node, Report report) {
        this.node = node;
        this.report = report;
    }

    /// @param name  what the map is, for messages: "a rule", "match"
    /// @param known the keys that it may have
    /// @return empty, with an error reported, when the node is no map
    public static Optional<YamlMap> of(String name, Node node, Collection<String> known, Report report) {
        if (!(node instanceof MappingNode mapping)) {
            report.error(node, name + " is a map with " + String.join(", ", known) + "; this is " + shape(node));
            return Optional.empty();
        }
        var map = new YamlMap(node, report);
        for (var entry : mapping.getValue()) {
            var key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                if (!report.ofRecord || !asksNothing(entry.getValueNode())) {
                    report.error(entry.getKeyNode(),
                            "unknown key \"" + key + "\" in " + name + Nearest.hint(key, known));
                }
            } else if (map.values.containsKey(key)) {
                report.error(entry.getKeyNode(), "\"" + key + "\" stands twice in " + name + "; keep one of them");
            } else if (!isNull(entry.getValueNode())) {
                map.values.put(key, entry.getValueNode());
            }
        }
        return Optional.of(map);
    }

    public Node node() {
        return node;
    }

    public Report report() {
        return report;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /// Where the key's value stands; the map itself without one.
    public Node at(String key) {
        return values.getOrDefault(key, node);
    }

    /// @return the value, empty when absent
    public Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> text(String key) {
        return value(key).flatMap(value -> scalar(key, value, report));
    }

    public boolean flag(String key, boolean absent) {
        return text(key).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                report.error(at(key), "\"" + key + "\" is true or false; this is \"" + text + "\"");
                yield absent;
            }
        }).orElse(absent);
    }

    public int integer(String key, int absent, int least, int most) {
        return text(key).map(text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // told below
            }
            report.error(at(key), "\"" + key + "\" is a whole number from " + least + " to " + most + "; this is \""
                    + text + "\"");
            return absent;
        }).orElse(absent);
    }

    public Optional<YamlMap> map(String key, Collection<String> known) {
        return value(key).flatMap(value -> of("\"" + key + "\"", value, known, report));
    }

    /// The items of a list; a single value counts as a list of one.
    public List<Node> items(String key) {
        return value(key).map(value -> value instanceof SequenceNode list ? list.getValue() : List.of(value))
                .orElse(List.of());
    }

    /// A list of words, each turned into something; items that cannot be are reported with the message of the
    /// [IllegalArgumentException] and left out.
    public <T> List<T> list(String key, Function<String, T> read) {
        var result = new ArrayList<T>();
        for (var item : items(key)) {
            scalar(key, item, report).ifPresent(text -> {
                try {
                    result.add(read.apply(text));
                } catch (IllegalArgumentException e) {
                    report.error(item, String.valueOf(e.getMessage()));
                }
            });
        }
        return result;
    }

    /// The words of a scalar.
    public static Optional<String> scalar(String key, Node value, Report report) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        report.error(value, "\"" + key + "\" takes words; this is " + shape(value));
        return Optional.empty();
    }

    private static boolean asksNothing(Node node) {
        return switch (node) {
            case SequenceNode list -> list.getValue().isEmpty();
            case ScalarNode scalar -> isNull(scalar) || scalar.getValue().equals("false");
            default -> false;
        };
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String shape(Node node) {
        return switch (node) {
            case MappingNode _ -> "a map";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar -> scalar.getValue().isEmpty() ? "empty" : "\"" + scalar.getValue() + "\"";
            default -> "something else";
        };
    }
}
