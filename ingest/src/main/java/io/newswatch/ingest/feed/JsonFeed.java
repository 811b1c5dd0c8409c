package io.newswatch.ingest.feed;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.PublicationDate;
import io.newswatch.ingest.feed.FeedReading.Fault;
import io.newswatch.ingest.feed.FeedReading.Read;
import io.newswatch.ingest.feed.FeedReading.Unreadable;
import io.newswatch.ingest.text.DateReader;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads JSON Feed 1.0 and 1.1. Stateless.
final class JsonFeed {

    private JsonFeed() {}

    static FeedReading parse(String text, String address) {
        try {
            var root = JsonSerde.MAPPER.readTree(text);
            if (!root.path("version").asString("").contains("jsonfeed.org") && !root.path("items").isArray()) {
                return new Unreadable(Fault.NOT_A_FEED, "expected a feed, got JSON without \"version\" and \"items\"");
            }
            var items = new ArrayList<FeedItem>();
            for (var item : root.path("items")) {
                items.add(item(item, address));
            }
            return new Read(new Feed(string(root, "title"), string(root, "home_page_url"), string(root, "feed_url"),
                    string(root, "language"), null, null, null, items, List.of(), true));
        } catch (JacksonException e) {
            return new Unreadable(Fault.NOT_A_FEED, "not well-formed JSON: " + e.getOriginalMessage());
        }
    }

    private static FeedItem item(JsonNode item, String address) {
        var html = string(item, "content_html");
        var plain = string(item, "content_text");
        var content = html != null
                ? Jsoup.clean(html, address, Safelist.relaxed())
                : plain == null ? null : Entities.escape(plain);
        var summary = string(item, "summary");
        var author = item.has("authors") ? item.path("authors").path(0) : item.path("author");
        var title = string(item, "title");
        return new FeedItem(string(item, "id"), title == null ? null : Jsoup.parse(title).text(), string(item, "url"),
                date(item, "date_published"), date(item, "date_modified"),
                summary == null ? null : Entities.escape(summary), content, string(author, "name"));
    }

    private static @Nullable PublicationDate date(JsonNode item, String name) {
        return DateReader.read(string(item, name)).orElse(null);
    }

    private static @Nullable String string(JsonNode node, String name) {
        var value = node.path(name);
        var text = value.isString() || value.isNumber() ? value.asString() : "";
        return text.isBlank() ? null : text.strip();
    }
}
