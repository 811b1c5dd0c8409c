package io.newswatch.ingest.text;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.PublicationDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a page says of itself: in JSON-LD first, then in its meta elements, then where a reader sees it. Immutable.
record PageFacts(@Nullable String title, @Nullable PublicationDate publishedAt, @Nullable String author,
        @Nullable String language, @Nullable String url, @Nullable String site,
        @Nullable String articleBody) {

    private static final Set<String> ARTICLE_TYPES = Set.of("newsarticle", "article", "reportagenewsarticle",
            "analysisnewsarticle", "opinionnewsarticle", "blogposting", "liveblogposting", "backgroundnewsarticle",
            "reviewnewsarticle", "report", "techarticle", "socialmediaposting");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Zs}]+");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*");
    private static final List<String> META_NAMES = List.of("property", "name", "itemprop", "http-equiv");
    private static final int LARGEST_JSON = 1_000_000;

    static PageFacts of(Document page) {
        var article = linkedData(page);
        var metas = metas(page);
        return new PageFacts(title(page, metas, article), publishedAt(page, metas, article),
                author(page, metas, article), language(page, metas, article), url(page, metas),
                meta(metas, "og:site_name"), articleBody(article));
    }

    private static @Nullable String title(Document page, Map<String, String> metas,
            @Nullable JsonNode article) {
        var declared = firstOf(text(article, "headline"), meta(metas, "og:title"), meta(metas, "twitter:title"),
                meta(metas, "dc.title"));
        var shown = page.select("h1").stream().map(Element::text).filter(h -> h.length() > 8).toList();
        var head = page.title().isBlank() ? null : page.title().strip();
        if (declared == null) {
            return shown.size() == 1 ? shown.getFirst() : firstOf(head, shown.isEmpty() ? null : shown.getFirst());
        }
        // A site often appends its name to what it declares; the headline it shows is then the cleaner one.
        for (var heading : shown) {
            if (declared.startsWith(heading) && declared.length() - heading.length() < 60) {
                return heading;
            }
        }
        return declared;
    }

    private static @Nullable PublicationDate publishedAt(Document page, Map<String, String> metas,
            @Nullable JsonNode article) {
        var candidates = new ArrayList<@Nullable String>();
        candidates.add(text(article, "datePublished"));
        for (var name : List.of("article:published_time", "og:article:published_time", "datepublished", "date",
                "pubdate", "publishdate", "publish-date", "dc.date.issued", "dc.date", "dcterms.created",
                "sailthru.date", "parsely-pub-date", "article.published", "published_time",
                "cxenseparse:recs:publishtime",
                "citation_publication_date")) {
            candidates.add(meta(metas, name));
        }
        for (var element : page.select("[itemprop=datePublished]")) {
            candidates.add(firstOf(attribute(element, "datetime"), attribute(element, "content"), element.text()));
        }
        candidates.add(text(article, "dateCreated"));
        var times = page.select("time[pubdate], article time[datetime], time[datetime]");
        if (!times.isEmpty()) {
            candidates.add(times.getFirst().attr("datetime"));
        }
        for (var candidate : candidates) {
            var date = DateReader.read(candidate);
            if (date.isPresent()) {
                return date.get();
            }
        }
        return null;
    }

    private static @Nullable String author(Document page, Map<String, String> metas,
            @Nullable JsonNode article) {
        var declared = article == null ? null : names(article.get("author"));
        var other = firstOf(declared, meta(metas, "author"), meta(metas, "article:author"), meta(metas, "dc.creator"),
                meta(metas, "parsely-author"), firstText(page, "[itemprop=author] [itemprop=name]"),
                firstText(page, "[rel=author]"), firstText(page, "[itemprop=author]"));
        return other == null || other.startsWith("http") || other.length() > 120 ? null : other;
    }

    private static @Nullable String names(@Nullable JsonNode author) {
        if (author == null) {
            return null;
        }
        if (author.isString()) {
            return clean(author.asString());
        }
        if (author.isObject()) {
            return names(author.get("name"));
        }
        var names = new ArrayList<String>();
        for (var one : author) {
            var name = names(one);
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? null : String.join(", ", names);
    }

    private static @Nullable String language(Document page, Map<String, String> metas,
            @Nullable JsonNode article) {
        var html = page.selectFirst("html[lang]");
        var declared = firstOf(html == null ? null : attribute(html, "lang"), text(article, "inLanguage"),
                meta(metas, "content-language"), meta(metas, "og:locale"), meta(metas, "dc.language"));
        if (declared == null) {
            return null;
        }
        var tag = LANGUAGE.matcher(declared);
        return tag.lookingAt() ? tag.group().replace('_', '-') : null;
    }

    private static @Nullable String url(Document page, Map<String, String> metas) {
        var link = page.selectFirst("link[rel=canonical][href]");
        var address = firstOf(link == null ? null : link.absUrl("href"), meta(metas, "og:url"));
        return address != null && address.startsWith("http") ? address : null;
    }

    private static @Nullable String articleBody(@Nullable JsonNode article) {
        var body = article == null ? null : article.path("articleBody").asString("");
        if (body == null || body.isBlank()) {
            return null;
        }
        var plain = TAG.matcher(body).find() ? Jsoup.parse(body.replace("\n", "<br>")).wholeText() : body;
        var paragraphs = plain.lines().map(line -> SPACE.matcher(line).replaceAll(" ").strip())
                .filter(line -> !line.isEmpty()).toList();
        return String.join("\n", paragraphs);
    }

    private static @Nullable JsonNode linkedData(Document page) {
        JsonNode best = null;
        for (var script : page.select("script[type=application/ld+json]")) {
            var data = script.data().strip();
            if (data.isEmpty() || data.length() > LARGEST_JSON) {
                continue;
            }
            try {
                var found = article(JsonSerde.MAPPER.readTree(data), 0);
                if (found != null && (best == null || (!best.has("articleBody") && found.has("articleBody")))) {
                    best = found;
                }
            } catch (JacksonException _) {
                // A page with broken JSON-LD is read as one without.
            }
        }
        return best;
    }

    private static @Nullable JsonNode article(JsonNode node, int depth) {
        if (depth > 5) {
            return null;
        }
        if (node.isObject()) {
            if (isArticle(node.get("@type"))) {
                return node;
            }
            for (var name : List.of("@graph", "mainEntity", "mainEntityOfPage")) {
                var inner = node.get(name);
                var found = inner == null ? null : article(inner, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        if (node.isArray()) {
            for (var one : node) {
                var found = article(one, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean isArticle(@Nullable JsonNode type) {
        if (type == null) {
            return false;
        }
        if (type.isString()) {
            return ARTICLE_TYPES.contains(type.asString().toLowerCase(Locale.ROOT));
        }
        for (var one : type) {
            if (one.isString() && isArticle(one)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String text(@Nullable JsonNode node, String name) {
        var value = node == null ? null : node.get(name);
        return value == null || !value.isString() ? null : clean(value.asString());
    }

    /// What the page's meta elements say, by each of their names in lower case; of several of one name the first that says
    /// anything. Gathered once, since a page is asked for three dozen names.
    private static Map<String, String> metas(Document page) {
        var metas = new HashMap<String, String>();
        for (var element : page.select("meta[content]")) {
            var content = element.attr("content");
            for (var key : META_NAMES) {
                var name = element.attr(key);
                if (!name.isEmpty() && !content.isBlank()) {
                    metas.putIfAbsent(name.toLowerCase(Locale.ROOT), content);
                }
            }
        }
        return metas;
    }

    private static @Nullable String meta(Map<String, String> metas, String name) {
        var content = metas.get(name);
        return content == null ? null : clean(content);
    }

    private static @Nullable String firstText(Document page, String query) {
        var element = page.selectFirst(query);
        return element == null ? null : clean(element.text());
    }

    private static @Nullable String attribute(Element element, String name) {
        return clean(element.attr(name));
    }

    private static @Nullable String clean(String value) {
        var plain = value.indexOf('&') >= 0 || value.indexOf('<') >= 0 ? Jsoup.parse(value).text() : value;
        var folded = SPACE.matcher(plain).replaceAll(" ").strip();
        return folded.isEmpty() ? null : folded;
    }

    private static @Nullable String firstOf(@Nullable String... values) {
        for (var value : values) {
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }
}
