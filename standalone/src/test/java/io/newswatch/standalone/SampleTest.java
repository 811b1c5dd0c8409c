package io.newswatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.alerts.OfflineAlerts;
import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.contract.Alert;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.ingest.publish.ArticleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bundled sample tells a first-time user the truth about Newswatch: what it alerts on is news, what it keeps quiet about
/// is not. Run through the classes of the stream, without Kafka.
class SampleTest {

    private static final Path SAMPLE = Path.of(System.getProperty("newswatch.root"),
            "standalone/src/main/resources/sample");
    private static final Instant FIRST_ARRIVAL = Instant.parse("2026-06-01T09:00:00Z");

    private static final Map<String, EnrichedArticle> ENRICHED = new LinkedHashMap<>();
    private static final Map<String, List<Alert>> ALERTS = new LinkedHashMap<>();

    @BeforeAll
    static void play() throws IOException {
        var rules = RuleFile.read(SAMPLE.resolve("rules.yaml"));
        assertThat(rules.problems()).isEmpty();
        var enrichment = OfflineEnrichment.remembering();
        var alerts = new OfflineAlerts(rules.rules(), false);
        Instant arrival = FIRST_ARRIVAL;
        for (String name : names()) {
            arrival = arrival.plusSeconds(1);
            var enriched = enrichment.enrich(article(name, arrival)).orElseThrow();
            ENRICHED.put(name, enriched);
            ALERTS.put(name, alerts.take(enriched));
        }
    }

    private static List<String> names() throws IOException {
        return Files.readAllLines(SAMPLE.resolve("index.txt")).stream().filter(line -> !line.startsWith("#")).toList();
    }

    private static RawArticle article(String name, Instant arrival) {
        var found = new ArrayList<RawArticle>();
        ArticleFiles.read(SAMPLE.resolve(name), null, file -> {
            switch (file) {
                case ArticleFiles.Found.Article(var draft) -> found
                        .add(draft.toRaw(null, "sample", arrival, name.startsWith("background/"), 500_000));
                case ArticleFiles.Found.Refused(var origin, _, var reason) -> throw new AssertionError(
                        origin + ": " + reason);
            }
        });
        assertThat(found).as("one article in %s", name).hasSize(1);
        return found.getFirst();
    }

    @Test
    void the_index_names_every_article_file() throws IOException {
        try (var files = Files.walk(SAMPLE)) {
            assertThat(files.filter(ArticleFiles::holdsArticles).filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("index.txt"))
                    .map(file -> SAMPLE.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @Test
    void each_alert_is_news_and_nothing_else_alerts() {
        var fired = new LinkedHashMap<String, List<String>>();
        ALERTS.forEach((name, alerts) -> {
            if (!alerts.isEmpty()) {
                fired.put(name, alerts.stream().map(Alert::ruleId).toList());
            }
        });

        assertThat(fired).containsExactly(
                Map.entry("news/2026-05-11-kura-crossing.txt", List.of("aze-tur-talks-and-drills")),
                Map.entry("news/2026-05-12-week-on-the-kura-corrected.jsonl", List.of("changed-strength")),
                Map.entry("news/2026-05-19-staff-talks.html", List.of("aze-tur-talks-and-drills")),
                Map.entry("news/2026-05-21-ak-zirve.jsonl", List.of("aze-tur-talks-and-drills")),
                Map.entry("news/2026-05-22-divers-school.html", List.of("new-memorandum")),
                Map.entry("news/2026-05-25-class-of-2026.jsonl", List.of("changed-strength")));
    }

    @Test
    void a_corrected_figure_is_told_with_what_it_was() {
        assertThat(changes("news/2026-05-12-week-on-the-kura-corrected.jsonl")).containsExactly("1,200 -> 1,500");
        assertThat(changes("news/2026-05-25-class-of-2026.jsonl")).containsExactly("4,200 -> 4,800");
    }

    private static EnrichedArticle enriched(String name) {
        return Objects.requireNonNull(ENRICHED.get(name), name);
    }

    private static List<String> changes(String name) {
        return enriched(name).sentences().stream().filter(s -> s.verdict() == Verdict.REPEAT_CHANGED)
                .map(Sentence::echo).filter(Objects::nonNull).flatMap(echo -> echo.delta().stream())
                .map(delta -> delta.was() + " -> " + delta.now()).toList();
    }

    @Test
    void the_blobbed_scrape_comes_out_as_its_words_and_its_background_is_recognised() {
        var article = enriched("news/2026-05-11-kura-crossing.txt");

        assertThat(article.text()).startsWith("Azerbaijani and Turkish engineers").endsWith("more smoothly.")
                .doesNotContain("Most Read", "</", "Home >>");
        assertThat(article.publishedAt()).hasToString("2026-05-11T08:12:30Z");
        assertThat(article.sentences()).filteredOn(s -> s.verdict() == Verdict.REPEAT).hasSize(4);
        assertThat(article.sentences()).filteredOn(s -> s.verdict() == Verdict.NOVEL).hasSize(5);
    }

    @Test
    void the_syndicated_copy_holds_nothing_new() {
        assertThat(enriched("news/2026-05-11-kura-syndicated.jsonl").sentences())
                .allMatch(sentence -> sentence.verdict() == Verdict.REPEAT);
    }
}
