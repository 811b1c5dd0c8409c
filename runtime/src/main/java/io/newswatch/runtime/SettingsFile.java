package io.newswatch.runtime;

import io.newswatch.runtime.Settings.Written;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Reads a YAML settings file into dotted keys: `enrich: {index-partitions: 2}` and `enrich.index-partitions: 2` say the
/// same.
final class SettingsFile {

    private static final YAMLFactory YAML = new YAMLFactory();

    private final Path file;
    private final Path folder;
    private final Map<String, Written> written = new LinkedHashMap<>();

    private SettingsFile(Path file) {
        this.file = file;
        this.folder = file.toAbsolutePath().resolveSibling("");
    }

    /// @throws SettingException when the file cannot be read, is no YAML, or says one key twice
    static Map<String, Written> read(Path file) {
        var settings = new SettingsFile(file);
        try (var parser = YAML.createParser(tools.jackson.core.ObjectReadContext.empty(), Files.readString(file))) {
            var token = parser.nextToken();
            if (token == null || token == JsonToken.VALUE_NULL) {
                return settings.written;
            }
            if (token != JsonToken.START_OBJECT) {
                throw new SettingException(
                        settings.at(parser) + ": expected keys and values, such as \"log.level: info\"");
            }
            settings.readObject(parser, "");
            return settings.written;
        } catch (CharacterCodingException _) {
            throw new SettingException("the settings file " + file + " is no UTF-8 text; save it as UTF-8");
        } catch (NoSuchFileException _) {
            throw new SettingException("there is no settings file " + file + " (--config)");
        } catch (IOException e) {
            throw new SettingException("the settings file " + file + " cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            var fault = YamlFault.of(e);
            throw new SettingException(file + ", line " + fault.line() + ": no YAML: " + fault.what());
        }
    }

    private void readObject(JsonParser parser, String prefix) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var key = prefix + parser.currentName();
            var token = parser.nextToken();
            var origin = at(parser);
            switch (token) {
                case START_OBJECT -> readObject(parser, key + ".");
                case START_ARRAY -> put(key, readArray(parser, key), origin);
                case VALUE_NULL -> put(key, "", origin);
                default -> put(key, parser.getString(), origin);
            }
        }
    }

    private String readArray(JsonParser parser, String key) {
        var values = new StringJoiner(",");
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!token.isScalarValue()) {
                throw new SettingException(key + " must be a list of plain values (" + at(parser) + ")");
            }
            values.add(parser.getString());
        }
        return values.toString();
    }

    private void put(String key, String value, String origin) {
        var earlier = written.put(key, new Written(value, origin, folder));
        if (earlier != null) {
            throw new SettingException(key + " is set twice: " + earlier.origin() + " and " + origin);
        }
    }

    private String at(JsonParser parser) {
        return file + ", line " + parser.currentTokenLocation().getLineNr();
    }
}
