package io.newswatch.standalone.page;

import static io.newswatch.standalone.page.Html.escaped;
import static io.newswatch.standalone.page.Html.isolated;

import io.newswatch.contract.EnrichedArticle;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A page of enriched articles in order, made to be read: one file that needs nothing else, neither scripts nor the network, and
/// whose policy allows nothing else.
///
/// Articles are written as they come, to a file beside the page, so that any number of them may; only what index and links need is
/// kept (some hundred bytes an article). [#finish] puts the page in place at once; a page that is closed without it is as
/// if it had never been begun. Used by one thread.
public final class EnrichedPage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnrichedPage.class);

    private final Path page;
    private final Path articlesFile;
    private final Path whole;
    private final Writer articles;
    private final Thread whenStopped = Thread.ofPlatform().unstarted(this::discard);
    private final List<PlaceOnPage> index = new ArrayList<>();
    private final Map<String, List<PlaceOnPage>> byId = new HashMap<>();

    /// A page to be.
    ///
    /// @throws IOException when nothing can be written beside it
    public EnrichedPage(Path page) throws IOException {
        this.page = page.toAbsolutePath();
        articlesFile = besides("articles");
        whole = besides("whole");
        Runtime.getRuntime().addShutdownHook(whenStopped);
        articles = Files.newBufferedWriter(articlesFile);
    }

    /// With the rights that any new file gets, for it becomes the page.
    private Path besides(String part) {
        return page.resolveSibling("." + page.getFileName() + "." + ProcessHandle.current().pid() + "." + part);
    }

    /// Writes the next article.
    public void add(EnrichedArticle article) throws IOException {
        var place = PlaceOnPage.of(index.size() + 1, article);
        articles.write(new ArticleSection(article, place, this::find).write());
        index.add(place);
        byId.computeIfAbsent(article.articleId(), _ -> new ArrayList<>(1)).add(place);
    }

    /// @param revision 0 for the first
    private @Nullable PlaceOnPage find(String articleId, int revision) {
        var revisions = byId.get(articleId);
        return revisions == null || revision > revisions.size()
                ? null
                : revisions.get(Math.max(0, revision - 1));
    }

    /// Puts the page in place of what was there.
    public void finish() throws IOException {
        articles.close();
        try {
            try (var out = Files.newOutputStream(whole)) {
                out.write(head().getBytes(StandardCharsets.UTF_8));
                Files.copy(articlesFile, out);
                out.write("</main>\n</body>\n</html>\n".getBytes(StandardCharsets.UTF_8));
            }
            move();
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private void move() throws IOException {
        try {
            Files.move(whole, page, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(whole, page, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        articles.close();
        Files.deleteIfExists(articlesFile);
        try {
            Runtime.getRuntime().removeShutdownHook(whenStopped);
        } catch (IllegalStateException _) {
            // it runs
        }
    }

    /// What stands beside the page goes when the process is stopped; only `kill -9` leaves it.
    private void discard() {
        for (var file : List.of(articlesFile, whole)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("file", file).setCause(e).log("a file beside the page could not be deleted");
            }
        }
    }

    // ------------------------------------------------------------------ what stands before the articles

    private String head() {
        var style = style();
        var html = new StringBuilder(style.length() + 300 * index.size() + 2_000);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .append(hash(style)).append("'; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>What is new in ")
                .append(count(index.size(), "article")).append("</title>\n<style>").append(style)
                .append("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#articles\">Skip to the articles</a>\n");
        summary(html);
        html.append("<nav aria-label=\"Articles\">\n<ol class=\"index\">\n");
        index.forEach(place -> entry(html, place));
        return html.append("</ol>\n</nav>\n<main id=\"articles\">\n").toString();
    }

    private void summary(StringBuilder html) {
        int fresh = index.stream().mapToInt(PlaceOnPage::fresh).sum();
        int changed = index.stream().mapToInt(PlaceOnPage::changed).sum();
        int known = index.stream().mapToInt(PlaceOnPage::known).sum();
        html.append("<header class=\"top\">\n<h1>What is new</h1>\n<p>").append(count(index.size(), "article"))
                .append(", ").append(count(fresh + changed + known, "sentence")).append(": <b>").append(number(fresh))
                .append(" new</b>, ").append(number(changed)).append(" with a changed fact, ").append(number(known))
                .append(" known.</p>\n<p class=\"key\"><span class=\"sample n\">new</span> ")
                .append("<span class=\"sample c\">a known sentence with a changed fact</span> ")
                .append("<span class=\"sample k\">said before, or no story text</span></p>\n")
                .append("<p class=\"filter\"><input type=\"checkbox\" id=\"only-new\"> ")
                .append("<label for=\"only-new\">Only what is new</label></p>\n</header>\n");
    }

    private static void entry(StringBuilder html, PlaceOnPage place) {
        html.append(place.hasNews() ? "<li>" : "<li class=\"stale\">").append("<span class=\"number\">")
                .append(place.number()).append("</span> <a href=\"#").append(place.anchor())
                .append("\">").append(isolated(place.name())).append("</a> <span class=\"meta\">")
                .append(isolated(place.source())).append(" · ").append(escaped(place.day())).append("</span> ")
                .append("<span class=\"share\">").append(ArticleSection.bar(place.newShare(), 0)).append(" <span>")
                .append(ArticleSection.percent(place.newShare())).append(" new</span> <span class=\"counts\">(")
                .append(place.counts()).append(")</span></span></li>\n");
    }

    private static String count(int n, String noun) {
        return number(n) + " " + noun + (n == 1 ? "" : "s");
    }

    private static String number(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String style() {
        try (InputStream in = EnrichedPage.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("page.css is missing beside " + EnrichedPage.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("page.css cannot be read", e);
        }
    }

    private static String hash(String style) {
        try {
            return "sha256-" + Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
