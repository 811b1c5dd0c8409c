package io.newswatch.alerts.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.alerts.yaml.Problem;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.EventType;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.Rule;
import io.newswatch.contract.Rule.Notice.Mode;
import io.newswatch.contract.Rule.Term;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules as people write them, and what they are told when they slip.
class RuleFileTest {

    private static final String WHOLE = """
            id: az-tr-staff-talks
            description: Staff talks or exercises of Azerbaijan and Türkiye
            match:
              novelOnly: true
              languages: [en, az, tr]
              sources: {none: [sports-wire]}
              actors: {all: [AZE, TUR]}
              events: {types: [consultation, joint-exercise], status: [planned, ongoing, completed]}
              text:
                any: ["staff talks", {near: [air, force], within: 5}, {prefix: exercis}]
                none: [football]
            notify: {mode: first, per: story, maxPerDay: 20}
            channels: [webhook:desk, log:console]
            """;

    private static List<String> problems(String yaml) {
        return RuleFile.parse("r.yaml", yaml).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void the_whole_syntax_is_read() {
        var file = RuleFile.parse("r.yaml", WHOLE);

        assertThat(file.problems()).isEmpty();
        var rule = file.rules().getFirst();
        assertThat(rule.key()).isEqualTo("default/az-tr-staff-talks");
        assertThat(rule.notice()).isEqualTo(new Rule.Notice(Mode.FIRST, "story", 20));
        assertThat(rule.channels()).containsExactly("webhook:desk", "log:console");
        assertThat(rule.match()).isEqualTo(new Rule.Match(true, false, List.of("en", "az", "tr"),
                new Rule.Sources(List.of(), List.of("sports-wire")),
                new Rule.Actors(List.of(), List.of("AZE", "TUR"), List.of()),
                new Rule.Events(List.of(EventType.CONSULTATION, EventType.JOINT_EXERCISE), List.of(),
                        List.of(Status.PLANNED, Status.ONGOING, Status.COMPLETED), null, List.of()),
                new Rule.Text(List.of(new Term.Phrase("staff talks"), new Term.Near(List.of("air", "force"), 5),
                        new Term.Prefix("exercis")), List.of(), List.of(new Term.Phrase("football")))));
    }

    @Test
    void a_rule_written_as_json_is_read_back_the_same() {
        var rule = RuleFile.parse("r.yaml", WHOLE).rules().getFirst();

        var again = RuleFile.parse("topic", JsonSerde.MAPPER.writeValueAsString(rule));
        var record = RuleFile.ofRecord("topic", JsonSerde.MAPPER.writeValueAsBytes(rule));

        assertThat(again.problems()).isEmpty();
        assertThat(again.rules()).containsExactly(rule);
        assertThat(record).isEqualTo(again);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": \"a\",\n \"mach\": {}}", "{\"id\": \"a\"", "[]", "", "no rule",
            "{\"id\": \"a\", \"match\": {\"text\": {\"any\": [\"...\"]}}}", "{\"id\": 7, \"match\": {\"changed\": 1}}",
            "{\"id\": \"a\", \"id\": \"b\", \"match\": {}}", "{\"id\": \"a\", \"match\": {}} {}"})
    void a_record_that_is_no_good_rule_is_told_as_in_a_file(String json) {
        assertThat(RuleFile.ofRecord("r", json.getBytes(StandardCharsets.UTF_8))).isEqualTo(RuleFile.parse("r", json));
    }

    @Test
    void a_rule_of_a_later_version_is_used_unless_it_asks_for_what_is_not_known() {
        var rule = "{\"id\": \"a\", \"silence\": null, \"match\": {\"places\": [], \"exact\": false, \"text\": {\"any\": [\"x\"]}}}";
        var asking = rule.replace("[]", "[\"BAK\"]");

        var record = RuleFile.ofRecord("r", rule.getBytes(StandardCharsets.UTF_8));
        assertThat(record.problems()).isEmpty();
        assertThat(record.rules()).containsExactlyElementsOf(RuleFile.parse("r", """
                {id: a, match: {text: {any: [x]}}}""").rules());
        assertThat(RuleFile.ofRecord("r", asking.getBytes(StandardCharsets.UTF_8)).problems()).singleElement()
                .asString().contains("unknown key \"places\" in \"match\"");
        assertThat(problems(rule)).as("in a file it is a slip").hasSize(3);
    }

