package io.newswatch.ingest.feed;

import io.newswatch.contract.PublicationDate;
import io.newswatch.ingest.text.DateReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/// Puts a feed together from its elements, whatever dialect they are of and whoever reads them. Used by one thread, once.
final class FeedBuilder {

    private static final int MOST_ITEMS = 5_000;
    private static final int DEEPEST = 256;

    /// Namespaces to the prefixes used below; the feeds' own have none. Matched without case and closing `/` or `#`.
    private static final Map<String, String> PREFIXES = Map.ofEntries(Map.entry("http://www.w3.org/2005/atom", ""),
            Map.entry("http://purl.org/atom/ns", ""), Map.entry("http://purl.org/rss/1.0", ""),
            Map.entry("http://my.netscape.com/rdf/simple/0.9", ""),
            Map.entry("http://channel.netscape.com/rdf/simple/0.9", ""),
            Map.entry("http://my.netscape.com/publish/formats/rss-0.91.dtd", ""),
            Map.entry("http://backend.userland.com/rss2", ""), Map.entry("http://backend.userland.com/rss", ""),
            Map.entry("http://blogs.law.harvard.edu/tech/rss", ""), Map.entry("http://purl.org/net/rss1.1", ""),
            Map.entry("http://example.com/newformat", ""), Map.entry("http://purl.org/dc/elements/1.1", "dc"),
            Map.entry("http://purl.org/dc/elements/1.0", "dc"), Map.entry("http://purl.org/dc/terms", "dcterms"),
            Map.entry("http://purl.org/rss/1.0/modules/content", "content"),
            Map.entry("http://search.yahoo.com/mrss", "media"), Map.entry("http://www.w3.org/1999/xhtml", "xhtml"),
            Map.entry("http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
            Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
            Map.entry("http://purl.org/rss/1.0/modules/syndication", "sy"),
            Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"));

    private static final Set<String> FEEDS = Set.of("rss", "feed", "channel", "rdf:rdf");
    private static final Set<String> ITEMS = Set.of("item", "entry");
    /// Elements that have titles, links and ids of their own.
    private static final Set<String> OTHERS = Set.of("image", "textinput", "source", "contributor", "cloud",
            "skiphours",
            "skipdays", "media:credit", "schedule", "logo", "rdf:seq", "items", "category");
    private static final Set<String> TEXTS = Set.of("title", "description", "summary", "content", "content:encoded",
            "subtitle", "tagline", "abstract", "body", "xhtml:body", "xhtml:div", "fullitem", "media:title",
            "media:description", "dc:title", "dc:description", "itunes:summary");
    private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z/!]|&(?:#|[a-zA-Z])");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n\\f]+");
    private static final Pattern URL = Pattern.compile("(?i)https?://\\S+");
    private static final Pattern SCRIPT = Pattern.compile("(?i)^\\s*(?:javascript|vbscript|data):.*");
    private static final Safelist SAFE = Safelist.relaxed();

    private final Map<String, String> prefixes = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final Deque<String> bases = new ArrayDeque<>();
    private final Part feed = new Part();
    private final List<FeedItem> items = new ArrayList<>();
    private @Nullable Part item;
    private @Nullable String root;
    private boolean recognised;
    private boolean inAuthor;
    private int skipping;

    private @Nullable String field;
    private Map<String, String> fieldAttributes = Map.of();
    private int fieldDepth;
    private boolean inline;
    private final StringBuilder words = new StringBuilder();

    /// The fields that a feed and its items share, as they come.
    private static final class Part {
        private final Map<String, String> values = new HashMap<>();
        private int linkRank;
        private @Nullable String guidLink;
    }

    FeedBuilder(String address) {
        bases.push(address);
    }

    void start(String qualified, Map<String, String> attributes) {
        declare(attributes);
        var name = name(qualified);
        root = root == null ? name : root;
        path.push(name);
        bases.push(base(attributes.get("xml:base")));
        if (path.size() > DEEPEST || skipping > 0) {
            skipping++;
            return;
        }
        if (field != null) {
            open(name, attributes);
            return;
        }
        if (FEEDS.contains(name)) {
            recognised = true;
            headline(feed, name, attributes);
        } else if (ITEMS.contains(name)) {
            if (item != null) {
                finish(item);
            }
            recognised = true;
            item = new Part();
            headline(item, name, attributes);
        } else if (OTHERS.contains(name)) {
            skipping = 1;
        } else if (name.equals("author")) {
            inAuthor = true;
            begin(name, attributes);
        } else if (name.equals("link") && attributes.containsKey("href")) {
            link(attributes);
        } else {
            begin(name, attributes);
        }
    }

    void text(String text) {
        if (field != null && skipping == 0) {
            words.append(inline ? Entities.escape(text) : text);
        }
    }

    void end(String qualified) {
        var name = name(qualified);
        int depth = path.size();
        if (path.isEmpty()) {
            return;
        }
        path.pop();
        bases.pop();
        if (skipping > 0) {
            skipping--;
            return;
        }
        if (field != null) {
            if (depth == fieldDepth) {
                set(field, words.toString());
                field = null;
            } else if (inline) {
                words.append("</").append(local(name)).append('>');
            }
            return;
        }
        if (name.equals("author")) {
            inAuthor = false;
        }
        if (ITEMS.contains(name) && item != null) {
            finish(item);
            item = null;
        }
    }

    boolean isFeed() {
        return recognised;
    }

    boolean isEmpty() {
        return items.isEmpty() && item == null && feed.values.isEmpty();
    }

    String root() {
        return root == null ? "nothing" : root;
    }

    Feed feed(List<String> repairs, boolean complete) {
        if (item != null) {
            finish(item);
            item = null;
        }
        return new Feed(plain(feed, "title", "dc:title"), link(feed), feed.values.get("id"),
                feed.values.get("language"), date(feed, "published"), date(feed, "updated"), timeToLive(), items,
                repairs, complete);
    }

    private void declare(Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            if (name.startsWith("xmlns:")) {
                var known = PREFIXES.get(namespace(value));
                if (known != null) {
                    prefixes.put(name.substring(6), known);
                }
            }
        });
    }

