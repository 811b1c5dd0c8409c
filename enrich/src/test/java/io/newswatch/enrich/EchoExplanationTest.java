package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.EchoExplanation.Explained;
import io.newswatch.enrich.EchoExplanation.Grounds;
import io.newswatch.enrich.echo.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EchoExplanationTest {

    private static final String WALL = "The sea wall at Port Alder was built from granite blocks after the great flood of 1911.";
    private static final String LEAK = "Old walls leak salt water every winter.";

    private static RawArticle article(String id, String title, String text) {
        return new RawArticle(id, null, "wire.example", null, title, text, Extent.FULL, false, null, "en", null,
                Instant.parse("2026-03-02T08:00:00Z"), RawArticle.contentHash(title, text), false);
    }

    private static List<Explained> explained(String earlier, String later) {
        return EchoExplanation.of(article("a", "A", earlier), article("b", "B", later)).sentences();
    }

    @Test
    void verdicts_are_those_of_the_stream() {
        var earlier = article("a", "The wall at Port Alder is old", WALL + " " + LEAK + "\nA tug brought the stones.");
        var later = article("b", "The wall at Port Alder is new", "Port Alder wants a new sea wall. "
                + WALL.replace("1911", "1913") + " Old walls leak salt water each winter.");
        var stream = OfflineEnrichment.remembering();
        stream.enrich(earlier);
        var enriched = stream.enrich(later).orElseThrow();
        var explanation = EchoExplanation.of(earlier, later);
        assertThat(explanation.sentences()).extracting(Explained::verdict).extracting(Sentence::verdict)
                .isEqualTo(enriched.sentences().stream().map(Sentence::verdict).toList())
                .containsExactly(Verdict.NOVEL, Verdict.REPEAT_CHANGED, Verdict.REPEAT);
        assertThat(explanation.headline()).isNotNull();
    }

    @Test
    void a_repeat_names_the_sentence_it_repeats() {
        var repeat = explained("A tug brought the stones. " + WALL, WALL).getFirst();
        assertThat(repeat.grounds()).isEqualTo(Grounds.COMPARISON);
        assertThat(repeat.nearest()).satisfies(nearest -> {
            assertThat(nearest.number()).isEqualTo(2);
            assertThat(nearest.explanation().reason()).isEqualTo(Reason.SAME_WORDS);
        });
    }

    @Test
    void a_short_sentence_repeats_beside_a_repeat_only() {
        assertThat(explained(WALL + " " + LEAK, WALL + " Old walls leak salt water each winter.").getLast().grounds())
                .isEqualTo(Grounds.BESIDE_REPEAT);
        assertThat(explained(WALL + " " + LEAK, "Old walls leak salt water each winter.").getLast().grounds())
                .isEqualTo(Grounds.NO_REPEAT_BESIDE);
    }

    @Test
    void a_turn_of_phrase_alone_is_no_echo() {
        var phrase = "No one was hurt, she said.";
        var alone = explained(
                "Rain fell on Lisbon while Maria Costa and Pedro Alves crossed the Tagus to Belem in Portugal. "
                        + phrase,
                "Fire broke out near Oslo where Ingrid Dahl and Harald Moe keep Fjord ponies for Akershus in Norway. "
                        + phrase)
                .getLast();
        assertThat(alone.verdict().verdict()).isEqualTo(Verdict.NOVEL);
        assertThat(alone.grounds()).isEqualTo(Grounds.TURN_OF_PHRASE);
    }

    @Test
    void what_stood_before_in_part_only_is_an_echo_beside_one_and_news_alone() {
        var earlier = "Miners of the Kestrel quarry stopped digging in the northern tunnels because of rising ground water near the pumps.";
        var later = "Miners of the Kestrel quarry stopped digging in the northern tunnels because of rising ground water, and drivers"
                + " of granite trucks blocked two gates until noon.";
        var alone = explained(WALL + " " + earlier, "A ferry ran aground off the point. " + later).getLast();
        assertThat(alone.verdict().verdict()).isEqualTo(Verdict.NOVEL);
        assertThat(alone.grounds()).isEqualTo(Grounds.ALONE);
        var beside = explained(WALL + " " + earlier, WALL + " " + later).getLast();
        assertThat(beside.verdict().verdict()).isEqualTo(Verdict.REPEAT);
        var whole = explained(WALL + " " + earlier, earlier.replace(" near the pumps", "")).getLast();
        assertThat(whole.verdict().verdict()).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void site_furniture_is_told_for_what_it_is_even_where_it_stood_before() {
        for (var earlier : List.of(WALL, WALL + " Continue reading")) {
            var line = explained(earlier, "Nine otters escaped. Continue reading").getLast();
            assertThat(line.verdict().flags()).contains(Flag.FURNITURE);
            assertThat(line.grounds()).isEqualTo(Grounds.FURNITURE);
        }
    }

    @Test
    void what_nobody_said_has_nothing_like_it() {
        var novel = explained(WALL, "Nine otters escaped.").getFirst();
        assertThat(novel.grounds()).isEqualTo(Grounds.NOTHING_LIKE_IT);
        assertThat(novel.nearest()).isNull();
    }

    @Test
    void what_stands_beyond_the_effort_of_an_article_is_told_not_to_be_compared() {
        var endless = explained(WALL, "The fund of the harbour grew again. ".repeat(10_000) + WALL);
        assertThat(endless.getFirst().grounds()).isNotEqualTo(Grounds.TOO_LONG);
        assertThat(endless.getLast().grounds()).isEqualTo(Grounds.TOO_LONG);
        assertThat(endless.getLast().nearest()).isNull();
    }
}
