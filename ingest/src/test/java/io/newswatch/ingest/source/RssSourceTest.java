package io.newswatch.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.ingest.fetch.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract of polled sources ([FeedSourceContract], where most tests stand), and what only RSS does.
class RssSourceTest extends FeedSourceContract {

    private static final String LONG = "The mule crossed the bridge, looked back, and crossed it again. ".repeat(60);

    @Override
    FeedSource source() {
        return new RssSource();
    }

    @Override
    String good() {
        return """
                <rss version="2.0"><channel><title>Feed</title>
                <item><title>One bridge</title><link>https://feed.example/1</link><description>Built.</description></item>
                <item><title>Two mules</title><guid isPermaLink="false">g2</guid><description>Crossed.</description></item>
                </channel></rss>
                """;
    }

    private List<Item> items(String body, Map<String, String> options) {
        var config = new SourceConfig(
                new FeedDefinition("feed.example/f", "rss", "https://feed.example/f", "Feed", null,
                        true, options));
        var response = new Response(URI.create("https://feed.example/f"), body.getBytes(StandardCharsets.UTF_8), null,
                null, null);
        return ((Batch.Items) source().read(response, config, Cursor.START)).items();
    }

    @Test
    void items_come_oldest_first() {
        assertThat(items(good(), Map.of())).extracting(item -> item.draft().title())
                .containsExactly("Two mules", "One bridge");
    }

    @Test
    void the_page_is_wanted_where_the_feed_only_sums_up_unless_the_feed_is_told_otherwise() {
        var feed = """
                <rss version="2.0"><channel><title>Feed</title>
                <item><title>Whole</title><link>https://feed.example/1</link><description>%s</description></item>
                <item><title>Part</title><link>https://feed.example/2</link><description>A mule.</description></item>
                </channel></rss>""".formatted(LONG);
        assertThat(items(feed, Map.of())).extracting(Item::wantsPage).containsExactly(true, false);
        assertThat(items(feed, Map.of("pages", "always"))).allMatch(Item::wantsPage);
        assertThat(items(feed, Map.of("pages", "never"))).noneMatch(Item::wantsPage);
        assertThat(items(feed, Map.of())).extracting(item -> item.draft().extent())
                .containsExactly(Extent.SUMMARY, Extent.FULL);
    }

    @Test
    void a_link_that_several_items_share_is_the_address_of_none() {
        var feed = """
                <rss version="2.0"><channel><title>Feed</title>
                <item><guid>g1</guid><title>One</title><link>https://feed.example/?utm_source=a</link></item>
                <item><guid>g2</guid><title>Two</title><link>https://feed.example/</link></item>
                <item><guid>g3</guid><title>Three</title><link>https://feed.example/3</link></item>
                <item><guid>g3</guid><title>Three once more</title><link>https://feed.example/3</link></item>
                </channel></rss>""";
        var items = items(feed, Map.of());
        assertThat(items).extracting(item -> item.draft().url()).containsExactly("https://feed.example/3",
                "https://feed.example/3", null, null);
        assertThat(items.stream().map(item -> item.draft().articleId("feed.example/f")).distinct()).hasSize(3);
    }
}
