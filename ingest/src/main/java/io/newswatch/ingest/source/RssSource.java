package io.newswatch.ingest.source;

import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.ingest.feed.Feed;
import io.newswatch.ingest.feed.FeedItem;
import io.newswatch.ingest.feed.FeedParser;
import io.newswatch.ingest.feed.FeedReading;
import io.newswatch.ingest.fetch.Request;
import io.newswatch.ingest.fetch.Response;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.CanonicalUrl;
import io.newswatch.ingest.text.ArticleText;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// RSS, Atom and JSON Feed over HTTP. Option `pages`: `auto` (the default) fetches the linked page where the feed itself
/// gives less than 1,200 characters, `always`, `never`. A link that several items share is none. Stateless.
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
        var shared = sharedLinks(feed);
        for (var item : feed.items().reversed()) {
            var content = text(item.content());
            var summary = text(item.summary());
            var text = content.length() >= summary.length() ? content : summary;
            boolean whole = text.length() >= WHOLE;
            var link = shared.contains(canonical(item)) ? null : item.link();
            boolean wantsPage = link != null && switch (config.option("pages", "auto")) {
                case "always" -> true;
                case "never" -> false;
                default -> !whole;
            };
            if (text.isEmpty() && item.title() != null && !wantsPage) {
                text = item.title();
            }
            if (!text.isEmpty() || wantsPage) {
                items.add(new Item(draft(feed, item, link, text, whole, config), wantsPage));
            }
        }
        return items;
    }

    /// The links of several items, such as the site's front page under each: they are the address of none of them. Taken for
    /// one, all items would be revisions of one article, anew at every poll.
    private static Set<String> sharedLinks(Feed feed) {
        var names = new HashMap<String, Set<String>>();
        for (var item : feed.items()) {
            if (item.link() != null) {
                names.computeIfAbsent(canonical(item), _ -> new HashSet<>()).add(String.valueOf(guid(item)));
            }
        }
        names.values().removeIf(items -> items.size() == 1);
        return names.keySet();
    }

    private static String canonical(FeedItem item) {
        return CanonicalUrl.of(item.link()).map(CanonicalUrl::text).orElseGet(() -> String.valueOf(item.link()));
    }

    private static @Nullable String guid(FeedItem item) {
        return item.id() != null ? item.id() : item.title();
    }

    private static ArticleDraft draft(Feed feed, FeedItem item, @Nullable String link, String text, boolean whole,
            SourceConfig config) {
        var declared = config.feed().language() != null ? config.feed().language() : feed.language();
        var published = item.published() != null ? item.published() : item.updated();
        return new ArticleDraft(guid(item), config.location(), config.feed().name(), link, item.title(), text,
                whole ? Extent.FULL : Extent.SUMMARY, item.author(), declared, published, null);
    }

    private static String text(@Nullable String html) {
        return html == null ? "" : ArticleText.ofFragment(html);
    }
}
