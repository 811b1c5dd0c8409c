package io.newswatch.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.newswatch.ingest.feed.FeedReading.Fault;
import io.newswatch.ingest.feed.FeedReading.Read;
import io.newswatch.ingest.feed.FeedReading.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedParserTest {

    private static final String RSS = """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
              <channel>
                <title>River Post</title><link>https://riverpost.example/</link><ttl>15</ttl>
                <image><title>Logo</title><link>https://riverpost.example/logo</link></image>
                <item>
                  <title>Bridge &amp;amp; mule</title><link>/news/bridge</link><guid isPermaLink="false">b-1</guid>
                  <pubDate>Mon, 11 May 2026 08:12:30 +0400</pubDate><dc:creator>Lale Deniz</dc:creator>
                  <description>Short.</description><content:encoded><![CDATA[<p onclick="x()">Long <script>evil()</script>story.</p>]]></content:encoded>
                </item>
              </channel>
            </rss>
            """;

    private static Feed feed(String document) {
        return ((Read) FeedParser.parse(document, "https://riverpost.example/feed.xml")).feed();
    }

    private static Fault fault(String document) {
        return ((Unreadable) FeedParser.parse(document, "")).fault();
    }

    @Test
    void a_wrong_charset_is_seen_through_and_told() {
        var latin = RSS.replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>")
                .replace("Short.",
                        "Le caf\u00e9 \u00e9tait ferm\u00e9 \u00e0 cause de la gr\u00e8ve des cuisiniers fran\u00e7ais.")
                .getBytes(StandardCharsets.ISO_8859_1);
        var feed = ((Read) FeedParser.parse(latin, "application/rss+xml; charset=utf-8", "")).feed();
        assertThat(feed.items().getFirst().summary()).contains("caf\u00e9 \u00e9tait ferm\u00e9");
        assertThat(feed.repairs()).singleElement().asString().startsWith("declared as UTF-8 but not in it; read as ");
    }

    @Test
    void comments_and_declarations_without_end_take_neither_stack_nor_time() {
        assertThat(feed("<!-- mule -->\n".repeat(50_000) + RSS.strip()).items()).hasSize(1);
        var declared = "<rss><channel>" + "<!doctype [".repeat(200_000);
        assertThat(FeedParser.parse(declared, "")).isNotNull();
    }

    @Test
    void a_declared_subset_is_left_out_and_the_broken_feed_behind_it_is_read() {
        var feed = feed("<!DOCTYPE rss [ <!ENTITY mule SYSTEM \"file:///etc/passwd\"> ]>"
                + "<rss><channel><title>Post</title><item><title>A & B &mule;</title></item></channel></rss>");
        assertThat(feed.items().getFirst().title()).startsWith("A & B").doesNotContain("root:");
        assertThat(feed.repairs()).isNotEmpty();
    }

    @Test
    void reads_rss() {
        var feed = feed(RSS);
        assertThat(feed.title()).isEqualTo("River Post");
        assertThat(feed.link()).isEqualTo("https://riverpost.example/");
        assertThat(feed.timeToLive()).hasMinutes(15);
        assertThat(feed.repairs()).isEmpty();
        var item = feed.items().getFirst();
        assertThat(item.title()).isEqualTo("Bridge & mule");
        assertThat(item.link()).isEqualTo("https://riverpost.example/news/bridge");
        assertThat(item.id()).isEqualTo("b-1");
        assertThat(item.published()).hasToString("2026-05-11T04:12:30Z");
        assertThat(item.author()).isEqualTo("Lale Deniz");
        assertThat(item.content()).contains("story").doesNotContain("script", "onclick", "evil");
    }

    @Test
    void reads_atom_whatever_its_prefix() {
        var feed = feed(
                """
                        <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title type="html">A &lt;b&gt;bold&lt;/b&gt; feed</a:title>
                        <a:entry><a:id>tag:1</a:id><a:title>One</a:title><a:link rel="self" href="https://x.example/self"/>
                        <a:link href="https://x.example/1"/><a:author><a:name>Ann</a:name></a:author>
                        <a:updated>2026-05-11T08:00:00Z</a:updated>
                        <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words &amp; more</p></div></a:content>
                        </a:entry></a:feed>
                        """);
        var item = feed.items().getFirst();
        assertThat(feed.title()).isEqualTo("A bold feed");
        assertThat(item.id()).isEqualTo("tag:1");
        assertThat(item.link()).isEqualTo("https://x.example/1");
        assertThat(item.author()).isEqualTo("Ann");
        assertThat(item.content()).contains("Words &amp; more");
    }

    @Test
    void a_broken_feed_is_mended_and_says_so() {
        var feed = feed("<rss><channel><title>A & B</title><item><title>One<title></item><item><title>Two</title>");
        assertThat(feed.repairs()).isNotEmpty();
        assertThat(feed.complete()).isFalse();
        assertThat(feed.items()).isNotEmpty();
    }

    @Test
    void what_is_no_feed_says_what_it_is() {
        assertThat(fault("  ")).isEqualTo(Fault.EMPTY);
        assertThat(fault("<!DOCTYPE html><html><body>Please log in</body></html>")).isEqualTo(Fault.HTML);
        assertThat(fault("<rss version=\"2.0\"><chann")).isEqualTo(Fault.TRUNCATED);
        assertThat(fault("{\"error\":1}")).isEqualTo(Fault.NOT_A_FEED);
        assertThat(fault("nonsense")).isEqualTo(Fault.NOT_A_FEED);
    }

    @Test
    void no_entity_of_a_document_is_ever_read(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "top-secret-words");
        for (var entity : List.of("<!ENTITY x SYSTEM \"" + secret.toUri() + "\">", "<!ENTITY x \"top-secret-words\">",
                "<!ENTITY % y SYSTEM \"" + secret.toUri() + "\"> %y;")) {
            var reading = FeedParser.parse("<?xml version=\"1.0\"?><!DOCTYPE rss [" + entity
                    + "]><rss><channel><title>T &x;</title><item><title>&x;</title></item></channel></rss>", "");
            assertThat(reading.toString()).doesNotContain("top-secret-words");
        }
    }

    @Test
    void a_billion_laughs_are_not_laughed() {
        var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        bomb.append("]><rss><channel><title>&a39;</title></channel></rss>");
        assertThat(FeedParser.parse(bomb.toString(), "").toString()).hasSizeLessThan(2_000);
    }

    @Test
    void known_payloads_get_nothing() throws IOException {
        var zip = Path.of(Objects.requireNonNullElse(System.getProperty("newswatch.shared"), "absent"), "data",
                "hostile",
                "xxe-payloadbox.zip");
        assumeTrue(Files.exists(zip), "no shared data beside the checkout");
        try (var file = new ZipFile(zip.toFile())) {
            var entry = file.stream().filter(one -> one.getName().contains("payload-list")).findFirst().orElseThrow();
            var payloads = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
            for (var payload : payloads.lines().toList()) {
                assertThat(
                        FeedParser.parse(payload + "<rss><channel><title>&xxe;</title></channel></rss>", "").toString())
                        .doesNotContain("root:");
            }
        }
    }

    @Test
    void deep_nesting_is_survived() {
        var deep = "<rss><channel>" + "<a>".repeat(50_000) + "</channel></rss>";
        assertThat(FeedParser.parse(deep, "")).isNotNull();
    }

    @Test
    void any_bytes_give_an_answer() {
        var random = new Random(5);
        var bytes = RSS.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2_000; i++) {
            var broken = bytes.clone();
            for (int j = random.nextInt(12); j >= 0; j--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            var cut = java.util.Arrays.copyOf(broken, 1 + random.nextInt(broken.length));
            assertThat(FeedParser.parse(cut, null, "https://riverpost.example/")).isNotNull();
        }
    }
}
