package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {

    private static <T> T read(Topic<String, T> topic, String json) {
        return topic.value().deserializer().deserialize(topic.name(), json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_rule_with_an_id_alone_asks_for_any_news_once_per_story() {
        var rule = read(Topics.RULES, """
                {"id": "anything"}""");

        assertThat(rule.tenant()).isEqualTo("default");
        assertThat(rule.description()).isEmpty();
        assertThat(rule.match()).isEqualTo(Rule.Match.ANYTHING);
        assertThat(rule.notice()).isEqualTo(new Rule.Notice(Rule.Notice.Mode.FIRST, "story", 0));
        assertThat(rule.channels()).isEmpty();
    }

    @Test
    void groups_of_a_rule_may_be_left_out_and_filled_in_part() {
        var rule = read(Topics.RULES, """
                {"id": "talks", "match": {"text": {"any": ["staff talks", {"near": ["air", "force"], "within": 5},
                 {"prefix": "exercis"}]}}, "notify": {"maxPerDay": 3}}""");

        assertThat(rule.match().novelOnly()).isTrue();
        assertThat(rule.match().changed()).isFalse();
        assertThat(rule.match().text()).isEqualTo(new Rule.Text(List.of(new Rule.Term.Phrase("staff talks"),
                new Rule.Term.Near(List.of("air", "force"), 5), new Rule.Term.Prefix("exercis")), List.of(),
                List.of()));
        assertThat(rule.notice()).isEqualTo(new Rule.Notice(Rule.Notice.Mode.FIRST, "story", 3));
        assertThat(read(Topics.RULES, "{\"id\": \"all\", \"match\": {\"novelOnly\": false}}").match().novelOnly())
                .isFalse();
    }

    @Test
    void a_feed_is_read_unless_it_is_switched_off() {
        assertThat(read(Topics.FEEDS, """
                {"key": "k", "source": "rss", "location": "https://k.example/rss", "name": "K"}""").enabled()).isTrue();
        assertThat(read(Topics.FEEDS, """
                {"key": "k", "source": "rss", "location": "l", "name": "K", "enabled": false}""").enabled()).isFalse();
    }

    @Test
    void fields_of_a_later_version_are_ignored() {
        var state = read(Topics.FEED_STATE,
                """
                        {"key": "k", "cursor": "{}", "polledAt": "2026-03-02T08:15:30Z", "lastOutcome": "ok", "mood": {"a": 1}}""");

        assertThat(state.failures()).isZero();
        assertThat(state.nextDueAt()).isNull();
    }

    @Test
    void a_record_without_what_it_needs_is_refused_by_name() {
        assertThatThrownBy(
                () -> read(Topics.FEED_STATE, "{\"cursor\": \"{}\", \"polledAt\": \"2026-03-02T08:15:30Z\"}"))
                .isInstanceOf(SerializationException.class).hasMessageContaining("newswatch.feed-state")
                .hasMessageContaining("FeedState").hasMessageContaining("key");
        assertThatThrownBy(() -> read(Topics.FEED_STATE, """
                {"key": null, "cursor": "{}", "polledAt": "2026-03-02T08:15:30Z", "lastOutcome": "ok"}"""))
                .isInstanceOf(SerializationException.class).hasMessageContaining("key");
        assertThatThrownBy(() -> read(Topics.RAW_ARTICLES, "<html>")).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(Topics.RAW_ARTICLES, "")).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(Topics.RAW_ARTICLES, "null")).isInstanceOf(SerializationException.class);
        assertThatThrownBy(
                () -> read(Topics.RULES, "{\"id\": \"x\", \"match\": {\"text\": {\"any\": [{\"like\": 1}]}}}"))
                .isInstanceOf(SerializationException.class).hasMessageContaining("a term is a string");
    }

    @Test
    void a_tombstone_stays_a_tombstone() {
        assertThat(Topics.RULES.value().serializer().serialize("t", null)).isNull();
        assertThat(Topics.RULES.value().deserializer().deserialize("t", null)).isNull();
    }
}
