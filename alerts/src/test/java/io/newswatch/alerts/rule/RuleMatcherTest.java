package io.newswatch.alerts.rule;

import static io.newswatch.alerts.SampleArticle.article;
import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.alerts.SampleArticle;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a rule looks at and when it holds.
class RuleMatcherTest {

    private static boolean matches(String match, SampleArticle article) {
        var file = RuleFile.parse("r.yaml", "{id: r, match: " + match + "}");
        assertThat(file.isFine()).as(file.problems().toString()).isTrue();
        return !new RuleMatcher(RuleSet.of(file.rules())).match(article.build()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"turkiye | Die TÜRKİYE'den said | true", "TURKIYE | türkiye | true",
            "Işık | isik | true", "drill | two drills | false", "\"7,500\" | some 7 500 men | true",
            "mine-clearing | mine clearing | true", "co\u00ADoperation | cooperation | true", "strasse | Straße | true",
            "учения | УЧЕНИЯ идут | true", "演习 | 联合演习开始 | true", "ﬁeld | field | true",
            "staff talks | staff. Talks | true",
            "étude | e\u0301tude | true"})
    void words_are_whole_and_folded(String term, String text, boolean holds) {
        assertThat(matches("{text: {any: [" + term + "]}}", article("a").novel(text))).isEqualTo(holds);
    }

    @Test
    void only_new_words_count_unless_the_rule_says_otherwise() {
        var article = article("a").novel("They met.").echo("A memorandum was signed in 2021.", "old");

        assertThat(matches("{text: {any: [memorandum]}}", article)).isFalse();
        assertThat(matches("{novelOnly: false, text: {any: [memorandum]}}", article)).isTrue();
    }

    @Test
    void changed_looks_at_changed_sentences_only() {
        var article = article("a").novel("Troops arrived.").changed("Some 60 officers came.", "old", "100", "60");

        assertThat(matches("{changed: true, text: {any: [officers]}}", article)).isTrue();
        assertThat(matches("{changed: true, text: {any: [troops]}}", article)).isFalse();
    }

    @Test
    void furniture_is_never_looked_at() {
        assertThat(matches("{novelOnly: false, text: {any: [menu]}}", article("a").novel("News.").furniture("Menu")))
                .isFalse();
        assertThat(matches("{text: {any: [news], none: [menu]}}", article("a").novel("News.").furniture("Menu")))
                .isTrue();
    }

    @Test
    void the_title_counts_unless_it_was_known() {
        assertThat(matches("{text: {any: [drill]}}", article("a").title("A drill").novel("It began."))).isTrue();
        assertThat(matches("{text: {any: [drill]}}", article("a").knownTitle("A drill").novel("It began."))).isFalse();
    }

    @Test
    void all_may_stand_anywhere_but_one_of_them_in_new_words() {
        var article = article("a").novel("Mines were destroyed.").echo("Constanța is a port.", "old");

        assertThat(matches("{text: {all: [mines, constanta]}}", article)).isTrue();
        assertThat(matches("{text: {all: [port, constanta]}}", article)).isFalse();
        assertThat(matches("{text: {any: [mines], none: [port]}}", article)).isFalse();
    }

    @Test
    void a_phrase_stays_inside_a_sentence_and_never_closes_over_an_echo() {
        var article = article("a").novel("The staff").echo("of both armies", "old").novel("talks went well");

        assertThat(matches("{text: {any: [staff talks]}}", article)).isFalse();
        assertThat(matches("{text: {any: [{near: [staff, talks], within: 9}]}}", article)).isFalse();
    }

    @Test
    void near_counts_positions_in_any_order() {
        var article = article("a").novel("The force of the air and the sea");

        assertThat(matches("{text: {any: [{near: [air, force], within: 3}]}}", article)).isTrue();
        assertThat(matches("{text: {any: [{near: [air, force], within: 2}]}}", article)).isFalse();
    }

    @Test
    void a_prefix_begins_a_word() {
        assertThat(matches("{text: {any: [{prefix: exercis}]}}", article("a").novel("They were exercising."))).isTrue();
        assertThat(matches("{text: {any: [{prefix: staff tal}]}}", article("a").novel("The staff talked."))).isTrue();
        assertThat(matches("{text: {any: [{prefix: ercis}]}}", article("a").novel("They were exercising."))).isFalse();
    }

    @Test
    void actors_count_where_the_rule_looks() {
        var article = article("a").novel("Baku said so.").actor("AZE").echo("Ankara agreed once.", "old").actor("TUR");

        assertThat(matches("{actors: {all: [AZE]}}", article)).isTrue();
        assertThat(matches("{actors: {all: [AZE, TUR]}}", article)).isFalse();
        assertThat(matches("{novelOnly: false, actors: {all: [AZE, TUR]}}", article)).isTrue();
        assertThat(matches("{actors: {any: [AZE], none: [TUR]}}", article)).isFalse();
    }

    @Test
    void one_event_must_satisfy_the_whole_group() {
        var article = article("a").novel("They met.").event(EventType.CONSULTATION, Status.COMPLETED, "AZE", "TUR")
                .novel("They will drill.").event(EventType.JOINT_EXERCISE, Status.PLANNED, "AZE MIL", "TUR");

        assertThat(matches("{events: {types: [consultation], status: [completed]}}", article)).isTrue();
        assertThat(matches("{events: {types: [consultation], status: [planned]}}", article)).isFalse();
        assertThat(matches("{events: {polarity: negative}}", article)).isFalse();
        assertThat(matches("{events: {participants: [TUR]}}", article)).isTrue();
        assertThat(matches("{events: {participants: [AZEMIL, TUR]}}", article)).isTrue();
        assertThat(matches("{events: {participants: [TURMIL]}}", article)).as("only the state is named").isFalse();
    }

    @Test
    void languages_and_sources_narrow() {
        var article = article("a").language("tr").source("Sports Wire").novel("Haber.");

        assertThat(matches("{languages: [tr]}", article)).isTrue();
        assertThat(matches("{languages: [en]}", article)).isFalse();
        assertThat(matches("{sources: {none: [sports wire]}}", article)).isFalse();
        assertThat(matches("{sources: {any: [example.org]}}", article)).isTrue();
    }

    @Test
    void without_new_words_nothing_matches() {
        assertThat(matches("{languages: [en]}", article("a").echo("All old.", "old"))).isFalse();
    }

    @Test
    void a_match_says_where_each_condition_held() {
        var file = RuleFile.parse("r.yaml", "{id: r, match: {text: {any: [talks]}, actors: {all: [AZE]}}}");
        var match = new RuleMatcher(RuleSet.of(file.rules()))
                .match(article("a").novel("Baku spoke.").actor("AZE").novel("Then talks began.").build()).getFirst();

        assertThat(match.matched()).extracting(matched -> matched.what() + "@" + matched.start() + "-" + matched.end())
                .containsExactly("talks@17-22", "AZE@0-1");
        assertThat(match.evidence()).hasSize(2);
    }
}
