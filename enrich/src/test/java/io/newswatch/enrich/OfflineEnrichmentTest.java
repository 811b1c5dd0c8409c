package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineEnrichmentTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final String BRIDGE = "The old iron bridge over the river Sela was closed to lorries in 1974 after a flood had "
            + "damaged two of its five stone piers.";

    private final OfflineEnrichment enrichment = OfflineEnrichment.remembering();

    private static RawArticle article(String id, Duration after, @Nullable String title, String text) {
        return new RawArticle(id, null, "Sela Post", "https://selapost.example/" + id, title, text, Extent.FULL, false,
                null, "en", null, MORNING.plus(after), RawArticle.contentHash(title, text), false);
    }

    private EnrichedArticle enrich(String id, int minutes, @Nullable String title, String text) {
        return enrichment.enrich(article(id, Duration.ofMinutes(minutes), title, text)).orElseThrow();
    }

    @Test
    void background_repeats_with_a_link_to_where_it_first_stood() {
        enrich("a1", 0, "Ferry returns", "A ferry will carry lorries across the Sela from Monday on. " + BRIDGE);
        var later = enrich("b1", 5, "Toll planned",
                "Councillors want drivers to pay a toll at the new crossing from next spring. " + BRIDGE);
        var background = later.sentences().getLast();
        assertThat(later.sentences().getFirst().verdict()).isEqualTo(Verdict.NOVEL);
        assertThat(background.verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(background.echo()).satisfies(echo -> {
            assertThat(echo.articleId()).isEqualTo("a1");
            assertThat(echo.url()).isEqualTo("https://selapost.example/a1");
            assertThat(echo.revision()).isEqualTo(1);
            assertThat(echo.firstSeenAt()).isEqualTo(MORNING);
            assertThat(echo.timesSeen()).isEqualTo(1);
            assertThat(echo.sources()).isEqualTo(1);
            assertThat(echo.start()).isEqualTo(59);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Two people were injured.", "2 people were injured."})
    void a_turn_of_phrase_has_no_source_in_an_article_about_something_else_in_whichever_writing(String phrase) {
        enrich("a1", 0, null, "A tram ran into a lorry on Kirchplatz in Altdorf, mayor Hilde Brandt told Radio Uri. "
                + "The driver, Jonas Kuhn, had been on duty since Sunday. Two people were injured.");
        var later = enrich("b1", 5, null,
                "A gas boiler blew up in a bakery in Porto Alegre, said Captain Luiz Moreira. "
                        + "Firemen from Canoas came to help, and Teresa Prado took in the neighbours. " + phrase);
        assertThat(later.sentences().getLast().verdict()).isEqualTo(Verdict.NOVEL);
    }

    @Test
    void a_changed_number_is_shown_with_what_it_was() {
        enrich("a1", 0, null, BRIDGE);
        var changed = enrich("b1", 5, null, BRIDGE.replace("1974", "1976")).sentences().getFirst();
        assertThat(changed.verdict()).isEqualTo(Verdict.REPEAT_CHANGED);
        assertThat(changed.echo()).satisfies(echo -> assertThat(echo.delta()).singleElement().satisfies(delta -> {
            assertThat(delta.was()).isEqualTo("1974");
            assertThat(delta.now()).isEqualTo("1976");
            assertThat(BRIDGE.replace("1974", "1976").substring(delta.start(), delta.end())).isEqualTo("1976");
        }));
    }

    @Test
    void a_revision_repeats_its_own_text_and_only_its_new_words_are_news() {
        enrich("a1", 0, "Ferry returns", BRIDGE);
        var revised = enrich("a1", 9, "Ferry returns",
                BRIDGE + " A diver found cracks in the third pier on Tuesday, the port authority said.");
        assertThat(revised.revision()).isEqualTo(2);
        assertThat(revised.headline()).satisfies(headline -> assertThat(headline.verdict()).isEqualTo(Verdict.REPEAT));
        assertThat(revised.sentences().getFirst().echo()).satisfies(echo -> {
            assertThat(echo.articleId()).isEqualTo("a1");
            assertThat(echo.revision()).isEqualTo(1);
        });
        assertThat(revised.sentences().getLast().verdict()).isEqualTo(Verdict.NOVEL);
    }

    @Test
    void the_same_text_again_and_a_summary_of_it_are_no_revisions() {
        enrich("a1", 0, null, BRIDGE + " Work begins in May.");
        assertThat(enrichment.enrich(article("a1", Duration.ofMinutes(1), null, BRIDGE + " Work begins in May.")))
                .isEmpty();
        var text = "Work begins in May.";
        var summary = new RawArticle("a1", null, "Sela Post", null, null, text, Extent.SUMMARY, false, null, "en", null,
                MORNING.plusSeconds(90), RawArticle.contentHash(null, text), false);
        assertThat(enrichment.enrich(summary)).isEmpty();
    }

    @Test
    void a_site_that_serves_two_states_of_a_page_in_turn_makes_no_endless_revisions() {
        enrich("a1", 0, null, BRIDGE);
        enrich("a1", 1, null, BRIDGE + " Work begins in May.");
        assertThat(enrichment.enrich(article("a1", Duration.ofMinutes(2), null, BRIDGE))).isEmpty();
    }

    @Test
    void a_short_sentence_repeats_word_for_word_or_beside_a_repeat_of_the_same_article() {
        enrich("a1", 0, null, BRIDGE + " Nobody was hurt in the flood.");
        var alone = enrich("b1", 5, null, "The mayor opened a new school on Friday. Nobody was hurt in that flood.");
        var exact = enrich("b2", 6, null, "The mayor opened a new library on Sunday. Nobody was hurt in the flood.");
        assertThat(alone.sentences().getLast().verdict()).isEqualTo(Verdict.NOVEL);
        assertThat(exact.sentences().getLast().verdict()).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void the_headline_in_the_text_and_what_is_said_twice_are_marked() {
        var article = enrich("a1", 0, "Ferry across the Sela returns on Monday after nine years",
                "Ferry across the Sela returns on Monday after nine years\n" + BRIDGE + "\n" + BRIDGE);
        var sentences = article.sentences();
        assertThat(sentences.get(0).flags()).containsExactly(Flag.HEADLINE);
        assertThat(sentences.get(1).flags()).isEmpty();
        assertThat(sentences.get(2).flags()).containsExactly(Flag.SELF_REPEAT);
        assertThat(article.novelShare()).isBetween(0.3, 0.5);
    }

    @Test
    void an_article_without_words_goes_through() {
        var article = enrich("a1", 0, null, "—\n***");
        assertThat(article.novelShare()).isZero();
        assertThat(article.sentences()).allSatisfy(s -> assertThat(s.flags()).containsExactly(Flag.FURNITURE));
    }

    @Test
    void independent_articles_know_nothing_of_one_another() {
        var independent = OfflineEnrichment.independent();
        independent.enrich(article("a1", Duration.ZERO, null, BRIDGE));
        var again = independent.enrich(article("b1", Duration.ofMinutes(1), null, BRIDGE)).orElseThrow();
        assertThat(again.sentences()).allSatisfy(s -> assertThat(s.verdict()).isEqualTo(Verdict.NOVEL));
    }
}
