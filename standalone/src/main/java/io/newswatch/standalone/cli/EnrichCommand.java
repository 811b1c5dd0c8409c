package io.newswatch.standalone.cli;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles;
import io.newswatch.ingest.publish.ArticleFiles.Found;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `newswatch enrich`: the whole enrichment without Kafka, by the very classes of the stream.
@Command(name = "enrich", description = {"Enriches articles without Kafka and prints each as a JSON line.",
        "Marks what stood before and where, the states and organisations named, and the military-cooperation events in the new words."})
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
        var enrichment = enrichment(EnrichSettings.from(settings.settings()));
        var input = read();
        var out = spec.commandLine().getOut();
        for (var article : input.articles) {
            enrichment.enrich(article).ifPresentOrElse(
                    enriched -> out.println(JsonSerde.MAPPER.writeValueAsString(enriched)),
                    () -> note(article.articleId() + ": the same text again, no output"));
        }
        out.flush();
        return input.refused == 0 ? 0 : 1;
    }

    private OfflineEnrichment enrichment(EnrichSettings own) {
        return independent ? OfflineEnrichment.independent(own) : OfflineEnrichment.remembering(own);
    }

    private Input read() {
        var input = new Input();
        for (var file : InputFiles.below(files, ArticleFiles::holdsArticles, spec.commandLine().getErr())) {
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
