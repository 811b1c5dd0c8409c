package io.newswatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    static final Setting<Integer> INDEX_PARTITIONS = Setting.integer("enrich.index-partitions", 1, 1, 64,
            "Partitions of the memory.");
    static final Setting<Duration> MEMORY = Setting.duration("enrich.memory", Duration.ofDays(14), Duration.ofHours(1),
            Duration.ofDays(400), "How long words are remembered.");
    static final Setting<Optional<Path>> FEEDS = Setting.optionalPath("ingest.feeds", "The feeds file.");
    static final Setting<List<String>> LANGUAGES = Setting.list("enrich.languages", List.of("en", "tr"),
            "Languages looked for.");
    static final Setting<String> PASSWORD = Setting.text("ingest.push-password", "", "Who pushes says it.").asSecret();
    static final List<Setting<?>> KNOWN = List.of(INDEX_PARTITIONS, MEMORY, FEEDS, LANGUAGES, PASSWORD);

    @TempDir
    Path folder;

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("newswatch.yaml"), text);
    }

    private static Settings load(Path yaml, Map<String, String> env, Map<String, String> overrides) {
        return Settings.load(KNOWN, yaml, env, overrides);
    }

    @Test
    void the_command_line_wins_over_the_environment_over_the_file_over_the_default() throws IOException {
        var file = yaml("enrich: {index-partitions: 2}");
        var env = Map.of("NEWSWATCH_ENRICH_INDEX_PARTITIONS", "3");
        var set = Map.of("enrich.index-partitions", "4");

        assertThat(INDEX_PARTITIONS.in(Settings.load(KNOWN, null, Map.of(), Map.of()))).isEqualTo(1);
        assertThat(INDEX_PARTITIONS.in(load(file, Map.of(), Map.of()))).isEqualTo(2);
        assertThat(INDEX_PARTITIONS.in(load(file, env, Map.of()))).isEqualTo(3);
        assertThat(INDEX_PARTITIONS.in(load(file, env, set))).isEqualTo(4);
    }

    @Test
    void nested_and_dotted_keys_say_the_same_and_a_path_counts_from_the_file() throws IOException {
        var settings = load(yaml("""
                enrich:
                  memory: 36h
                  languages: [az, ru]
                enrich.index-partitions: 8
                ingest.feeds: feeds/all.yaml
                kafka:
                  bootstrap.servers: broker:9092
                  sasl: {jaas.config: "password=hush"}
                """), Map.of(), Map.of());

        assertThat(MEMORY.in(settings)).isEqualTo(Duration.ofHours(36));
        assertThat(LANGUAGES.in(settings)).containsExactly("az", "ru");
        assertThat(INDEX_PARTITIONS.in(settings)).isEqualTo(8);
        assertThat(FEEDS.in(settings)).contains(folder.resolve("feeds/all.yaml"));
        assertThat(settings.kafkaClient()).containsOnly(Map.entry("bootstrap.servers", "broker:9092"),
                Map.entry("sasl.jaas.config", "password=hush"));
    }

    @Test
    void an_unknown_key_and_a_bad_value_are_told_together_with_place_range_and_the_nearest_key() throws IOException {
        var file = yaml("enrich:\n  index-partition: 2\n  memory: 2y\n");

        assertThatThrownBy(() -> load(file, Map.of(), Map.of("enrich.index-partitions", "0")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("there is no setting enrich.index-partition (" + file
                        + ", line 2); did you mean enrich.index-partitions?")
                .hasMessageContaining("enrich.memory must be a duration such as 20ms, 5m or 14d from 1h to 400d, "
                        + "was \"2y\" (" + file + ", line 3)")
                .hasMessageContaining(
                        "enrich.index-partitions must be a whole number from 1 to 64, was \"0\" (--set)");
    }

    @Test
    void secrets_are_never_printed() {
        var settings = Settings.load(KNOWN, null, Map.of("NEWSWATCH_KAFKA_SASL_JAAS_CONFIG", "hush"),
                Map.of("ingest.push-password", "hush", "kafka.ssl.truststore.password", "hush", "kafka.ssl.key", "k"));

        assertThat(settings.toString()).doesNotContain("hush").contains("ingest.push-password = (secret)");
    }
}
