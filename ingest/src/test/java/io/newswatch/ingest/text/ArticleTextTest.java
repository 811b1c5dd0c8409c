package io.newswatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ArticleTextTest {

    private static final String PAGE = """
            <html lang="tr-TR"><head><title>Bridge built - River Post</title>
            <link rel="canonical" href="https://riverpost.example/bridge">
            <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Bridge built",
            "datePublished":"2026-05-11T08:00:00+03:00","author":[{"name":"Lale Deniz"},{"name":"Ann Oar"}]}]}</script>
            </head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
            <div class="story-body"><h1>Bridge built</h1>
            <p>Engineers of two lands built a floating bridge on Monday, in less time than it takes to boil rice.</p>
            <figure><img src="x.jpg"><figcaption>The bridge, seen from the mule.</figcaption></figure>
            <p>The colonel in charge said that <a href="/c">the current</a> had been kinder than the forecast.</p>
            <div class="related-links"><a href="/1">Ten ways to fold a map</a> <a href="/2">Fog until Thursday</a></div>
            <p>A second bridge is planned for autumn, when the river is low and the engineers have dried their boots.</p>
            </div><footer>All rights reserved, none taken.</footer></body></html>
            """;

    @Test
    void the_article_comes_out_with_its_paragraphs_and_nothing_else() {
        var article = ArticleText.read(PAGE, "https://riverpost.example/bridge?x=1");
        assertThat(article.text().lines()).hasSize(3).first().asString().startsWith("Engineers of two lands");
        assertThat(article.text()).contains("the current had been").doesNotContain("mule", "Fog", "rights", "World");
    }

    @Test
    void it_tells_what_the_page_says_of_itself() {
        var article = ArticleText.read(PAGE, "");
        assertThat(article.title()).isEqualTo("Bridge built");
        assertThat(article.publishedAt()).hasToString("2026-05-11T05:00:00Z");
        assertThat(article.author()).isEqualTo("Lale Deniz, Ann Oar");
        assertThat(article.language()).isEqualTo("tr-TR");
        assertThat(article.url()).isEqualTo("https://riverpost.example/bridge");
    }

    @Test
    void any_page_gives_an_answer() {
        var random = new Random(3);
        for (int i = 0; i < 300; i++) {
            var page = new StringBuilder(PAGE);
            for (int j = random.nextInt(20); j > 0; j--) {
                int at = random.nextInt(page.length());
                page.replace(at, Math.min(page.length(), at + random.nextInt(30)), "<div>");
            }
            assertThat(ArticleText.read(page.toString(), "")).isNotNull();
        }
        assertThat(ArticleText.read("<div>".repeat(100_000), "").text()).isEmpty();
    }
}
