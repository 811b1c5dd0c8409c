package io.newswatch.alerts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that cannot be used are refused when the service is put together, before anything is started.
class AlertsAppTest {

    @TempDir
    private Path folder;

    private AbstractThrowableAssert<?, ?> refusalOf(String setting, Path file) {
        var settings = Settings.load(AlertsSettings.all(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", "127.0.0.1:1", setting, file.toString()));
        return assertThatThrownBy(() -> AlertsApp.of(settings, new SimpleMeterRegistry()))
                .isInstanceOf(SettingException.class);
    }

    @Test
    void rules_that_are_not_there() {
        var none = folder.resolve("none.yaml");
        refusalOf("alerts.rules", none).hasMessage("alerts.rules: there is no file or folder " + none);
    }

    @Test
    void a_rules_file_in_a_folder_that_is_no_text() throws IOException {
        Files.writeString(folder.resolve("good.yaml"), "{id: ferries, match: {text: {any: [ferry]}}}");
        var file = Files.write(folder.resolve("picture.yaml"), new byte[]{(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});
        refusalOf("alerts.rules", folder)
                .hasMessage("alerts.rules: " + file + ":1:1: error: the file is no UTF-8 text; save it as UTF-8");
    }

    @Test
    void channels_that_are_not_there_or_have_mistakes() throws IOException {
        refusalOf("alerts.channels", folder.resolve("none.yaml")).hasMessageContaining("does not exist");
        var file = Files.writeString(folder.resolve("channels.yaml"), "- {channel: log:desk, fromat: json}\n");
        refusalOf("alerts.channels", file).hasMessageContaining(file + ":1:23")
                .hasMessageContaining("did you mean \"format\"?");
    }
}
