package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.ingest.publish.CanonicalUrl;
import io.newswatch.runtime.Nearest;
import io.newswatch.runtime.YamlFault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The feeds file: a list under `feeds`, each with `id`, `source` (`rss` unless said), `url` or `path`, and optional `name`,
/// `language`, `enabled` and `options`. Every mistake is told with file, line and feed, all of them at once. Stateless.
public final class FeedsFile {

    /// Marks a definition as coming from the file, so that it goes when it is taken out of the file.
    static final String ORIGIN = "defined-in";

    private static final Set<String> FIELDS = new TreeSet<>(
            Set.of("id", "source", "url", "path", "name", "language", "enabled", "options"));

    private FeedsFile() {}

    /// Reads a feeds file.
    ///
    /// @param sources names of the sources there are
    /// @throws FeedsFileException with every mistake in the file
    public static List<FeedDefinition> read(Path file, Set<String> sources) {
        try {
            return read(Files.readString(file), file, sources);
        } catch (NoSuchFileException _) {
            throw new FeedsFileException(List.of("ingest.feeds: there is no file " + file));
        } catch (CharacterCodingException _) {
            throw new FeedsFileException(List.of(file + ": is no UTF-8 text; save it as UTF-8 (setting ingest.feeds)"));
        } catch (IOException e) {
            throw new FeedsFileException(
                    List.of(file + ": cannot be read: " + e.getMessage() + " (setting ingest.feeds)"));
        }
    }

    static List<FeedDefinition> read(String yaml, Path file, Set<String> sources) {
        var problems = new ArrayList<String>();
        var found = new LinkedHashMap<String, FeedDefinition>();
        try {
            var root = new Compose(
                    LoadSettings.builder().setLabel(file.toString()).setMaxAliasesForCollections(20).build())
                    .composeString(yaml);
            var list = root.map(node -> child(node, "feeds")).orElse(null);
            if (!(list instanceof SequenceNode feeds)) {
                throw new FeedsFileException(List.of(file + ": expected a list under \"feeds:\""));
            }
            for (var node : feeds.getValue()) {
                feed(node, file, sources, found, problems);
            }
        } catch (YamlEngineException e) {
            var fault = YamlFault.of(e);
            problems.add(file + ":" + fault.line() + ": no YAML: " + fault.what());
        }
        if (!problems.isEmpty()) {
            throw new FeedsFileException(problems);
        }
        return List.copyOf(found.values());
    }

    private static void feed(Node node, Path file, Set<String> sources, Map<String, FeedDefinition> found,
            List<String> problems) {
        var at = file + ":" + line(node);
        if (!(node instanceof MappingNode feed)) {
            problems.add(at + ": a feed is a mapping such as {id: world, url: https://...}");
            return;
        }
        var id = text(feed, "id");
        var named = at + ": feed " + (id == null ? "without id" : "\"" + id + "\"") + ": ";
        int before = problems.size();
        for (var entry : feed.getValue()) {
            var key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!FIELDS.contains(key)) {
                problems.add(file + ":" + line(entry.getKeyNode()) + ": feed " + id + ": unknown field \"" + key
                        + "\"" + Nearest.to(key, FIELDS).map(name -> "; did you mean " + name + "?")
                                .orElse("; known are " + String.join(", ", FIELDS)));
            }
        }
        if (id == null || !id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            problems.add(named + "id must be 1 to 100 letters, digits, dots, hyphens or underscores");
        }
        var source = text(feed, "source") == null ? "rss" : String.valueOf(text(feed, "source"));
        if (!sources.contains(source)) {
            problems.add(named + "no source \"" + source + "\"; there are " + String.join(", ", sources));
        }
        var location = text(feed, "url") != null ? text(feed, "url") : text(feed, "path");
        if (location == null) {
            problems.add(named + "needs a url or a path");
        } else if (text(feed, "path") == null && CanonicalUrl.parse(location).isEmpty()) {
            problems.add(named + "url must be an http or https address, was \"" + location + "\"");
        }
        if (text(feed, "url") != null && text(feed, "path") != null) {
            problems.add(named + "has both a url and a path; leave one of them out");
        }
        var enabled = text(feed, "enabled");
        if (enabled != null && !enabled.equals("true") && !enabled.equals("false")) {
            problems.add(named + "enabled must be true or false, was \"" + enabled + "\"");
        }
        var options = options(feed, named, problems);
        if (problems.size() > before || id == null || location == null) {
            return;
        }
        var folder = file.toAbsolutePath().getParent();
        boolean onDisk = text(feed, "path") != null;
        var place = onDisk && folder != null ? folder.resolve(location).normalize().toString() : location;
        var host = onDisk
                ? null
                : CanonicalUrl.parse(location).map(uri -> uri.getHost().toLowerCase(Locale.ROOT)).orElse(null);
        var key = (host == null ? source : CanonicalUrl.domain(host)) + "/" + id;
        options.put(ORIGIN, "file");
        var name = text(feed, "name");
        var definition = new FeedDefinition(key, source, place, name == null ? host == null ? id : host : name,
                text(feed, "language"), !"false".equals(enabled), options);
        if (found.putIfAbsent(key, definition) != null) {
            problems.add(named + "the id is used twice for " + key.substring(0, key.indexOf('/')));
        }
    }

    private static Map<String, String> options(Node feed, String named, List<String> problems) {
        var options = new HashMap<String, String>();
        var given = child(feed, "options");
        if (given != null && !(given instanceof MappingNode)) {
            problems.add(named + "options must be a mapping such as {pages: never}");
        }
        if (given instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name && entry.getValueNode() instanceof ScalarNode value) {
                    options.put(name.getValue(), value.getValue());
                } else {
                    problems.add(named + "an option is a name and a word or number, such as {pages: never}");
                }
            }
        }
        return options;
    }

    private static @Nullable Node child(Node node, String name) {
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
                    return entry.getValueNode();
                }
            }
        }
        return null;
    }

    private static @Nullable String text(Node node, String name) {
        return child(node, name) instanceof ScalarNode scalar && !scalar.getValue().isBlank()
                ? scalar.getValue().strip()
                : null;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /// What is wrong in a feeds file, a line for each mistake.
    public static final class FeedsFileException extends RuntimeException {

        private static final long serialVersionUID = 1;

        FeedsFileException(List<String> problems) {
            super(String.join("\n", problems));
        }
    }
}
