package io.newswatch.enrich.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.CooperationEvent.SuppressedBy;
import io.newswatch.contract.Echo;
import io.newswatch.contract.EventType;
import io.newswatch.contract.Paragraph;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.lexicon.GrammarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleCoderTest {

    private static final ArticleCoder CODER = ArticleCoder.bundled();

    private static List<CooperationEvent> events(String text) {
        return CODER.code(Pages.english(text)).events();
    }

    private static CooperationEvent only(String text) {
        var countable = events(text).stream().filter(CooperationEvent::countable).toList();
        assertThat(countable).hasSize(1);
        return countable.getFirst();
    }

    private static List<String> actors(String text, String language) {
        return CODER.code(Pages.page("a", null, text, language, null)).actors().stream().map(Actor::code).toList();
    }

    @Test
    void a_joint_drill_names_its_parties_place_and_day() {
        var event = only("On June 8, Norway and Iceland began a joint naval exercise off Reykjavik.");
        assertThat(event.type()).isEqualTo(EventType.JOINT_EXERCISE);
        assertThat(event.status()).isEqualTo(Status.ONGOING);
        assertThat(event.parties()).containsExactlyInAnyOrder("NOR", "ISL");
        assertThat(event.time()).isNotNull();
        assertThat(event.time().from()).isEqualTo(LocalDate.of(2026, 6, 8));
        assertThat(event.evidence().text()).startsWith("On June 8");
    }

    @Test
    void parties_carried_over_from_a_longer_headline_stand_nowhere_in_a_short_sentence() {
        var page = Pages.page("a", "After many years of quarrels over a river and its fish: Fiji, Tonga",
                "The two countries will deploy troops.", "en", "2026-06-10");
        assertThat(CODER.code(page).events()).noneMatch(CooperationEvent::countable);
    }

    @Test
    void a_drill_s_name_and_last_day_may_be_told_by_the_next_sentence() {
        var event = only(
                "Greece and Italy began joint naval drills off Crete on June 8. The drills, named White Summit, "
                        + "run until June 16.");
        assertThat(event.exerciseName()).isEqualTo("White Summit");
        assertThat(event.time()).satisfies(time -> {
            assertThat(time.from()).isEqualTo(LocalDate.of(2026, 6, 8));
            assertThat(time.to()).isEqualTo(LocalDate.of(2026, 6, 16));
        });
    }

    @Test
    void another_act_s_sentence_tells_nothing_of_the_drill_before() {
        var event = only(
                "Greece and Italy began joint naval drills off Crete on June 8. A school on the island was named "
                        + "White Summit.");
        assertThat(event.exerciseName()).isNull();
    }

    @Test
    void a_drill_s_name_stands_in_quotes_before_the_noun_in_turkish() {
        var text = "Türkiye ile Pakistan arasındaki “Ak Zirve 2026” tatbikatı pazartesi günü Konya'da başladı.";
        var event = CODER.code(Pages.page("a", null, text, "tr", "2026-06-10")).events().getFirst();
        assertThat(event.exerciseName()).isEqualTo("Ak Zirve 2026");
        assertThat(event.time()).satisfies(time -> assertThat(time.from()).isEqualTo(LocalDate.of(2026, 6, 8)));
    }

    @Test
    void whom_a_drill_is_aimed_at_takes_no_part() {
        assertThat(only("Amid tensions with Serbia, Croatia and Albania hold joint military drills.").parties())
                .containsExactlyInAnyOrder("HRV", "ALB");
    }

    @Test
    void what_usually_happens_is_no_news() {
        assertThat(events("Norway and Iceland regularly hold joint military drills.")).singleElement()
                .satisfies(event -> assertThat(event.suppressedBy()).isEqualTo(SuppressedBy.HABITUAL));
    }

    @Test
    void what_happened_long_ago_is_no_news() {
        assertThat(events("In January 2019 Norway and Iceland signed a defence agreement.")).singleElement()
                .satisfies(event -> assertThat(event.suppressedBy()).isEqualTo(SuppressedBy.HISTORICAL));
    }

    @Test
    void a_cancelled_drill_is_news_of_negative_polarity() {
        var event = only("Peru and Chile cancelled their joint military exercise.");
        assertThat(event.polarity()).isEqualTo(Polarity.NEGATIVE);
        assertThat(event.status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_sentence_that_stood_elsewhere_gives_a_suppressed_event() {
        var text = "Norway and Iceland began a joint naval exercise.";
        var echo = new Echo("earlier", null, 1, 0, text.length(), Pages.ARRIVED, 1, 1, List.of(), 1, List.of());
        var sentence = new Sentence(0, text.length(), Verdict.REPEAT, Set.of(), echo);
        var article = new ArticleToCode("a", 1, null, text, "en", PublicationDate.parse("2026-06-10"), Pages.ARRIVED,
                null,
                List.of(Paragraph.of(List.of(sentence))));
        assertThat(CODER.code(article).events()).singleElement()
                .satisfies(event -> assertThat(event.suppressedBy()).isEqualTo(SuppressedBy.ECHO));
    }

    @Test
    void headline_and_text_tell_one_event() {
        var article = Pages.page("a", "Norway, Iceland start joint drills",
                "Norway and Iceland began joint military drills on Monday.",
                "en", "2026-06-10");
        assertThat(CODER.code(article).events()).singleElement().satisfies(event -> {
            assertThat(event.evidence().inTitle()).isTrue();
            assertThat(event.time()).isNotNull();
        });
    }

    @Test
    void names_that_only_look_like_states_are_no_actors() {
        assertThat(
                actors("Jordan Blums swam in the Indian Ocean, then ate turkey in New Mexico and Jersey City.", "en"))
                .isEmpty();
    }

    @Test
    void one_state_is_recognised_in_all_its_spellings() {
        assertThat(actors("Türkiye, Turkiye, Turkey and the Turkish town of Ankara", "en")).containsOnly("TUR")
                .hasSize(5);
        assertThat(actors("Türkiye'den Azerbaycan'a", "tr")).containsExactly("TUR", "AZE");
        assertThat(actors("Azərbaycanın və Türkiyənin", "az")).containsExactly("AZE", "TUR");
        assertThat(actors("из России в Азербайджан, турецкие", "ru")).containsExactly("RUS", "AZE", "TUR");
    }

    @Test
    void offsets_are_those_of_the_words_even_behind_tags_and_surrogates() {
        var text = "<p>\uD83D\uDE80 Poland&#8217;s army</p>";
        assertThat(CODER.code(Pages.english(text)).actors()).singleElement().satisfies(actor -> {
            assertThat(text.substring(actor.start(), actor.end())).isEqualTo("Poland").isEqualTo(actor.text());
            assertThat(actor.sector()).isEqualTo("MIL");
        });
    }

    @Test
    void no_text_breaks_it_and_all_offsets_lie_inside() {
        var random = new Random(20260610);
        var scraps = List.of("Norway", "joint drill", "<b", ">", "&quot;", "“", "U.S.", "20,000", "ə", "\uD83D", "\n",
                "-", "’s", "учения",
                "signed", "pact", "and", "defence minister", "met", ".", "January", "31", "2026", "$3.5", "bn");
        for (int round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(scraps.get(random.nextInt(scraps.size()))).append(random.nextBoolean() ? " " : "");
            }
            var language = List.of("en", "tr", "az", "ru", "und").get(random.nextInt(5));
            var coding = CODER.code(Pages.page("r", null, text.toString(), language, "2026-06-10"));
            assertThat(coding.actors()).allSatisfy(
                    actor -> assertThat(text.substring(actor.start(), actor.end())).isEqualTo(actor.text()));
            assertThat(coding.events())
                    .allSatisfy(event -> assertThat(text.toString()).contains(event.evidence().text()));
        }
    }
}
