package io.newswatch.runtime;

import java.util.List;
import java.util.Map;

/// Writes the reference page of settings from their declarations.
public final class SettingsPage {

    private SettingsPage() {}

    /// @param groups settings by heading, in the order of the page
    /// @return Markdown: how settings are given, then a table a group
    public static String markdown(Map<String, List<Setting<?>>> groups) {
        var page = new StringBuilder(
                """
                        # Settings

                        Made from the settings' declarations; `mvn test -Dnewswatch.docs.write=true` writes it anew.

                        A setting is given in a YAML file (`--config newswatch.yaml`; nested or dotted keys), in the environment \
                        (`log.level` is `NEWSWATCH_LOG_LEVEL`) or on the command line (`--set log.level=debug`); the later of these \
                        wins. An unknown key or a value out of its range stops the start and is named. Durations are written `20ms`, \
                        `5s`, `5m`, `36h`, `14d` or in parts (`1h30m`); sizes `512KB`, `8MB` (steps of 1024). A relative path in \
                        the file counts from the file's folder.

                        Whatever is given under `kafka.` goes to every Kafka client as it is: `kafka.bootstrap.servers`, \
                        `kafka.security.protocol`, `kafka.sasl.jaas.config` (`NEWSWATCH_KAFKA_BOOTSTRAP_SERVERS` in the \
                        environment). Passwords are never printed.
                        """);
        groups.forEach((heading, settings) -> {
            page.append("\n## ").append(heading).append("""


                    | setting | type | unit | default | range | what it is for |
                    |---|---|---|---|---|---|
                    """);
            settings.forEach(setting -> page.append(row(setting)));
        });
        return page.toString();
    }

    private static String row(Setting<?> setting) {
        var standard = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
        return "| `%s` | %s | %s | %s | %s | %s |\n".formatted(setting.name(),
                setting.secret() ? setting.kind() + ", secret" : setting.kind(), cell(setting.unit()), cell(standard),
                cell(setting.range()), cell(setting.sentence()));
    }

    private static String cell(String words) {
        return words.replace("|", "\\|");
    }
}
