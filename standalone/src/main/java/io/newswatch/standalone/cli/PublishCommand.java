package io.newswatch.standalone.cli;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.RawArticle;
import io.newswatch.ingest.IngestSettings;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.ingest.publish.ArticlePublisher;
import io.newswatch.ingest.publish.Fault;
import io.newswatch.runtime.Brokers;
import io.newswatch.runtime.KafkaClients;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `newswatch publish`: articles from files into the raw topic, in transactions of a few hundred.
@Command(name = "publish", description = {
        "Publishes articles from files: .txt, .html, .htm, .jsonl, .ndjson, also .gz.",
        "A JSON line has text and optionally id, url, title, source, author, language, publishedAt, arrivedAt.",
        "The same article published again is no news; the same id with another text is a revision."})
final class PublishCommand implements Callable<Integer> {

    private static final int TOGETHER = 200;
    private static final int TOGETHER_CHARACTERS = 4_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--teach", description = "Fill the memory only: these articles are background and never alert.")
    private boolean teach;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "The brokers, unless the settings name them; by default those of `newswatch up`.")
    private @Nullable String bootstrap;

    @Option(names = "--source", paramLabel = "NAME", description = "The outlet where a file does not tell.", defaultValue = "files")
    private String source = "files";

    @Option(names = "--json", description = "Report each article and refusal as a JSON line on standard error.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or folders with such files.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<Path> files;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private SettingsOptions options;

    @Override
    public Integer call() {
        var settings = options.settingsWithBrokers(bootstrap);
        var found = InputFiles.below(files, ArticleFiles::holdsArticles, spec.commandLine().getErr());
        int missing = InputFiles.missing(files);
        if (found.isEmpty() && missing > 0) {
            return 1;
        }
        Brokers.require(settings);
        var config = KafkaClients.transactionalProducer(settings, "publish", "newswatch-publish-" + UUID.randomUUID());
        try (var publisher = new ArticlePublisher(config)) {
            var run = new Run(publisher, IngestSettings.LONGEST_TEXT.in(settings));
            for (var file : found) {
                ArticleFiles.read(file.toAbsolutePath().normalize(), null, run::take);
            }
            run.flush();
            int refused = run.refused + missing;
            var err = spec.commandLine().getErr();
            if (!json) {
                err.println(run.published + (run.published == 1 ? " article" : " articles")
                        + (teach ? " taught" : " published") + (refused == 0 ? "" : ", " + refused + " refused"));
            }
            err.flush();
            return refused == 0 ? 0 : 1;
        }
    }

    private final class Run {

        private final ArticlePublisher publisher;
        private final int longest;
        private final List<RawArticle> open = new ArrayList<>();
        private final List<String> origins = new ArrayList<>();
        private int characters;
        private int published;
        private int refused;

        Run(ArticlePublisher publisher, int longest) {
            this.publisher = publisher;
            this.longest = longest;
        }

        void take(Found found) {
            switch (found) {
                case Found.Article(ArticleDraft draft) -> {
                    var article = draft.toRaw(null, source, Instant.now(), teach, longest);
                    open.add(article);
                    origins.add(draft.origin());
                    characters += article.text().length();
                    if (open.size() >= TOGETHER || characters >= TOGETHER_CHARACTERS) {
                        flush();
                    }
                }
                case Found.Refused(var origin, var fault, var reason) -> {
                    refused++;
                    if (json) {
                        report(Map.of("at", origin, "outcome", "refused", "why", fault.word(), "reason", reason));
                    } else {
                        spec.commandLine().getErr().println(origin + ": " + reason);
                    }
                }
            }
        }

        void flush() {
            var tooLarge = publisher.publish(open);
            published += open.size() - tooLarge.size();
            for (int i = 0; i < open.size(); i++) {
                if (tooLarge.contains(open.get(i))) {
                    take(new Found.Refused(origins.get(i), Fault.TOO_LARGE,
                            "larger than records.max-size; raise it or lower ingest.longest-text"));
                    continue;
                }
                if (!json) {
                    continue;
                }
                var line = new LinkedHashMap<String, Object>();
                line.put("at", origins.get(i));
                line.put("outcome", teach ? "taught" : "published");
                line.put("articleId", open.get(i).articleId());
                line.put("title", open.get(i).title());
                report(line);
            }
            open.clear();
            origins.clear();
            characters = 0;
        }

        private void report(Map<String, ?> line) {
            spec.commandLine().getErr().println(JsonSerde.MAPPER.writeValueAsString(line));
        }
    }
}
