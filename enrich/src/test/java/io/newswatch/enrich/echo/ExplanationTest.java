package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.Explanation.Step;
import io.newswatch.enrich.echo.Explanation.Step.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    private static final String FERRY = "The ferry line to Skerry Island opened in 1994 and carries 300 people a day.";

    private static Explanation explain(String earlier, String later) {
        return Explanation.of(Fingerprint.of(earlier), Fingerprint.of(later));
    }

    private static List<String> told(String earlier, String later) {
        return explain(earlier, later).steps().stream().map(step -> told(step, earlier, later)).toList();
    }

    private static String told(Step step, String earlier, String later) {
        var was = earlier.substring(step.earlierStart(), step.earlierEnd());
        var now = later.substring(step.laterStart(), step.laterEnd());
        return step.kind() + " " + (was.isEmpty() || was.equals(now) ? now : now.isEmpty() ? was : was + " | " + now);
    }

    @Test
    void steps_lead_through_both_sentences_from_beginning_to_end() {
        assertThat(told(FERRY, "Officials said the ferry line to Skerry Island carries 450 people a day."))
                .containsExactly(
                        "ADDED Officials said",
                        "SAME The ferry line to Skerry Island | the ferry line to Skerry Island",
                        "LEFT_OUT opened in 1994 and", "SAME carries", "REPLACED 300 | 450", "SAME people a day");
    }

    @Test
    void a_changed_fact_is_the_reason() {
        var explanation = explain(FERRY, FERRY.replace("300", "450"));
        assertThat(explanation.reason()).isEqualTo(Reason.FACT_CHANGED);
        assertThat(explanation.comparison().deltas()).singleElement()
                .satisfies(delta -> assertThat(delta.was() + ">" + delta.now()).isEqualTo("300>450"));
        assertThat(explanation.inCommon()).isBetween(0.9, 1.0);
        assertThat(explanation.sharesKey()).isTrue();
    }

    @Test
    void words_that_only_moved_are_told_on_both_sides() {
        assertThat(told("In 1994 the ferry line to Skerry Island opened with two boats.",
                "The ferry line to Skerry Island opened in 1994 with two boats.")).contains("MOVED_AWAY 1994",
                        "MOVED_HERE 1994");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The ferry line to Skerry Island opened in 1994 and carries 300 people a day | SAME_WORDS
            The ferry line to Skerry Island opened in 1994 and carries 300 people       | NO_FACT_CHANGED
            The harbour master sold three old boats to a school in Port Alder yesterday | TOO_LITTLE_IN_COMMON
            It opened in 1994                                                           | TOO_LITTLE_IN_COMMON
            ---                                                                         | NO_WORDS
            """)
    void every_verdict_has_a_reason(String later, Reason reason) {
        var explanation = explain(FERRY, later);
        assertThat(explanation.reason()).isEqualTo(reason);
        assertThat(explanation.isEcho()).isEqualTo(
                reason == Reason.SAME_WORDS || reason == Reason.NO_FACT_CHANGED);
    }

    @Test
    void the_comparison_is_that_of_the_memory() {
        var later = FERRY.replace("opened", "closed").replace("300", "450");
        assertThat(explain(FERRY, later).comparison())
                .isEqualTo(SentenceComparison.compare(Fingerprint.of(FERRY), Fingerprint.of(later)))
                .satisfies(comparison -> assertThat(comparison.verdict()).isEqualTo(Verdict.REPEAT_CHANGED));
    }

    @Test
    void sentences_of_thousands_of_words_are_explained_too() {
        var lines = "one two three four five six seven eight nine ten ".repeat(400);
        assertThat(explain(lines, "zero " + lines).steps()).first().extracting(Step::kind).isEqualTo(Kind.ADDED);
    }

    @Test
    void among_many_the_one_most_alike_is_found() {
        var sentences = List.of("The harbour master is old.", FERRY, "The ferry is old.");
        var found = new MostAlike(sentences.stream().map(Fingerprint::of).toList())
                .to(Fingerprint.of("A ferry line to another island opened in 1997."));
        assertThat(found).hasValueSatisfying(most -> assertThat(most.index()).isEqualTo(1));
    }
}
