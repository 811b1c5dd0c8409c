package io.newswatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextScrapeTest {

    @Test
    void a_scraped_blob_loses_its_junk_and_keeps_its_words() {
        var scrape = PlainTextScrape
                .read("""
                        Home >> World >> Defence

                        Engineers of two lands bridge the river & are proud of it ...

                        Link [2026-05-11 08:12:30]

                        By River PostBy Lale DenizOn May 11, engineers bridged the river, the River Post reports.The bridge is long.</p></h2> </body> </html>

                        Most Read

                        2026-09-20 09:41:41
                        """);
        assertThat(scrape.title()).isEqualTo("Engineers of two lands bridge the river & are proud of it");
        assertThat(scrape.text()).isEqualTo(
                "On May 11, engineers bridged the river, the River Post reports.The bridge is long.");
        assertThat(scrape.publishedAt()).hasToString("2026-05-11T08:12:30Z");
        assertThat(scrape.author()).isEqualTo("Lale Deniz");
        assertThat(scrape.outlet()).isEqualTo("River Post");
    }

    @Test
    void the_articles_own_date_line_says_when_it_was_published() {
        var scrape = PlainTextScrape.read("""
                 date 2026-03-04 4 March 2026 14:29 (UTC+04:00)

                The two staffs met on Tuesday and compared their maps.

                They will meet again.

                """);
        assertThat(scrape.publishedAt()).hasToString("2026-03-04T10:29:00Z");
        assertThat(scrape.title()).isNull();
        assertThat(scrape.text()).isEqualTo(
                "The two staffs met on Tuesday and compared their maps.\nThey will meet again.");
    }

    @Test
    void a_stamp_at_the_end_is_the_scrapers_clock() {
        var scrape = PlainTextScrape.read("The ferry left at noon with nobody aboard.\n\n2026-09-20 09:41:41\n");
        assertThat(scrape.publishedAt()).isNull();
        assertThat(scrape.text()).isEqualTo("The ferry left at noon with nobody aboard.");
    }

    @Test
    void dates_and_furniture_are_known_in_four_languages() {
        assertThat(PlainTextScrape.read("5 Aralık 2026 16:54\n\nFilo limana döndü.\n\nÇok Okunanlar").publishedAt())
                .hasToString("2026-12-05T16:54:00Z");
        assertThat(PlainTextScrape.read("5 dekabr 2026\n\nDonanma limana qayıtdı.\n\nƏn çox oxunan").text())
                .isEqualTo("Donanma limana qayıtdı.");
        var russian = PlainTextScrape.read("5 декабря 2026 г., 16:54\n\nФлот вернулся в порт.\n\nЧитайте также");
        assertThat(russian.publishedAt()).hasToString("2026-12-05T16:54:00Z");
        assertThat(russian.text()).isEqualTo("Флот вернулся в порт.");
    }

    @Test
    void headlines_below_most_read_go_and_a_sentence_there_stays() {
        assertThat(PlainTextScrape.read("The mule is well.\n\nMost Read\nTen ways to fold a map\nFog again").text())
                .isEqualTo("The mule is well.");
        assertThat(PlainTextScrape.read("The mule is well.\n\nMost Read\nThe mule has eaten the map.").text())
                .isEqualTo("The mule is well.\nThe mule has eaten the map.");
    }

    @Test
    void names_with_capitals_inside_are_no_glued_bylines() {
        assertThat(PlainTextScrape.read("By YouTube standards the drill was short.").text())
                .isEqualTo("By YouTube standards the drill was short.");
        assertThat(PlainTextScrape.read("By Monday the bridge was dry.").text())
                .isEqualTo("By Monday the bridge was dry.");
        assertThat(PlainTextScrape.read("By Ann McDonaldThe bridge was dry.").author()).isEqualTo("Ann McDonald");
    }

    @Test
    void the_starting_documents_come_out_clean() throws IOException {
        var folder = Path.of(Objects.requireNonNullElse(System.getProperty("newswatch.shared"), "absent"), "data",
                "start");
        assumeTrue(Files.isDirectory(folder), "no shared data beside the checkout");
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var scrape = PlainTextScrape.read(Files.readString(file));
                assertThat(scrape.publishedAt()).as("%s", file)
                        .asString().startsWith(file.getFileName().toString().substring(0, 10));
                assertThat(scrape.text()).doesNotContain(">>", "</", "Most Read", "Link [", "UTC+", "2024-09");
            }
        }
    }

    @Test
    void any_text_gives_an_answer() {
        var random = new Random(7);
        var pieces = new String[]{"By ", "Link [", "2026-05-11 08:12:30", "]", "\n", ">>", "</p>", "&amp;", "Most Read",
                "word", ". ", "Name", "By", "\u0000", "\ud800", "ı", "…", "\r\n", "<", "12 May 2026"};
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(PlainTextScrape.read(text.toString()).text()).doesNotContain("\n\n");
        }
    }

    @Test
    void a_long_wrapped_text_and_comments_without_end_take_no_time() {
        var line = "the mule that tested the bridge was given a carrot and went on, unhurried,\n";
        var wrapped = PlainTextScrape.read("It was Monday when\n" + line.repeat(50_000));
        assertThat(wrapped.text().lines()).hasSizeLessThan(3);
        assertThat(PlainTextScrape.read("<!-- ".repeat(100_000)).text()).isNotNull();
    }
}
