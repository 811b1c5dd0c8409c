package io.newswatch.enrich.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.CooperationEvent;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrammarExamplesTest {

    private static final ArticleCoder CODER = ArticleCoder.bundled();

    static Stream<Case> examples() {
        return CODER.grammar().rules().stream().flatMap(rule -> rule.examples().stream().map(e -> new Case(rule, e)));
    }

    record Case(EventRule rule, EventRule.Example example) {

        @Override
        public String toString() {
            return rule.id() + (example.fires() ? " finds: " : " leaves alone: ") + example.sentence();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void each_example_of_a_rule_holds(Case one) {
        var coding = CODER
                .code(Pages.page("x", null, one.example().sentence(), one.example().language(), "2026-06-10"));
        var ofType = coding.events().stream().filter(CooperationEvent::countable)
                .filter(event -> event.type() == one.rule().type()).toList();
        if (one.example().fires()) {
            assertThat(ofType).as("events in %s", coding.events()).isNotEmpty();
            assertThat(ofType.getFirst().parties()).isEqualTo(new HashSet<>(one.example().parties()));
        } else {
            assertThat(ofType).isEmpty();
        }
    }

    @Test
    void each_rule_has_an_example_of_both_kinds() {
        assertThat(CODER.grammar().rules()).allSatisfy(rule -> assertThat(rule.examples())
                .as(rule.id()).anyMatch(EventRule.Example::fires).anyMatch(example -> !example.fires()));
    }
}
