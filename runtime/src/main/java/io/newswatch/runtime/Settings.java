package io.newswatch.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// What this process was told, checked as a whole: a later source wins over an earlier one, in the order defaults, YAML
/// file, environment, `--set`. Immutable, safe to share.
public final class Settings {

    /// Keys that begin so go to every Kafka client as they are, without the prefix.
    static final String KAFKA = "kafka.";
    /// Environment variables that begin so are settings.
    static final String VARIABLE = "NEWSWATCH_";

    private static final Path HERE = Path.of("");
    /// Kubernetes puts such variables into every container when a service there is called "newswatch".
    private static final Pattern KUBERNETES = Pattern
            .compile("NEWSWATCH_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_.*)?)");
    /// Read by the launcher script, before there are settings.
    private static final Pattern LAUNCHER = Pattern
            .compile("NEWSWATCH_(JAVA_HOME|JAVA_OPTS|BUILD|CACHE)");
    private static final Pattern SECRET = Pattern
            .compile(".*(password|secret|jaas|token|credential|[.]key$|key[.]pem).*");

    /// A value as somebody wrote it.
    ///
    /// @param origin where it stands, for people
    /// @param folder what relative paths in it count from
    record Written(String value, String origin, Path folder) {}

    private final Map<String, Setting<?>> known;
    private final Map<String, Object> values;
    private final Map<String, Written> written;

    private Settings(Map<String, Setting<?>> known, Map<String, Written> written) {
        this.known = known;
        this.written = written;
        this.values = new HashMap<>();
        var problems = new ArrayList<String>();
        written.forEach((key, value) -> {
            var setting = known.get(key);
            if (setting != null) {
                try {
                    values.put(key, setting.read(value.value(), value.folder(), value.origin()));
                } catch (SettingException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            } else if (!key.startsWith(KAFKA)) {
                problems.add(unknown(key, value.origin()));
            }
        });
        if (!problems.isEmpty()) {
            throw new SettingException(problems);
        }
    }

    /// Reads and checks everything.
    ///
    /// @param known     the settings of the services that will run; the runtime's own ([RuntimeSettings]) are always known
    /// @param yaml      a settings file with nested or dotted keys; null when there is none
    /// @param env       the environment, usually `System.getenv()`
    /// @param overrides of the command line: `--set key=value`
    /// @throws SettingException naming every unknown key and every value out of its range
    public static Settings load(List<Setting<?>> known, @Nullable Path yaml, Map<String, String> env,
            Map<String, String> overrides) {
        var byName = new TreeMap<String, Setting<?>>();
        RuntimeSettings.all().forEach(setting -> byName.put(setting.name(), setting));
        for (var setting : known) {
            var other = byName.put(setting.name(), setting);
            if (other != null && other != setting) {
                throw new IllegalArgumentException("two settings are called " + setting.name());
            }
        }
        var written = new LinkedHashMap<String, Written>();
        if (yaml != null) {
            written.putAll(SettingsFile.read(yaml));
        }
        written.putAll(fromEnvironment(byName.values(), env));
        overrides.forEach((key, value) -> written.put(key, new Written(value, "--set", HERE)));
        return new Settings(byName, written);
    }

    private static Map<String, Written> fromEnvironment(Collection<Setting<?>> known, Map<String, String> env) {
        Map<String, String> names = known.stream().collect(Collectors.toMap(Setting::variable, Setting::name));
        var written = new TreeMap<String, Written>();
        env.forEach((variable, value) -> {
            if (!variable.startsWith(VARIABLE) || LAUNCHER.matcher(variable).matches()) {
                return;
            }
            var name = names.get(variable);
            if (name == null && KUBERNETES.matcher(variable).matches()) {
                return;
            }
            if (name == null) {
                name = variable.substring(VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            }
            written.put(name, new Written(value, "environment variable " + variable, HERE));
        });
        return written;
    }

    private String unknown(String key, String origin) {
        var inGroup = known.keySet().stream().filter(name -> name.startsWith(key + ".")).limit(4).toList();
        if (!inGroup.isEmpty()) {
            return key + " is no setting but a group of them (" + origin + "): it holds " + String.join(", ", inGroup)
                    + (inGroup.size() < 4 ? "" : " ...");
        }
        if (key.isBlank()) {
            return "a setting has no name (" + origin + "); write it as log.level=debug";
        }
        var nearest = Nearest.to(key, known.keySet());
        return "there is no setting " + key + " (" + origin + ")"
                + nearest.map(name -> "; did you mean " + name + "?").orElse("; docs/settings.md lists them all");
    }

    /// The same settings with one more told on top of all others.
    ///
    /// @throws SettingException as [#load]
    public Settings with(String key, String value) {
        var more = new LinkedHashMap<>(written);
        more.put(key, new Written(value, "set by the program", HERE));
        return new Settings(known, more);
    }

    /// @return whether somebody set it, be it to its default
    public boolean tells(Setting<?> setting) {
        return written.containsKey(setting.name());
    }

    /// What was told under `kafka.*`, without that prefix: properties for any Kafka client.
    public Map<String, String> kafkaClient() {
        var client = new TreeMap<String, String>();
        written.forEach((key, value) -> {
            if (key.startsWith(KAFKA)) {
                client.put(key.substring(KAFKA.length()), value.value());
            }
        });
        return client;
    }

    @SuppressWarnings("unchecked") // a value was read by the setting of that name
    <T> T valueOf(Setting<T> setting) {
        if (known.get(setting.name()) != setting) {
            throw new IllegalArgumentException("these settings were loaded without " + setting.name());
        }
        var value = (T) values.get(setting.name());
        return value == null ? setting.defaultValue() : value;
    }

    /// What differs from the defaults, one `key = value` per line, secrets hidden.
    @Override
    public String toString() {
        return new TreeMap<>(written).entrySet().stream()
                .map(e -> e.getKey() + " = " + (isSecret(e.getKey()) ? "(secret)" : e.getValue().value()))
                .collect(Collectors.joining("\n"));
    }

    private boolean isSecret(String key) {
        var setting = known.get(key);
        return setting == null ? SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches() : setting.secret();
    }
}
