package io.newswatch.standalone.cli;

import io.newswatch.runtime.Setting;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.StandaloneSettings;
import io.newswatch.standalone.up.Services;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--config` and `--set`, the same for every command that has settings.
public final class SettingsOptions {

    private static final String BROKERS = "kafka.bootstrap.servers";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings file (YAML; docs/settings.md lists them all).")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting; wins over the file and over environment variables. May be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /// @return the file given; null when none was
    @Nullable
    Path config() {
        return config;
    }

    /// @return everything that was set
    Settings settings() {
        return settings(Map.of());
    }

    /// @param more values that win over all others
    Settings settings(Map<String, String> more) {
        var all = new LinkedHashMap<>(overrides);
        all.putAll(more);
        return Settings.load(known(), config, System.getenv(), all);
    }

    /// The settings of a tool that needs brokers: those of `newswatch up` on this machine unless others are named.
    ///
    /// @param bootstrap wins over all other ways to name them; null when not given
    Settings settingsWithBrokers(@Nullable String bootstrap) {
        var settings = settings();
        if (bootstrap != null) {
            return settings.with(BROKERS, bootstrap);
        }
        return settings.kafkaClient().containsKey("bootstrap.servers")
                ? settings
                : settings.with(BROKERS, "127.0.0.1:" + StandaloneSettings.BROKER_PORT.in(settings));
    }

    /// @return the settings of all services: one file serves them all
    static List<Setting<?>> known() {
        var known = new ArrayList<Setting<?>>();
        known.addAll(StandaloneSettings.all());
        known.addAll(Services.settings());
        return known;
    }
}
