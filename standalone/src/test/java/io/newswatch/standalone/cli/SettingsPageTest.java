package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.runtime.RuntimeSettings;
import io.newswatch.runtime.Setting;
import io.newswatch.runtime.SettingsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Writes (under `-Dnewswatch.docs.write=true`) and checks `docs/settings.md`.
class SettingsPageTest {

    private static final Path PAGE = Path.of(Objects.requireNonNull(System.getProperty("newswatch.root")))
            .resolve("docs/settings.md");

    /// All settings that the command knows, by the first part of their names.
    private static Map<String, List<Setting<?>>> groups() {
        var groups = new LinkedHashMap<String, List<Setting<?>>>();
        groups.put("Every process", RuntimeSettings.all());
        for (var setting : SettingsOptions.known()) {
            groups.computeIfAbsent("`" + setting.name().replaceAll("\\..*", "") + "`", _ -> new ArrayList<>())
                    .add(setting);
        }
        return groups;
    }

    @Test
    void the_page_lists_the_settings_as_they_are() throws IOException {
        var expected = SettingsPage.markdown(groups());
        if (Boolean.getBoolean("newswatch.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).as("write it anew with: mvn test -Dnewswatch.docs.write=true").exists().content()
                .isEqualTo(expected);
    }
}
