package io.newswatch.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.enrich.OfflineEnrichment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichedPageTest {

    private static final String FUND = "The harbour fund of Port Alder holds 100 billion crowns and pays for the new sea wall.";
    private static final String TUGS = "The mayor thanked the tug crews who brought the granite blocks to the harbour.";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private int arrivals;

    private RawArticle article(String id, @Nullable String title, @Nullable String url, String text) {
        return new RawArticle(id, null, "Harbour Post", url, title, text, Extent.FULL, false, null, "en", null,
                Instant.parse("2026-03-02T08:00:00Z").plusSeconds(arrivals++), RawArticle.contentHash(title, text),
                false);
    }

    private Document page(RawArticle... articles) throws IOException {
        var file = folder.resolve("page.html");
        var enrichment = OfflineEnrichment.remembering();
        try (var page = new EnrichedPage(file)) {
            for (var article : articles) {
                page.add(enrichment.enrich(article).orElseThrow());
            }
            page.finish();
        }
        return Jsoup.parse(file, "UTF-8");
    }

    @Test
    void known_sentences_are_labelled_and_lead_to_where_they_first_stood() throws IOException {
        var page = page(article("a", "Fund", null, TUGS + " " + FUND),
                article("b", "Storm", null, "A storm closed the harbour for two days this week.\n" + FUND));
        var known = page.select("article").get(1).select(".known");
        assertThat(known.text()).isEqualTo("Said before on 2 March 2026, in “Fund” (Harbour Post) " + FUND);
        assertThat(page.select(known.select("a").attr("href")).text()).isEqualTo(FUND);
        assertThat(page.select("article").get(0).select(".known, .changed")).isEmpty();
    }

    @Test
    void a_changed_fact_shows_what_it_was() throws IOException {
        var page = page(article("a", "Fund", null, FUND), article("b", "Less", null, FUND.replace("100", "60")));
        var changed = page.select(".changed");
        assertThat(changed.select("del").text()).startsWith("was 100");
        assertThat(changed.select("ins").text()).startsWith("now 60");
        assertThat(changed.select(".label").text()).startsWith("Changed: 100").contains("→ 60")
                .contains("; the rest said before");
    }

    @Test
    void repeats_within_the_article_and_headlines_are_flagged() throws IOException {
        var page = page(article("a", TUGS, null, TUGS + "\n" + FUND + "\n" + FUND));
        assertThat(page.select(".known .label").eachText()).containsExactly("The headline again",
                "Said earlier in this article");
    }

    @Test
    void an_earlier_version_is_told_as_one() throws IOException {
        var page = page(article("a", "Fund", null, FUND), article("a", "Fund", null, FUND + " " + TUGS));
        assertThat(page.select(".known .label").text()).endsWith("in an earlier version of this article");
        assertThat(page.select(".meta").text()).contains("version 2");
    }

    @Test
    void the_index_leads_to_every_article_with_its_counts() throws IOException {
        var page = page(article("a", "Fund", null, FUND), article("b", null, null, FUND));
        assertThat(page.select(".index a").eachText()).containsExactly("Fund", "Article 2");
        assertThat(page.select(".index .share").eachText()).containsExactly("100 % new (1 new)", "0 % new (1 known)");
        assertThat(page.select("header.top p").getFirst().text())
                .isEqualTo("2 articles, 2 sentences: 1 new, 0 with a changed fact, 1 known.");
        assertThat(page.select("article.stale")).hasSize(1);
        assertThat(page.select("a[href^=#]").eachAttr("href")).isNotEmpty()
                .allSatisfy(href -> assertThat(page.getElementById(href.substring(1))).as(href).isNotNull());
    }

    @Test
    void events_name_states_and_lead_to_their_sentence() throws IOException {
        var page = page(article("a", null, null,
                "Norway and Iceland opened a joint naval exercise off Bergen on Monday."));
        assertThat(page.select(".event").text()).startsWith("Event: joint exercise, ongoing: Norway, Iceland");
        assertThat(page.select(".actors").text()).isEqualTo("Named: Norway, Iceland");
        assertThat(page.select(".event a").attr("href")).isEqualTo("#s1-0");
    }

    @Test
    void words_of_articles_are_words_on_the_page_and_nothing_else() throws IOException {
        var hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> \"quoted\" & 'so' \u202etxet\u2066\u0000";
        var page = page(article("\"><script>", hostile, "javascript:alert(1)", hostile + " " + FUND),
                article("b", hostile, "https://post.example/?a=\"><script>", FUND),
                article("c", "</title></style><base href=//evil.example>", "data:text/html,x", FUND));
        assertThat(page.select("script, img, iframe, object, base, link, form, [onerror], [style], [src]")).isEmpty();
        assertThat(page.select("a").eachAttr("href")).allSatisfy(href -> assertThat(href).startsWith("#"));
        assertThat(page.select("article h2").get(0).text()).startsWith("1 <script>alert(1)</script><img src=x");
        assertThat(page.outerHtml()).doesNotContain("\u202e", "\u2066", "\u0000");
        assertThat(page.select("article")).hasSize(3);
    }

    @Test
    void only_addresses_of_the_web_are_links_also_where_the_first_article_is_elsewhere() throws IOException {
        assertThat(Html.linked("https://post.example/a?b=1&c", "x"))
                .isEqualTo("<a href=\"https://post.example/a?b=1&amp;c\" rel=\"noopener noreferrer\">x</a>");
        assertThat(Stream.of("javascript:alert(1)", "JavaScript://post.example/%0aalert(1)", "data:text/html,x",
                "file:///etc/passwd", "//post.example/", "http:", "https://post.example/ x", ""))
                .allSatisfy(url -> assertThat(Html.linked(url, "x")).isEqualTo("x"));
        var enrichment = OfflineEnrichment.remembering();
        enrichment.enrich(article("elsewhere", "Fund", "https://post.example/fund", FUND));
        var file = folder.resolve("later.html");
        try (var page = new EnrichedPage(file)) {
            page.add(enrichment.enrich(article("b", "Again", null, FUND)).orElseThrow());
            page.finish();
        }
        var link = Jsoup.parse(file, "UTF-8").select(".known a");
        assertThat(link.attr("href")).isEqualTo("https://post.example/fund");
        assertThat(link.text()).isEqualTo("post.example/fund");
    }

    @Test
    void the_policy_of_the_page_allows_its_style_and_nothing_else() throws Exception {
        var page = page(article("a", "Fund", null, FUND));
        var style = page.select("style").getFirst().data();
        var hash = Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content")).isEqualTo(
                "default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'");
        assertThat(style).doesNotContain("url(", "@import", "<");
        assertThat(page.select("label[for=only-new]").text()).isEqualTo("Only what is new");
    }

    @Test
    void words_stand_out_from_their_paper_as_much_as_everybody_needs() throws IOException {
        var style = page(article("a", "Fund", null, FUND)).select("style").getFirst().data();
        var schemes = Pattern.compile(":root \\{(.*?)}", Pattern.DOTALL).matcher(style).results()
                .map(scheme -> Pattern.compile("--([a-z-]+): (#[0-9a-f]+)").matcher(scheme.group(1)).results()
                        .collect(Collectors.toMap(colour -> colour.group(1), colour -> colour.group(2))))
                .toList();
        assertThat(schemes).as("light, dark, print").hasSize(3).allSatisfy(colours -> {
            for (var words : List.of("ink", "soft", "link", "del")) {
                for (var paper : List.of("paper", "known-paper", "changed-paper")) {
                    assertThat(contrast(colours, words, paper)).as(words + " on " + paper)
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
            for (var bar : List.of("new", "changed", "known")) {
                assertThat(contrast(colours, bar, "paper")).as(bar).isGreaterThanOrEqualTo(3);
            }
        });
    }

    /// As the Web Content Accessibility Guidelines reckon it.
    private static double contrast(Map<String, String> colours, String one, String other) {
        double a = luminance(Objects.requireNonNull(colours.get(one)));
        double b = luminance(Objects.requireNonNull(colours.get(other)));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            var digits = colour.length() == 4
                    ? colour.substring(1 + i, 2 + i).repeat(2)
                    : colour.substring(1 + 2 * i, 3 + 2 * i);
            double part = Integer.parseInt(digits, 16) / 255.0;
            sum += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void the_page_comes_whole_or_not_at_all() throws IOException {
        var file = Files.writeString(folder.resolve("page.html"), "old");
        try (var page = new EnrichedPage(file)) {
            page.add(OfflineEnrichment.remembering().enrich(article("a", "Fund", null, FUND)).orElseThrow());
        }
        assertThat(file).hasContent("old");
        page(article("a", "Fund", null, FUND));
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).isEqualTo(List.of(file));
        }
    }
}
