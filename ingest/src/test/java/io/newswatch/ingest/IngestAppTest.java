package io.newswatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.ingest.FeedsFile.FeedsFileException;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong in the files that settings name is told before anything is started: there is no broker here.
@SuppressWarnings("NullAway.Init")
class IngestAppTest {

    @TempDir
    private Path folder;

    private IngestApp app(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("kafka.bootstrap.servers", "127.0.0.1:1");
        return IngestApp.of(Settings.load(IngestSettings.all(), null, Map.of(), all), new SimpleMeterRegistry());
    }

    @Test
    void a_feeds_file_that_is_not_there_or_has_a_mistake_is_refused() throws IOException {
        var file = folder.resolve("feeds.yaml");
        var settings = Map.of("ingest.feeds", file.toString());
        assertThatThrownBy(() -> app(settings)).isInstanceOf(FeedsFileException.class)
                .hasMessage("ingest.feeds: there is no file " + file);
        Files.writeString(file, "feeds: [{id: world, ulr: x}]");
        assertThatThrownBy(() -> app(settings)).isInstanceOf(FeedsFileException.class)
                .hasMessageContaining(file + ":1: feed world: unknown field \"ulr\"");
    }

    @Test
    void a_folder_of_plugins_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> app(Map.of("ingest.plugins", folder.resolve("none").toString())))
                .isInstanceOf(SettingException.class).hasMessageStartingWith("ingest.plugins: there is no folder");
    }

    @Test
    void a_token_file_that_cannot_be_kept_or_is_empty_is_refused_where_articles_may_be_pushed() throws IOException {
        var file = Files.createFile(folder.resolve("token"));
        var settings = Map.of("ingest.push", "true", "ingest.push-token-file", file.toString());
        assertThatThrownBy(() -> app(settings)).isInstanceOf(SettingException.class)
                .hasMessageStartingWith("ingest.push-token-file: " + file + " is empty");
        assertThatThrownBy(() -> app(Map.of("ingest.push", "true", "ingest.push-token-file", file + "/below")))
                .isInstanceOf(SettingException.class).hasMessageContaining("cannot be kept in " + file + "/below");
        app(Map.of("ingest.push-token-file", file.toString())).close();

        app(Map.of("ingest.push", "true", "ingest.push-token-file", folder.resolve("new").toString())).close();
        assertThat(Files.readString(folder.resolve("new")).strip()).hasSize(64);
    }

    @Test
    void settings_that_contradict_each_other_or_would_do_nothing_are_refused() {
        assertThatThrownBy(() -> app(Map.of("ingest.allowed-hosts", "10.0.0.5")))
                .isInstanceOf(SettingException.class).hasMessageContaining("host:port pairs");
        assertThatThrownBy(() -> app(Map.of("ingest.min-interval", "1h", "ingest.max-interval", "5m")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("ingest.min-interval must not be longer than ingest.max-interval");
    }
}
