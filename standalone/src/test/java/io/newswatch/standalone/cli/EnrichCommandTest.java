package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.EventType;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichCommandTest {

    private static final String SEAWALL = "The sea wall at Port Alder was built from granite blocks after the great flood of 1911.";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int newswatch(String... arguments) {
        return NewswatchCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private List<EnrichedArticle> printed() {
        return out.toString().lines().map(line -> JsonSerde.MAPPER.readValue(line, EnrichedArticle.class)).toList();
    }

    private static Path lines(Path folder, String... lines) throws IOException {
        return Files.write(folder.resolve("articles.jsonl"), List.of(lines));
    }

    @Test
    void judges_in_order_of_arrival_whatever_the_order_of_the_lines(@TempDir Path folder) throws IOException {
        var file = lines(folder,
                "{\"id\":\"later\",\"text\":\"" + SEAWALL + "\",\"time\":\"2026-03-02T09:00:00Z\"}",
                "{\"id\":\"earlier\",\"text\":\"" + SEAWALL + "\",\"arrivedAt\":\"2026-03-02T08:00:00Z\"}");
        assertThat(newswatch("enrich", file.toString())).isZero();
        assertThat(printed()).extracting(EnrichedArticle::articleId).containsExactly("earlier", "later");
        assertThat(printed().getLast().sentences().getFirst().verdict()).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void without_memory_each_article_stands_alone_and_the_same_id_is_a_revision(@TempDir Path folder)
            throws IOException {
        var file = lines(folder, "{\"id\":\"a\",\"text\":\"" + SEAWALL + "\"}",
                "{\"id\":\"a\",\"text\":\"" + SEAWALL + " It leaks.\"}");
        assertThat(newswatch("enrich", "--independent", file.toString())).isZero();
        assertThat(printed()).extracting(EnrichedArticle::revision).containsExactly(1, 2);
        assertThat(printed()).flatExtracting(EnrichedArticle::sentences).extracting(Sentence::verdict)
                .containsOnly(Verdict.NOVEL);
    }

    @Test
    void a_grammar_of_the_users_own_is_read_from_a_folder(@TempDir Path folder) throws IOException {
        var file = lines(folder,
                "{\"id\":\"a\",\"text\":\"Freedonia and Norway opened a joint glidefest near Oslo.\"}");
        var grammar = Files.createDirectory(folder.resolve("grammar"));
        Files.writeString(grammar.resolve("own.yaml"),
                "language: en\nconcepts:\n  exercise: [glidefest]\nstates:\n  FRD: {names: [Freedonia]}\n");
        assertThat(newswatch("enrich", "--set", "enrich.grammar=" + grammar, file.toString())).isZero();
        assertThat(printed().getFirst().countableEvents()).singleElement()
                .satisfies(event -> assertThat(event.parties()).containsExactlyInAnyOrder("FRD", "NOR"));
    }

    @Test
    void a_wrong_grammar_is_refused_in_one_line_with_its_place(@TempDir Path folder) throws IOException {
        var file = lines(folder, "{\"id\":\"a\",\"text\":\"" + SEAWALL + "\"}");
        var grammar = Files.writeString(folder.resolve("own.yaml"),
                "language: en\nconcept:\n  exercise: [glidefest]\n");
        assertThat(newswatch("enrich", "--set", "enrich.grammar=" + grammar, file.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("enrich.grammar cannot be used: ")
                .contains("own.yaml:3:3: concept: expected language, concepts");
    }

    @Test
    void a_bad_line_is_named_and_the_rest_goes_on(@TempDir Path folder) throws IOException {
        var file = lines(folder, "{\"id\":\"a\",\"text\":\"" + SEAWALL + "\"}", "{\"id\":\"b\"}", "nonsense");
        assertThat(newswatch("enrich", file.toString())).isEqualTo(1);
        assertThat(printed()).hasSize(1);
        assertThat(err.toString()).contains("articles.jsonl:2: \"text\" is missing").contains("articles.jsonl:3");
    }

    @Test
    void a_page_for_people_is_written_beside_the_lines(@TempDir Path folder) throws IOException {
        var file = lines(folder, "{\"id\":\"a\",\"title\":\"Sea wall\",\"text\":\"" + SEAWALL + "\"}");
        var page = folder.resolve("new.html");
        assertThat(newswatch("enrich", "--html", page.toString(), file.toString())).isZero();
        assertThat(printed()).hasSize(1);
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("Sea wall").endsWith("</html>\n");
        assertThat(newswatch("enrich", "--html", page.toString(), folder.toString())).isZero();
        assertThat(printed()).as("the page of the first run is none of the articles").hasSize(2);
    }

    @Test
    void a_page_that_cannot_be_written_is_told_in_one_line(@TempDir Path folder) throws IOException {
        var file = lines(folder, "{\"id\":\"a\",\"text\":\"" + SEAWALL + "\"}").toString();
        assertThat(newswatch("enrich", "--html", folder + "/none/new.html", file)).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("new.html cannot be written: its folder is not there");
        assertThat(newswatch("enrich", "--html", folder.toString(), file)).isEqualTo(2);
        assertThat(newswatch("enrich", "--html", file, file)).isEqualTo(2);
        assertThat(err.toString()).contains("is a folder; name a file").contains("is one of the articles' files");
    }

    @Test
    void of_the_second_shared_report_only_talks_and_visit_are_news() {
        var start = Path.of(Objects.requireNonNull(System.getProperty("newswatch.shared"))).resolve("data/start");
        assumeTrue(Files.isDirectory(start), "the shared reports are not at hand: " + start);
        assertThat(newswatch("enrich", start.resolve("2022-12-05-drills.txt").toString(),
                start.resolve("2022-12-21-staff-talks.txt").toString())).isZero();
        var second = printed().getLast();
        var sentences = second.sentences();
        assertThat(sentences.subList(0, 4)).extracting(Sentence::verdict).containsOnly(Verdict.NOVEL);
        assertThat(sentences.subList(4, sentences.size())).hasSizeGreaterThanOrEqualTo(7).allSatisfy(sentence -> {
            assertThat(sentence.verdict()).isIn(Verdict.REPEAT, Verdict.REPEAT_CHANGED);
            assertThat(sentence.echo()).satisfies(echo -> assertThat(echo.articleId()).isEqualTo("2022-12-05-drills"));
        });
        assertThat(printed().getFirst().countableEvents()).extracting(CooperationEvent::type)
                .containsExactly(EventType.JOINT_EXERCISE);
        assertThat(second.countableEvents()).extracting(CooperationEvent::type)
                .containsExactly(EventType.CONSULTATION, EventType.VISIT);
    }
}
