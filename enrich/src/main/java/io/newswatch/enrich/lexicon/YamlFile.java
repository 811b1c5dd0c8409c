package io.newswatch.enrich.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A YAML file read with positions, so that each complaint says where. Immutable, safe to share.
///
/// @param name what people know the file by
/// @param root its content
public record YamlFile(String name, Entry root) {

    private static final Pattern YAML_NAME = Pattern.compile("\\.ya?ml$");
    private static final int BUFFER = 1 << 15;

    /// Reads a resource of this program.
    public static YamlFile resource(String path) {
        try (var in = YamlFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program's own file " + path + " is missing");
            }
            return parse(path.substring(path.lastIndexOf('/') + 1), in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /// Reads a user's file, or all `.yaml` and `.yml` files of a user's folder in order of their names.
    ///
    /// @throws GrammarException when it is not there, cannot be read or is no YAML
    public static List<YamlFile> of(Path path) {
        try {
            return Files.isDirectory(path) ? folder(path) : List.of(file(path));
        } catch (NoSuchFileException e) {
            throw new GrammarException(path + ": there is no such file or folder", e);
        } catch (IOException e) {
            throw new GrammarException(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static List<YamlFile> folder(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            var files = new ArrayList<YamlFile>();
            for (var path : found.filter(path -> YAML_NAME.matcher(path.toString()).find()).sorted().toList()) {
                files.add(file(path));
            }
            if (files.isEmpty()) {
                throw new GrammarException(folder + ": the folder holds no .yaml or .yml file");
            }
            return List.copyOf(files);
        }
    }

    private static YamlFile file(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return parse(path.toString(), in);
        }
    }

    /// Reads text.
    ///
    /// @throws GrammarException when it is no YAML
    public static YamlFile text(String name, String yaml) {
        return parse(name, new java.io.ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static YamlFile parse(String name, InputStream in) {
        var settings = LoadSettings.builder().setLabel(name).setBufferSize(BUFFER).setCodePointLimit(8 * 1024 * 1024)
                .build();
        try {
            var node = new Compose(settings).composeInputStream(in)
                    .orElseThrow(() -> new GrammarException(name + ": the file is empty"));
            return new YamlFile(name, new Entry(name, "", node));
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark();
            var where = mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1)).orElse("");
            throw new GrammarException(name + where + ": not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new GrammarException(name + ": not YAML in UTF-8: " + e.getMessage(), e);
        }
    }

    /// A value and where it stands.
    public static final class Entry {

        private final String file;
        private final String path;
        private final Node node;

        private Entry(String file, String path, Node node) {
            this.file = file;
            this.path = path;
            this.node = node;
        }

        /// @return an exception that names this place
        public GrammarException wrong(String what) {
            var where = node.getStartMark().map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1)).orElse("");
            return new GrammarException(file + where + ": " + (path.isEmpty() ? "" : path + ": ") + what);
        }

        /// @return key to value, in order
        public Map<String, Entry> map() {
            if (!(node instanceof MappingNode mapping)) {
                throw wrong("expected \"key: value\" lines");
            }
            var entries = new LinkedHashMap<String, Entry>();
            for (var tuple : mapping.getValue()) {
                var key = new Entry(file, path, tuple.getKeyNode()).text();
                var value = new Entry(file, path.isEmpty() ? key : path + "." + key, tuple.getValueNode());
                if (entries.put(key, value) != null) {
                    throw value.wrong("given twice");
                }
            }
            return entries;
        }

        /// @return the value of a key; null when it is not there
        public @Nullable Entry get(String key) {
            return map().get(key);
        }

        /// @return the items of a list; a single value is a list of one
        public List<Entry> list() {
            if (!(node instanceof SequenceNode sequence)) {
                return List.of(this);
            }
            var items = new ArrayList<Entry>();
            for (var item : sequence.getValue()) {
                items.add(new Entry(file, path, item));
            }
            return items;
        }

        /// @return the texts of a list
        public List<String> texts() {
            return list().stream().map(Entry::text).toList();
        }

        /// @return a single value as written
        public String text() {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            throw wrong("expected a single value");
        }

        public boolean isMap() {
            return node instanceof MappingNode;
        }
    }
}
