package io.newswatch.enrich.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.EventType;
import io.newswatch.enrich.lexicon.GrammarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users add to the grammar without touching code, as CONTRIBUTING tells it.
class OwnGrammarTest {

    private final Path folder;

    OwnGrammarTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml);
    }

    private static ListAssert<CooperationEvent> assertThatEvents(ArticleCoder coder, String sentence) {
        return assertThat(coder.code(Pages.english(sentence)).events());
    }

    @Test
    void words_are_added_to_those_of_ours() throws IOException {
        var own = file("own.yaml", """
                language: en
                concepts:
                  exercise: [glidefest]
                """);
        var sentence = "Norway and Iceland opened a joint glidefest.";
        assertThatEvents(ArticleCoder.bundled(), sentence).isEmpty();
        assertThatEvents(ArticleCoder.with(List.of(own)), sentence).hasSize(1);
    }

    @Test
    void a_rule_of_ones_own_finds_what_none_of_ours_does() throws IOException {
        file("words.yaml", """
                language: en
                concepts:
                  salvage: [salvage tug*, wreck removal]
                """);
        file("rules.yaml", """
                rules:
                  - id: salvage-joint
                    type: cooperation
                    mode: salvage
                    when: [salvage + joint]
                    roles: [participant]
                """);
        var sentence = "Norway and Iceland keep joint salvage tugs off Tromso.";
        assertThatEvents(ArticleCoder.bundled(), sentence).isEmpty();
        assertThatEvents(ArticleCoder.with(List.of(folder)), sentence).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.COOPERATION);
            assertThat(event.mode()).isEqualTo("salvage");
            assertThat(event.ruleId()).isEqualTo("salvage-joint");
            assertThat(event.parties()).containsExactlyInAnyOrder("NOR", "ISL");
        });
    }

    @Test
    void a_rule_with_the_id_of_one_of_ours_replaces_it() throws IOException {
        var own = file("rules.yaml", """
                rules:
                  - id: exercise-joint
                    type: joint-exercise
                    when: [drill-named]
                    roles: [participant]
                """);
        assertThat(ArticleCoder.with(List.of(own)).grammar().rules())
                .filteredOn(rule -> rule.id().equals("exercise-joint"))
                .singleElement().satisfies(rule -> assertThat(rule.patterns()).hasSize(1));
    }

    @Test
    void an_actor_is_known_by_its_names_in_every_language() throws IOException {
        var own = file("actors.yaml", """
                language: en
                states:
                  FRD: {names: [Freedonia], adjectives: [Freedonian], capitals: [Fredville]}
                organisations:
                  BALTDEF: {names: [Baltic Defence Ring]}
                """);
        var coder = ArticleCoder.with(List.of(own));
        assertThat(coder.code(Pages.english("Officers of the Baltic Defence Ring toured Freedonia.")).actors())
                .extracting(Actor::code).containsExactly("BALTDEF", "FRD");
        assertThat(coder.code(Pages.page("t", null, "Freedonia heyeti Oslo'ya geldi.", "tr", "2026-06-10")).actors())
                .extracting(Actor::code).contains("FRD");
    }

    @Test
    void a_mistake_is_told_with_file_line_and_what_is_expected() throws IOException {
        assertRefused("rules:\n  - id: x\n    type: visit\n    when: [vizit]\n    roles: [visitor]\n",
                "own.yaml:4:12: ", "no concept \"vizit\" in any lexicon; did you mean \"visit\"?");
        assertRefused("rules:\n  - id: x\n    type: parade\n    when: [visit]\n    roles: [visitor]\n",
                "own.yaml:3:11: ", "\"parade\" is none of joint-exercise,");
        assertRefused("language: en\nconcepts:\n  exercise: [\"...\"]\n",
                "own.yaml:3:14: ", "a phrase needs a letter in each word");
        assertRefused("language: en\nstates:\n  freedonia: {names: [Freedonia]}\n",
                "own.yaml:3:14: ", "\"freedonia\" is no actor's code; expected capitals such as AZE or NATO");
        assertRefused("language: en\nstates:\n  FRD: {name: [Freedonia]}\n",
                "own.yaml:3:15: ", "expected names, adjectives, capitals, seats, people or members");
        assertRefused("language: English\nconcepts: {}\n",
                "own.yaml:1:11: ", "expected a language's code such as en or tr, not \"English\"");
        assertRefused("rulez: []\n", "own.yaml:1:8: ", "expected \"rules:\", or \"language:\"");
        assertRefused("rules: [}\n", "own.yaml:1:9: ", "not YAML");
        assertRefused("", "own.yaml: ", "the file is empty");
    }

    @Test
    void a_missing_file_and_an_empty_folder_are_told() {
        assertThatThrownBy(() -> ArticleCoder.with(List.of(folder.resolve("none.yaml"))))
                .isInstanceOf(GrammarException.class)
                .hasMessageEndingWith("none.yaml: there is no such file or folder");
        assertThatThrownBy(() -> ArticleCoder.with(List.of(folder)))
                .isInstanceOf(GrammarException.class).hasMessageEndingWith("the folder holds no .yaml or .yml file");
    }

    private void assertRefused(String yaml, String place, String complaint) throws IOException {
        var own = file("own.yaml", yaml);
        assertThatThrownBy(() -> ArticleCoder.with(List.of(own))).isInstanceOf(GrammarException.class)
                .hasMessageContaining(place).hasMessageContaining(complaint);
    }
}