    @Test
    void lists_documents_and_json_lines_are_files_of_rules() {
        var one = "{\"id\": \"a\", \"match\": {\"text\": {\"any\": [\"x\"]}}}";

        assertThat(RuleFile.parse("r.yaml", "- " + one + "\n- " + one.replace("\"a\"", "\"b\"")).rules()).hasSize(2);
        assertThat(RuleFile.parse("r.yaml", one + "\n---\n" + one.replace("\"a\"", "\"b\"")).rules()).hasSize(2);
        assertThat(RuleFile.parse("r.jsonl", one + "\n\n" + one.replace("\"a\"", "\"b\"") + "\n").rules()).hasSize(2);
        assertThat(RuleFile.parse("r.yaml", "# nothing yet\n").problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{id: a, match: {novelonly: true, text: {any: [x]}}} | r.yaml:1:17: error: rule a: unknown key \"novelonly\" in \"match\"; did you mean \"novelOnly\"?",
            "{id: a, match: {events: {types: [joint-excercise]}}} | r.yaml:1:34: error: rule a: no event type \"joint-excercise\"; did you mean \"joint-exercise\"?",
            "{id: a, match: {actors: {any: [Azerbaijan]}}} | did you mean AZE?",
            "{id: a, match: {actors: {any: [AZR]}}} | warning: rule a: no state or organisation that comes with Newswatch has the code AZR",
            "{id: a, match: {languages: [turkish]}} | write its two-letter code, such as tr",
            "{id: My Rule, match: {text: {any: [x]}}} | write \"my-rule\"",
            "{match: {text: {any: [x]}}} | a rule needs an \"id\"",
            "{id: a} | a rule needs a \"match\"",
            "{id: a, match: {text: {any: ['...']}}} | warning: rule a: this term can never match: it has no letters or digits",
            "{id: a, match: {text: {any: [{near: [a, b, c], within: 1}]}}} | 3 words do not fit within 1; write at least 2",
            "{id: a, match: {text: {any: [{near: [a, b], within: 0}]}}} | \"within\" is a whole number from 1 to 1000; this is \"0\"",
            "{id: a, match: {text: {any: [x]}}, notify: {mode: once}} | no notify mode \"once\"; expected one of first, every, digest",
            "{id: a, match: {text: {any: [x]}}, channels: [desk]} | a channel is type:name, such as webhook:desk",
            "{id: a, match: {events: {polarity: negative, status: [planned]}}} | can never match: a negative event",
            "{id: a, match: {text: {any: [x], none: [X]}}} | the rule can never match: \"none\" forbids what it asks for",
            "{id: a, match: {}} | so every article with new words matches",
            "just words | a rule is a map with id",
    })
    void a_slip_is_told_with_its_place_and_what_to_write(String yaml, String message) {
        assertThat(problems(yaml)).anyMatch(problem -> problem.contains(message));
    }

    @Test
    void a_bad_rule_does_not_take_the_others_down() {
        var file = RuleFile.parse("r.yaml", """
                - {id: good, match: {text: {any: [x]}}}
                - {id: broken, match: {text: {any: [x}}
                - {id: typo, mach: {}}
                - {id: good, match: {text: {any: [y]}}}
                - {id: fine, match: {text: {any: [z]}}}
                """);

        assertThat(file.rules()).extracting(Rule::id).containsExactly("good", "fine");
        assertThat(file.problems()).extracting(Problem::line).contains(2, 3, 4);
        assertThat(file.problems()).anyMatch(problem -> problem.message().contains("taken by the rule at r.yaml:1"));
    }

    @Test
    void a_folder_is_read_file_by_file(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "{id: a, match: {text: {any: [x]}}}");
        Files.writeString(folder.resolve("b.yml"), "{id: b, match: {text: {any: [x]}}}");
        Files.writeString(folder.resolve("notes.txt"), "no rules");

        assertThat(RuleFile.read(folder).rules()).extracting(Rule::id).containsExactly("a", "b");
        assertThat(RuleFile.read(folder.resolve("none.yaml")).problems().getFirst().message())
                .contains("does not exist");
    }
}
