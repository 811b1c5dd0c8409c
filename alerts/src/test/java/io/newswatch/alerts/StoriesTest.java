package io.newswatch.alerts;

import static io.newswatch.alerts.SampleArticle.MORNING;
import static io.newswatch.alerts.SampleArticle.article;
import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.contract.Alert;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which articles are one story, and when that is told.
class StoriesTest {

    private static final String DRILLS = "{id: drills, match: {text: {any: [drill, drills]}}}";

    private static List<Alert> fired(String rule, EnrichedArticle... articles) {
        return fired(rule, false, articles);
    }

    private static List<Alert> fired(String rule, boolean backfill, EnrichedArticle... articles) {
        var file = RuleFile.parse("rules.yaml", rule);
        assertThat(file.problems()).isEmpty();
        var offline = new OfflineAlerts(file.rules(), backfill);
        var alerts = new ArrayList<Alert>();
        for (var article : articles) {
            alerts.addAll(offline.take(article));
        }
        alerts.addAll(offline.finish());
        return alerts;
    }

    @Test
    void an_article_that_echoes_a_story_belongs_to_it_for_three_days() {
        var alerts = fired(DRILLS, article("a").novel("A drill began.").build(),
                article("b").at(MORNING.plus(Duration.ofHours(71))).novel("The drill went on.").echo("Old.", "a")
                        .build(),
                article("c").at(MORNING.plus(Duration.ofHours(73))).novel("A drill ended.").echo("Old.", "a").build());

        assertThat(alerts).extracting(Alert::articleId).containsExactly("a", "c");
        assertThat(alerts.getFirst().storyId()).isNotEqualTo(alerts.getLast().storyId());
    }

    @Test
    void the_same_event_is_the_same_story_for_fourteen_days_after_its_latest_report() {
        var alerts = fired(DRILLS,
                article("a").novel("A drill began.").event(EventType.JOINT_EXERCISE, Status.ONGOING, "AZE", "TUR")
                        .build(),
                article("b").at(MORNING.plus(Duration.ofDays(10))).novel("The drill goes on.")
                        .event(EventType.JOINT_EXERCISE, Status.ONGOING, "AZE", "TUR", "GEO").build(),
                article("c").at(MORNING.plus(Duration.ofDays(20))).novel("The drill is over.")
                        .event(EventType.JOINT_EXERCISE, Status.COMPLETED, "AZE", "TUR").build(),
                article("d").at(MORNING.plus(Duration.ofDays(40))).novel("A drill began.")
                        .event(EventType.JOINT_EXERCISE, Status.ONGOING, "AZE", "TUR").build());

        assertThat(alerts).extracting(Alert::articleId).containsExactly("a", "d");
    }

    @Test
    void shared_background_does_not_make_one_story_of_two_acts() {
        var alerts = fired(DRILLS,
                article("a").novel("A drill began.").event(EventType.JOINT_EXERCISE, Status.ONGOING, "AZE", "TUR")
                        .build(),
                article("b").novel("After the drill they met.").echo("Both armies are friends.", "a")
                        .event(EventType.CONSULTATION, Status.COMPLETED, "AZE", "TUR").build());

        assertThat(alerts).extracting(Alert::articleId).containsExactly("a", "b");
    }

    @Test
    void a_revision_belongs_to_the_story_of_its_article() {
        var every = "{id: drills, match: {text: {any: [drill]}}, notify: {mode: every}}";
        var first = article("a").novel("A drill began.").build();
        var second = article("a").revision(2).at(MORNING.plusSeconds(60)).novel("The drill was cut short.").build();

        assertThat(fired(DRILLS, first, second)).hasSize(1);
        var alerts = fired(every, first, second, second);
        assertThat(alerts).extracting(Alert::revision).containsExactly(1, 2);
        assertThat(alerts).extracting(Alert::storyId).containsOnly(alerts.getFirst().storyId());
        assertThat(alerts).extracting(Alert::alertId).doesNotHaveDuplicates();
    }

    @Test
    void a_rule_hears_each_story_for_itself() {
        var alerts = fired("[" + DRILLS + ", {id: navies, match: {text: {any: [navy]}}}]",
                article("a").novel("A drill began.").build(),
                article("b").novel("The navy joined the drill.").echo("Old.", "a").build());

        assertThat(alerts).extracting(Alert::ruleId).containsExactly("drills", "navies");
    }