    private static String namespace(String uri) {
        var lower = uri.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") || lower.endsWith("#") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private String name(String qualified) {
        var lower = qualified.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        if (colon < 0) {
            return lower;
        }
        var prefix = lower.substring(0, colon);
        var known = prefixes.getOrDefault(prefix, prefix.equals("atom") || prefix.equals("rss") ? "" : prefix);
        return known.isEmpty() ? lower.substring(colon + 1) : known + lower.substring(colon);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private String base(@Nullable String declared) {
        var outer = bases.isEmpty() ? "" : bases.peek();
        return declared == null || declared.isBlank() ? outer : resolve(outer, declared);
    }

    private void begin(String name, Map<String, String> attributes) {
        if (name.equals("media:group") || name.equals("media:content") || name.equals("author") || path.size() == 1) {
            return;
        }
        field = name;
        fieldAttributes = attributes;
        fieldDepth = path.size();
        inline = false;
        words.setLength(0);
    }

    /// An element inside a field: markup of its text, or a container we took for a field.
    private void open(String name, Map<String, String> attributes) {
        var within = field == null ? "" : field;
        boolean markup = TEXTS.contains(within);
        if (!markup) {
            field = null;
            path.pop();
            bases.pop();
            start(name, attributes);
            return;
        }
        if (!inline) {
            inline = true;
            var before = words.toString();
            words.setLength(0);
            words.append(Entities.escape(before));
        }
        words.append('<').append(local(name));
        attributes.forEach((key, value) -> {
            if (!key.startsWith("xmlns")) {
                words.append(' ').append(key).append("=\"").append(Entities.escape(value)).append('"');
            }
        });
        words.append('>');
    }

    private void headline(Part part, String name, Map<String, String> attributes) {
        var about = attributes.get("rdf:about");
        if (about != null && ITEMS.contains(name)) {
            part.values.put("id", about.strip());
        }
        var href = attributes.get("href");
        if (href != null) {
            setLink(part, href, 2);
        }
        var changed = attributes.get("lastmod");
        if (changed != null) {
            part.values.put("updated", changed);
        }
        var language = attributes.get("xml:lang");
        if (language != null && !ITEMS.contains(name)) {
            part.values.putIfAbsent("language", language.strip());
        }
    }

    private Part part() {
        return item == null ? feed : item;
    }

    private void link(Map<String, String> attributes) {
        var rel = attributes.getOrDefault("rel", "alternate").strip().toLowerCase(Locale.ROOT);
        var type = attributes.getOrDefault("type", "text/html").strip().toLowerCase(Locale.ROOT);
        if (inAuthor || !(rel.equals("alternate") || rel.isEmpty()
                || rel.equals("http://www.iana.org/assignments/relation/alternate"))) {
            return;
        }
        boolean page = type.contains("html") || type.isEmpty();
        setLink(part(), attributes.getOrDefault("href", ""), page ? 2 : 1);
    }

    private void setLink(Part part, String href, int rank) {
        var absolute = resolve(bases.isEmpty() ? "" : bases.peek(), href);
        if (!absolute.isBlank() && rank > part.linkRank && !SCRIPT.matcher(absolute).matches()) {
            part.values.put("link", absolute);
            part.linkRank = rank;
        }
    }

    private void set(String name, String raw) {
        var value = raw.strip();
        if (value.isEmpty()) {
            return;
        }
        var values = part().values;
        switch (name) {
            case "title", "description", "summary", "content", "content:encoded", "media:title", "media:description",
                    "dc:title", "dc:description", "subtitle", "tagline", "abstract", "body", "xhtml:body", "xhtml:div",
                    "fullitem", "itunes:summary" ->
                values.putIfAbsent(name, html(value));
            case "link" -> setLink(part(), value, 3);
            case "feedburner:origlink" -> setLink(part(), value, 4);
            case "guid" -> guid(value);
            case "id", "dc:identifier" -> {
                if (!inAuthor) {
                    values.put("id", value);
                }
            }
            case "pubdate", "published", "issued", "dcterms:issued", "dcterms:created", "created" -> latest(values,
                    "published", name, value);
            case "updated", "modified", "dc:date", "dcterms:modified", "lastbuilddate", "date" -> latest(values,
                    "updated", name, value);
            case "language", "dc:language" -> values.put("language", value);
            case "name" -> {
                if (inAuthor) {
                    values.putIfAbsent("author", value);
                }
            }
            case "author", "dc:creator", "managingeditor", "itunes:author" -> values.putIfAbsent("author", value);
            case "ttl" -> values.put("ttl", value);
            case "sy:updateperiod", "sy:updatefrequency" -> values.put(name, value);
            default -> {
                // Not ours to know.
            }
        }
    }

    /// A later date of one kind replaces an earlier one when it can be read; `created` gives way to everything.
    private static void latest(Map<String, String> values, String kind, String name, String value) {
        boolean weak = name.equals("created") || name.equals("dcterms:created");
        if (DateReader.read(value).isPresent() && !(weak && values.containsKey(kind))) {
            values.put(kind, value);
        }
    }

    private void guid(String value) {
        part().values.put("id", value);
        boolean permanent = !fieldAttributes.getOrDefault("ispermalink", "true").strip().equalsIgnoreCase("false");
        if (permanent && URL.matcher(value).matches()) {
            part().guidLink = value;
        }
    }

    /// What a text element holds, as HTML.
    private String html(String value) {
        if (inline) {
            return value;
        }
        var type = fieldAttributes.getOrDefault("type", "").strip().toLowerCase(Locale.ROOT);
        var mode = fieldAttributes.getOrDefault("mode", "").strip().toLowerCase(Locale.ROOT);
        if (mode.equals("base64") || (type.startsWith("application/octet") && !value.contains("<"))) {
            var decoded = base64(value);
            return decoded.orElse(value);
        }
        if (type.equals("text") || type.equals("text/plain") || type.equals("plain")) {
            return Entities.escape(value);
        }
        return value;
    }

    private static Optional<String> base64(String value) {
        try {
            return Optional.of(new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8).strip());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void finish(Part part) {
        if (items.size() >= MOST_ITEMS) {
            return;
        }
        var content = safe(part, "content:encoded", "content", "xhtml:body", "body", "xhtml:div", "fullitem");
        var summary = safe(part, "summary", "description", "dc:description", "itunes:summary", "media:description",
                "abstract");
        items.add(new FeedItem(part.values.get("id"), plain(part, "title", "dc:title", "media:title"), link(part),
                date(part, "published"), date(part, "updated"), summary, content,
                Optional.ofNullable(part.values.get("author")).map(FeedBuilder::plain).orElse(null)));
    }

    private static @Nullable String link(Part part) {
        var link = part.values.get("link");
        return link == null ? part.guidLink : link;
    }

    private static @Nullable PublicationDate date(Part part, String kind) {
        return DateReader.read(part.values.get(kind)).orElse(null);
    }

    private static @Nullable String plain(Part part, String... names) {
        for (var name : names) {
            var html = part.values.get(name);
            if (html != null) {
                var text = plain(html);
                return text.isEmpty() ? null : text;
            }
        }
        return null;
    }

    private static String plain(String html) {
        var plain = html;
        if (MARKUP.matcher(html).find()) {
            var body = Jsoup.parseBodyFragment(html).body();
            body.select("script, style, iframe, object, embed, applet, noscript").remove();
            plain = body.wholeText();
        }
        return SPACE.matcher(plain).replaceAll(" ").strip();
    }

    private @Nullable String safe(Part part, String... names) {
        for (var name : names) {
            var html = part.values.get(name);
            if (html != null) {
                var clean = MARKUP.matcher(html).find()
                        ? Jsoup.clean(html, bases.isEmpty() ? "" : bases.peekLast(), SAFE)
                        : html;
                if (!clean.isBlank()) {
                    return clean.strip();
                }
            }
        }
        return null;
    }

    private @Nullable Duration timeToLive() {
        var minutes = feed.values.get("ttl");
        if (minutes != null && minutes.matches("\\d{1,6}")) {
            return Duration.ofMinutes(Long.parseLong(minutes));
        }
        var period = feed.values.get("sy:updateperiod");
        if (period == null) {
            return null;
        }
        var length = switch (period.toLowerCase(Locale.ROOT)) {
            case "hourly" -> Duration.ofHours(1);
            case "daily" -> Duration.ofDays(1);
            case "weekly" -> Duration.ofDays(7);
            default -> null;
        };
        var times = feed.values.getOrDefault("sy:updatefrequency", "1");
        return length == null || !times.matches("[1-9]\\d{0,3}") ? length : length.dividedBy(Long.parseLong(times));
    }

    private static String resolve(String base, String href) {
        var stripped = href.strip();
        if (base.isEmpty() || stripped.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
            return stripped;
        }
        try {
            return URI.create(base).resolve(stripped).toString();
        } catch (IllegalArgumentException _) {
            return stripped;
        }
    }
}
