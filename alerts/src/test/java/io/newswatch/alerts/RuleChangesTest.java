package io.newswatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.alerts.RuleChanges.OnTopic;
import io.newswatch.alerts.RuleChanges.Source;
import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.alerts.yaml.FileState;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.Rule;
import io.newswatch.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written to the rules topic, and when somebody's file is believed.
class RuleChangesTest {

    private static final String OURS = "file:desk-1";
    private static final String THEIRS = "file:desk-2";

    private final Map<String, OnTopic> topic = new TreeMap<>();

    private static Map<String, Rule> rules(String... ids) {
        var rules = new TreeMap<String, Rule>();
        for (var id : ids) {
            var rule = rule(id, "drill");
            rules.put(rule.key(), rule);
        }
        return rules;
    }

    private static Rule rule(String id, String word) {
        return RuleFile.parse("r", "{id: " + id + ", match: {text: {any: [" + word + "]}}}").rules().getFirst();
    }

    private void stands(String id, @Nullable String owner) {
        var rule = rule(id, "drill");
        topic.put(rule.key(), new OnTopic(JsonSerde.MAPPER.writeValueAsBytes(rule), owner));
    }

    private RuleChanges changes(Map<String, Rule> wanted, Source source) {
        return RuleChanges.between(wanted, topic, OURS, source);
    }

    @Test
    void what_is_there_already_is_left_alone() {
        stands("a", OURS);

        var changes = changes(rules("a", "b"), Source.AT_REST);
        assertThat(changes.written().keySet()).containsExactly("default/b");
        assertThat(changes.removed()).isEmpty();
    }

    @Test
    void a_rule_that_is_missing_while_its_file_is_being_written_stays_for_the_moment() {
        stands("a", OURS);
        stands("b", OURS);

        var halfWritten = changes(rules("a"), Source.BEING_WRITTEN);
        assertThat(halfWritten.removed()).isEmpty();
        assertThat(halfWritten.held()).containsExactly("default/b");

        var atRest = changes(rules("a"), Source.AT_REST);
        assertThat(atRest.removed()).containsExactly("default/b");
        assertThat(atRest.held()).isEmpty();
    }

    @Test
    void a_file_with_a_mistake_removes_nothing_however_long_it_stays_so() {
        stands("a", OURS);
        stands("b", OURS);

        var changes = changes(rules("a"), Source.MISTAKEN);
        assertThat(changes.removed()).isEmpty();
        assertThat(changes.held()).isEmpty();
    }

    @Test
    void rules_of_another_instances_files_or_of_no_file_are_never_removed() {
        stands("theirs", THEIRS);
        stands("by-hand", null);
        stands("ours", OURS);

        assertThat(changes(rules(), Source.AT_REST).removed()).containsExactly("default/ours");
    }

    @Test
    void a_rule_that_stands_in_our_file_is_ours_from_then_on() {
        stands("shared", THEIRS);
        stands("by-hand", null);

        var changes = changes(rules("shared", "by-hand"), Source.AT_REST);
        assertThat(changes.written().values()).extracting(RuleChanges.Change::what).containsExactly("rule taken over",
                "rule taken over");
        assertThat(changes.takenFrom()).as("the same rule in both files is no quarrel").isEmpty();

        var wanted = Map.of("default/shared", rule("shared", "exercise"));
        assertThat(changes(wanted, Source.AT_REST).takenFrom()).isEqualTo(Map.of("default/shared", THEIRS));
    }

    @Test
    void a_changed_file_is_taken_at_the_second_look_that_finds_it_so(@TempDir Path folder) throws IOException {
        var file = folder.resolve("rules.yaml");
        Files.writeString(file, "- {id: a, match: {text: {any: [drill]}}}\n");
        var publisher = RulePublisher.of(Settings.load(AlertsSettings.all(), null, Map.of(), Map.of()), folder,
                Set::of, new AlertMetrics(new SimpleMeterRegistry()));

        assertThat(publisher.filesChanged()).as("new to it").isFalse();
        assertThat(publisher.filesChanged()).isTrue();
        Files.writeString(file, "");
        assertThat(publisher.filesChanged()).as("being written").isFalse();
        Files.writeString(file, "- {id: a, match: {text: {any: [drill, drills]}}}\n");
        assertThat(publisher.filesChanged()).as("still being written").isFalse();
        assertThat(publisher.filesChanged()).as("at rest").isTrue();
    }

    @Test
    void files_rest_when_neither_one_of_them_nor_their_folder_was_touched(@TempDir Path folder) throws IOException {
        var file = folder.resolve("rules.yaml");
        Files.writeString(file, "");
        var old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        var then = Instant.now().minus(Duration.ofMinutes(1));

        assertThat(FileState.touchedSince(folder, then)).isTrue();
        Files.setLastModifiedTime(file, old);
        assertThat(FileState.touchedSince(file, then)).isFalse();
        assertThat(FileState.touchedSince(folder, then)).as("a file was added").isTrue();
        Files.setLastModifiedTime(folder, old);
        assertThat(FileState.touchedSince(folder, then)).isFalse();
        assertThat(FileState.touchedSince(folder.resolve("none"), then)).isTrue();
    }
}