    @Test
    void what_only_fills_the_memory_is_known_but_tells_nothing() {
        var taught = article("a").backfill().novel("A drill began.").build();
        var live = article("b").at(MORNING.plusSeconds(60)).novel("The drill goes on.").echo("Old.", "a").build();

        var alerts = fired(DRILLS, taught, live);
        assertThat(alerts).extracting(Alert::articleId).containsExactly("b");
        assertThat(alerts.getFirst().reportNumber()).isEqualTo(2);
        assertThat(fired(DRILLS, true, taught, live)).extracting(Alert::articleId).containsExactly("a");
    }

    @Test
    void the_day_has_a_limit_and_the_next_day_begins_anew() {
        var rule = "{id: drills, match: {text: {any: [drill]}}, notify: {mode: first, maxPerDay: 2}}";
        var alerts = fired(rule, article("a").novel("A drill.").build(), article("b").novel("A drill.").build(),
                article("c").novel("A drill.").build(),
                article("d").at(MORNING.plus(Duration.ofDays(1))).novel("A drill.").echo("Old.", "c").build());

        assertThat(alerts).extracting(Alert::articleId).containsExactly("a", "b", "d");
    }

    @Test
    void a_digest_tells_a_story_once_a_day_with_all_its_reports() {
        var rule = "{id: drills, match: {text: {any: [drill]}}, notify: {mode: digest}}";
        var alerts = fired(rule, article("a").title("It begins").novel("A drill.").build(),
                article("b").novel("A drill.").echo("Old.", "a").build(), article("x").novel("Another drill.").build(),
                article("c").at(MORNING.plus(Duration.ofDays(1))).novel("A drill.").echo("Old.", "a").build());

        assertThat(alerts).extracting(Alert::articleId).containsExactly("a", "x", "c");
        assertThat(alerts.getFirst().gathered()).extracting(Alert.Gathered::articleId).containsExactly("b");
        assertThat(alerts.getFirst().storyId()).isEqualTo(alerts.getLast().storyId());
        assertThat(alerts).extracting(Alert::alertId).doesNotHaveDuplicates();
    }

    @Test
    void a_digest_is_provisional_when_any_of_its_reports_is() {
        var rule = "{id: drills, match: {text: {any: [drill]}}, notify: {mode: digest}}";
        var alerts = fired(rule, article("a").novel("A drill.").build(),
                article("b").partial().novel("A drill.").echo("Old.", "a").build(),
                article("c").novel("A drill.").echo("Old.", "a").build(),
                article("d").at(MORNING.plus(Duration.ofDays(1))).novel("A drill.").echo("Old.", "a").build());

        assertThat(alerts).extracting(Alert::provisional).containsExactly(true, false);
    }

    @Test
    void a_digest_of_a_story_that_all_the_world_reports_stays_small() {
        var rule = "{id: drills, match: {text: {any: [drill]}}, notify: {mode: digest}}";
        var reports = Stream.concat(Stream.of(article("a").novel("A drill.").build()), IntStream.range(0, 300)
                .mapToObj(i -> article("b" + i).novel("A drill.").echo("Old.", "a").build()));

        var digest = fired(rule, reports.toArray(EnrichedArticle[]::new)).getFirst();
        assertThat(digest.gathered()).hasSize(Stories.MOST_GATHERED);
        assertThat(digest.reportNumber()).isEqualTo(301);
    }

    @Test
    void no_more_digests_are_kept_than_may_be_told_and_the_first_are() {
        var limited = "{id: drills, match: {text: {any: [drill]}}, notify: {mode: digest, maxPerDay: 2}}";

        assertThat(fired(limited, article("a").novel("A drill.").build(), article("b").novel("A drill.").build(),
                article("c").novel("A drill.").build(), article("d").novel("A drill.").echo("Old.", "b").build(),
                article("e").at(MORNING.plus(Duration.ofDays(1))).novel("A drill.").echo("Old.", "c").build()))
                .extracting(Alert::articleId).containsExactly("a", "b", "e");
        var open = "{id: drills, match: {text: {any: [drill]}}, notify: {mode: digest}}";
        assertThat(fired(open, IntStream.range(0, Stories.MOST_DIGESTS + 5)
                .mapToObj(i -> article("a" + i).novel("A drill.").build()).toArray(EnrichedArticle[]::new)))
                .hasSize(Stories.MOST_DIGESTS);
    }

    @Test
    void the_same_articles_give_the_same_ids() {
        var article = article("a").novel("A drill began.").build();

        assertThat(fired(DRILLS, article)).isEqualTo(fired(DRILLS, article));
    }
}
