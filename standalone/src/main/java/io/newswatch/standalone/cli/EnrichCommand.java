package io.newswatch.standalone.cli;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.runtime.StartException;
import io.newswatch.standalone.page.EnrichedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `newswatch enrich`: the whole enrichment without Kafka, by the very classes of the stream.
@Command(name = "enrich", description = {"Enriches articles without Kafka and prints each as a JSON line.",
        "Marks what stood before and where, the states and organisations named, and the military-cooperation events in the new words."}, footer = {
                "Example:", "  newswatch enrich --html new.html monday.txt friday.txt >enriched.jsonl"})
final class EnrichCommand implements Callable<Integer> {

    private static final Duration BETWEEN_ARRIVALS = Duration.ofMillis(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = {"--independent",
            "--no-memory"}, description = "Judge each article by itself instead of against those before it.")
    private boolean independent;

    @Option(names = "--html", paramLabel = "PAGE", description = "Also write a page for people, on which known words are marked and lead to where they first stood. One file that needs nothing else.")
    private @Nullable Path html;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = {
            "Files or folders of articles, also .gz: JSON lines (.jsonl) of {\"id\",\"text\"} with optional title, url, source,"
                    + " language or lang, publishedAt or published, arrivedAt or time; plain text (.txt), cleaned as a scrape; pages (.html).",
            "They are enriched in order of arrival: arrivedAt, else the order of the files. The same id again is a revision."})
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<Path> files;

    /// What the reading of the files gave.
    private static final class Input {
        final List<RawArticle> articles = new ArrayList<>();
        int refused;
        @Nullable
        Instant lastArrival;
    }

    @Override
    public Integer call() {
        var page = html;
        if (page == null) {
            return enrich(_ -> {
            });
        }
        if (page.toAbsolutePath().getParent() == null || Files.isDirectory(page)) {
            throw new ParameterException(spec.commandLine(), "--html " + page + " is a folder; name a file");
        }
        if (files.stream().anyMatch(this::isPage)) {
            throw new ParameterException(spec.commandLine(),
                    "--html " + page + " is one of the articles' files; name another file");
        }
        try (var writing = new EnrichedPage(page)) {
            int exit = enrich(writing::add);
            writing.finish();
            return exit;
        } catch (IOException e) {
            throw new StartException("--html " + page + " cannot be written: "
                    + (e instanceof NoSuchFileException ? "its folder is not there" : ArticleFiles.reason(e)), e);
        }
    }

    /// Who else gets the articles.
    private interface Reader {

        void read(EnrichedArticle article) throws IOException;
    }

    private int enrich(Reader reader) {
        var enrichment = enrichment(EnrichSettings.from(settings.settings()));
        var input = read();
        var out = spec.commandLine().getOut();
        var progress = new Progress(spec.commandLine().getErr(), "articles", input.articles.size());
        for (var article : input.articles) {
            enrichment.enrich(article).ifPresentOrElse(enriched -> {
                out.println(JsonSerde.MAPPER.writeValueAsString(enriched));
                read(reader, enriched);
            }, () -> note(article.articleId() + ": the same text again, no output"));
            progress.step();
        }
        progress.end();
        out.flush();
        return input.refused == 0 ? 0 : 1;
    }

    private static void read(Reader reader, EnrichedArticle article) {
        try {
            reader.read(article);
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be written: " + e.getMessage(), e);
        }
    }

    /// A page of an earlier run among the articles is not one of them.
    private boolean isPage(Path file) {
        var page = html;
        try {
            return page != null && Files.exists(page) && Files.exists(file) && Files.isSameFile(file, page);
        } catch (IOException _) {
            return false;
        }
    }

    private OfflineEnrichment enrichment(EnrichSettings own) {
        return independent ? OfflineEnrichment.independent(own) : OfflineEnrichment.remembering(own);
    }

    private Input read() {
        var input = new Input();
        for (var file : InputFiles.below(files, file -> ArticleFiles.holdsArticles(file) && !isPage(file),
                spec.commandLine().getErr())) {
            ArticleFiles.read(file, null, found -> take(found, input));
        }
        input.refused += InputFiles.missing(files);
        input.articles.sort(Comparator.comparing(RawArticle::arrivedAt).thenComparing(RawArticle::articleId));
        return input;
    }

    private void take(Found found, Input input) {
        switch (found) {
            case Found.Article(var draft) -> input.articles.add(raw(draft, input));
            case Found.Refused(var origin, _, var reason) -> {
                input.refused++;
                note(origin + ": " + reason);
            }
        }
    }

    private static RawArticle raw(ArticleDraft draft, Input input) {
        var last = input.lastArrival;
        var arrived = draft.arrivedAt() != null
                ? draft.arrivedAt()
                : last == null ? Instant.now() : last.plus(BETWEEN_ARRIVALS);
        input.lastArrival = arrived;
        var raw = draft.toRaw(null, "unknown", arrived, false, Integer.MAX_VALUE);
        return new RawArticle(id(draft), raw.feed(), raw.source(), raw.url(), raw.title(), raw.text(), raw.extent(),
                raw.truncated(), raw.author(), raw.language(), raw.publishedAt(), arrived, raw.contentHash(), false);
    }

    /// The id as given, else the name of the file.
    private static String id(ArticleDraft draft) {
        if (draft.guid() != null) {
            return draft.guid();
        }
        var name = Path.of(draft.origin()).getFileName().toString();
        return name.replaceFirst("(?i)\\.(txt|html?)(\\.gz)?$", "");
    }

    private void note(String line) {
        spec.commandLine().getErr().println(line);
    }
}
