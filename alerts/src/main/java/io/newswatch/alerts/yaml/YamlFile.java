package io.newswatch.alerts.yaml;

import io.newswatch.alerts.yaml.Problem.Severity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The items of a YAML file, be it a list, one item, several documents or JSON lines. A syntax error in one item of a list
/// leaves the others readable: the file is then read item by item. Used by one thread.
///
/// @param items    what could be read, in order
/// @param problems syntax errors
public record YamlFile(List<Node> items, List<Problem> problems) {

    private static final Pattern ITEM = Pattern.compile("(?m)^(?=- |---)");
    private static final Pattern LINE = Pattern.compile("(?m)^(?=.)");
    private static final int LARGEST_BYTES = 64 * 1024 * 1024;
    /// Made once: it builds a schema, which costs more than most rules do.
    private static final LoadSettings SETTINGS = LoadSettings.builder().setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(50).setCodePointLimit(LARGEST_BYTES).build();

    /// Reads a file's text.
    ///
    /// @param file its name, for messages and to know JSON lines by `.jsonl`
    public static YamlFile parse(String file, String text) {
        var problems = new ArrayList<Problem>();
        var items = new ArrayList<Node>();
        if (file.endsWith(".jsonl") || file.endsWith(".ndjson")) {
            compose(file, text, LINE, items, problems);
            return new YamlFile(items, problems);
        }
        try {
            compose(text, items);
        } catch (YamlEngineException _) {
            items.clear();
            compose(file, text, ITEM, items, problems);
        }
        return new YamlFile(items, problems);
    }

    /// The YAML and JSON files of a folder, or the file itself, by name.
    ///
    /// @throws IOException when the folder cannot be read
    public static List<Path> filesIn(Path fileOrFolder) throws IOException {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (Stream<Path> files = Files.list(fileOrFolder)) {
            return files.filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)
                    .matches("[^.].*\\.(ya?ml|jsonl?|ndjson)")).filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Reads a file; what cannot be read at all is a problem too.
    public static YamlFile read(Path file) {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                return unreadable(file, "is larger than 64 MB");
            }
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException _) {
            return unreadable(file, "is no UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            return unreadable(file, Files.exists(file) ? "cannot be read: " + e : "does not exist");
        }
    }

    private static YamlFile unreadable(Path file, String why) {
        return new YamlFile(List.of(),
                List.of(new Problem(Severity.UNREADABLE, file.toString(), 1, 1, null, "the file " + why)));
    }

    private static void compose(String file, String text, Pattern border, List<Node> items, List<Problem> problems) {
        int line = 0;
        for (var part : border.splitAsStream(text).toList()) {
            try {
                compose("\n".repeat(line) + part, items);
            } catch (MarkedYamlEngineException e) {
                var mark = e.getProblemMark().or(e::getContextMark);
                problems.add(new Problem(Severity.ERROR, file, mark.map(m -> m.getLine() + 1).orElse(line + 1),
                        mark.map(m -> m.getColumn() + 1).orElse(1), null,
                        "no YAML: " + (e.getContext() == null ? "" : e.getContext() + ", ") + e.getProblem()
                                + "; check indentation, brackets and quotes"));
            } catch (YamlEngineException e) {
                problems.add(new Problem(Severity.ERROR, file, line + 1, 1, null, "no YAML: " + e.getMessage()));
            }
            line += Math.toIntExact(part.chars().filter(c -> c == '\n').count());
        }
    }

    private static void compose(String text, List<Node> items) {
        for (var node : new Compose(SETTINGS).composeAllFromString(text)) {
            if (node instanceof SequenceNode list) {
                items.addAll(list.getValue());
            } else {
                items.add(node);
            }
        }
    }

    /// A place for the problems of one item.
    public static YamlMap.Report report(String file, List<Problem> problems) {
        return new YamlMap.Report(file, problems, false);
    }

    /// The same for a record that a later version may have written: an unknown key that asks nothing is passed over, since
    /// all components are written, also those that a rule does not use. One that asks something is an error: what is not
    /// understood cannot be judged.
    public static YamlMap.Report reportOnRecord(String name, List<Problem> problems) {
        return new YamlMap.Report(name, problems, true);
    }
}
