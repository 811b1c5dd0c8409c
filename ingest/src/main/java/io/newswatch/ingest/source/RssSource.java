package io.newswatch.ingest.source;

import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.ingest.feed.Feed;
import io.newswatch.ingest.feed.FeedItem;
import io.newswatch.ingest.feed.FeedParser;
import io.newswatch.ingest.feed.FeedReading;
import io.newswatch.ingest.fetch.Request;
import io.newswatch.ingest.fetch.Response;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.text.ArticleText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// RSS, Atom and JSON Feed over HTTP. Option `pages`: `auto` (the default) fetches the linked page where the feed itself
/// gives less than 1,200 characters, `always`, `never`. Stateless.
public final class RssSource implements FeedSource {

    private static final int WHOLE = 1_200;

    @Override
    public String name() {
        return "rss";
    }

    @Override
    public Plan plan(SourceConfig config, Cursor cursor) {
        return new Plan(Request.feed(URI.create(config.location()))
                .heedRobots(!config.option("robots", "heed").equals("ignore")));
    }

    @Override
    public Batch read(Response response, SourceConfig config, Cursor cursor) {
        return switch (FeedParser.parse(response.body(), response.contentType(), response.uri().toString())) {
            case FeedReading.Unreadable(var fault, var reason) -> new Batch.Unreadable(fault.word(), reason);
            case FeedReading.Read(var feed) -> new Batch.Items(items(feed, config), Map.of(), feed.timeToLive(),
                    feed.repairs(), feed.complete(), List.of());
        };
    }

    private static List<Item> items(Feed feed, SourceConfig config) {
        var items = new ArrayList<Item>();
        for (var item : feed.items().reversed()) {
            var content = text(item.content());
            var summary = text(item.summary());
            var text = content.length() >= summary.length() ? content : summary;
            boolean whole = text.length() >= WHOLE;
            boolean wantsPage = item.link() != null && switch (config.option("pages", "auto")) {
                case "always" -> true;
                case "never" -> false;
                default -> !whole;
            };
            if (text.isEmpty() && item.title() != null && !wantsPage) {
                text = item.title();
            }
            if (!text.isEmpty() || wantsPage) {
                items.add(new Item(draft(feed, item, text, whole, config), wantsPage));
            }
        }
        return items;
    }

    private static ArticleDraft draft(Feed feed, FeedItem item, String text, boolean whole, SourceConfig config) {
        var declared = config.feed().language() != null ? config.feed().language() : feed.language();
        var published = item.published() != null ? item.published() : item.updated();
        var guid = item.id() != null ? item.id() : item.title();
        return new ArticleDraft(guid, config.location(), config.feed().name(), item.link(), item.title(), text,
                whole ? Extent.FULL : Extent.SUMMARY, item.author(), declared, published, null);
    }

    private static String text(@Nullable String html) {
        return html == null ? "" : ArticleText.ofFragment(html);
    }
}
