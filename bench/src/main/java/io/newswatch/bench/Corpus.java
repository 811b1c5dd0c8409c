package io.newswatch.bench;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.standalone.trial.SyntheticNews;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The articles that are measured with: the real news of the measuring data when `newswatch.bench.shared` names its folder, else
/// news that nobody wrote. The same in every run. Stateless.
public final class Corpus {

    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final int ACT_EVERY = 8;
    private static final String ACT = " Norway and Iceland opened a joint naval exercise off Bergen on Monday.";

    private Corpus() {}

    public static String description() {
        return real().isPresent()
                ? "real news of " + real().get()
                : "synthetic news (-Dnewswatch.bench.shared=FOLDER for real)";
    }

    private static Optional<Path> real() {
        return Optional.ofNullable(System.getProperty("newswatch.bench.shared"))
                .map(folder -> Path.of(folder, "data/load/guardian-sample.tsv.gz")).filter(Files::exists);
    }

    /// @return in order of arrival
    public static List<RawArticle> articles(int count) {
        return real().map(file -> real(file, count)).orElseGet(() -> synthetic(count));
    }

    /// One in eight tells of a military act.
    private static List<RawArticle> synthetic(int count) {
        var news = new SyntheticNews(1, "bench");
        return IntStream.range(0, count).mapToObj(i -> {
            var article = news.next(BEGIN.plusMillis(i));
            return article(i, String.valueOf(article.title()), article.text() + (i % ACT_EVERY == 0 ? ACT : ""));
        }).toList();
    }

    /// Lines of id, number and text.
    private static List<RawArticle> real(Path file, int count) {
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)),
                StandardCharsets.UTF_8))) {
            var texts = lines.lines().limit(count).map(line -> line.substring(line.lastIndexOf('\t') + 1)).toList();
            return IntStream.range(0, texts.size()).mapToObj(i -> article(i, title(texts.get(i)), texts.get(i)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String title(String text) {
        return String.join(" ", Stream.of(text.split("\\s+", -1)).limit(7).toList());
    }

    private static RawArticle article(int i, String title, String text) {
        return new RawArticle("bench-" + i, "wire", "wire.example", "https://wire.example/" + i, title, text,
                Extent.FULL,
                false, null, "en", null, BEGIN.plusMillis(i), RawArticle.contentHash(title, text), false);
    }

    /// @return the same, judged against one another
    static List<EnrichedArticle> enriched(int count) {
        var enrichment = OfflineEnrichment.remembering();
        var enriched = new ArrayList<EnrichedArticle>();
        articles(count).forEach(article -> enrichment.enrich(article).ifPresent(enriched::add));
        return enriched;
    }

    /// Pages as sites make them: the article among navigation, teasers and scripts.
    static List<byte[]> pages(int count) {
        return articles(count).stream().map(Corpus::page).toList();
    }

    private static byte[] page(RawArticle article) {
        var page = new StringBuilder("<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>")
                .append(article.title()).append(" - Wire</title>")
                .append("<meta property='article:published_time' content='2026-03-02T08:00:00Z'>")
                .append("<script>var shown = 0;</script><style>.x{color:red}</style>".repeat(5))
                .append("</head><body><nav><ul>");
        links(page, 40);
        page.append("</ul></nav><main><div class='content'><article><h1>").append(article.title()).append("</h1>");
        for (var paragraph : article.text().split("(?<=[.])(?=[A-Z])|\n", -1)) {
            page.append("<p class='text'>").append(escaped(paragraph)).append(" <a href='/more'>More</a></p>\n");
        }
        page.append("</article></div></main><aside class='related'><ul>");
        links(page, 30);
        return page.append("</ul></aside><footer>Copyright</footer></body></html>").toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void links(StringBuilder page, int count) {
        for (int i = 0; i < count; i++) {
            page.append("<li class='item'><a href='/section/").append(i).append("'><span>Another story ").append(i)
                    .append("</span></a></li>");
        }
    }

    /// RSS of so many items each.
    static List<byte[]> feeds(int count, int items) {
        var articles = articles(count * items);
        var feeds = new ArrayList<byte[]>();
        for (int from = 0; from + items <= articles.size(); from += items) {
            feeds.add(feed(articles.subList(from, from + items)));
        }
        return feeds;
    }

    private static byte[] feed(List<RawArticle> articles) {
        var feed = new StringBuilder(
                "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Wire</title>")
                .append("<link>https://wire.example/</link>");
        for (var article : articles) {
            var text = article.text();
            feed.append("<item><title>").append(escaped(String.valueOf(article.title()))).append("</title><link>")
                    .append(article.url()).append("</link><guid>").append(article.articleId())
                    .append("</guid><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>")
                    .append(escaped("<p>" + text.substring(0, Math.min(300, text.length())) + "</p>"))
                    .append("</description></item>");
        }
        return feed.append("</channel></rss>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
