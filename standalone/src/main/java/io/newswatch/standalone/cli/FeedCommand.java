package io.newswatch.standalone.cli;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.PublicationDate;
import io.newswatch.ingest.IngestSettings;
import io.newswatch.ingest.feed.Feed;
import io.newswatch.ingest.feed.FeedItem;
import io.newswatch.ingest.feed.FeedParser;
import io.newswatch.ingest.feed.FeedReading;
import io.newswatch.ingest.fetch.Fetch;
import io.newswatch.ingest.fetch.Fetcher;
import io.newswatch.ingest.fetch.Request;
import io.newswatch.ingest.fetch.Response;
import io.newswatch.ingest.publish.CanonicalUrl;
import io.newswatch.ingest.text.ArticleText;
import io.newswatch.ingest.text.CharsetReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `newswatch feed`: what a feed gives and why not, by the very classes that ingest uses.
@Command(name = "feed", description = "Tells what a feed gives, and why it does not.")
final class FeedCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: newswatch feed check, or feed parse");
    }

    @Command(name = "parse", description = "Prints what is in each feed file as a JSON line: file, outcome, title, link, id, updated, items.")
    int parse(
            @Parameters(arity = "1..*", paramLabel = "PATH", description = "Feed files or folders of them.") List<Path> paths) {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        int refused = InputFiles.missing(paths);
        for (var path : paths) {
            for (var file : InputFiles.below(List.of(path), _ -> true, err)) {
                var name = Files.isDirectory(path) ? path.relativize(file) : file;
                Map<String, Object> line;
                try {
                    line = line(FeedParser.parse(Files.readAllBytes(file), null, ""));
                } catch (IOException e) {
                    line = Map.of("outcome", "UNREADABLE", "reason", String.valueOf(e.getMessage()));
                }
                if (!"OK".equals(line.get("outcome"))) {
                    refused++;
                    err.println(file + ": " + line.get("outcome") + ": " + line.get("reason"));
                }
                var named = new LinkedHashMap<String, Object>();
                named.put("file", name.toString());
                named.putAll(line);
                out.println(JsonSerde.MAPPER.writeValueAsString(named));
            }
        }
        out.flush();
        return refused == 0 ? 0 : 1;
    }

    @Command(name = "check", description = {"Reads one feed as ingest would, with the page of its newest item.",
            "A refused address inside your own network is allowed with --set ingest.allowed-hosts=HOST:PORT."})
    int check(@Parameters(paramLabel = "URL|FILE", description = "The feed.") String place,
            @Option(names = "--json", description = "Print a JSON line instead of words.") boolean json,
            @Option(names = "--no-page", description = "Leave the newest item's page alone.") boolean noPage,
            @Mixin SettingsOptions options) {
        var report = new LinkedHashMap<String, Object>();
        report.put("feed", place);
        var address = CanonicalUrl.parse(place);
        FeedReading reading = null;
        try (var fetcher = new Fetcher(IngestSettings.from(options.settings()).limits())) {
            if (address.isPresent()) {
                reading = fetched(fetcher, address.get(), report);
            } else {
                reading = FeedParser.parse(Files.readAllBytes(Path.of(place)), null, "");
            }
            if (reading != null) {
                report.putAll(line(reading));
            }
            if (reading instanceof FeedReading.Read(var feed)) {
                newest(feed, address.isPresent() && !noPage ? fetcher : null, report);
            }
        } catch (IOException e) {
            report.put("outcome", "UNREADABLE");
            report.put("reason", "no such file, and no http or https address: " + e.getMessage());
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonSerde.MAPPER.writeValueAsString(report));
        } else {
            print(report, reading, out);
        }
        out.flush();
        if (!"OK".equals(report.get("outcome"))) {
            spec.commandLine().getErr().println(place + ": " + report.get("outcome") + ": " + report.get("reason"));
            return 1;
        }
        return 0;
    }

    private static @Nullable FeedReading fetched(Fetcher fetcher, URI address, Map<String, Object> report) {
        return switch (fetcher.fetch(Request.feed(address))) {
            case Fetch.Failure failure -> {
                report.put("outcome", failure.why().word().toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
                report.put("reason", failure.reason());
                yield null;
            }
            case Fetch.NotModified _ -> null;
            case Fetch.Fetched(Response response) -> {
                report.put("address", response.uri().toString());
                report.put("bytes", response.body().length);
                report.put("contentType", response.contentType());
                report.put("conditional", response.validators() != null);
                var reading = FeedParser.parse(response.body(), response.contentType(), response.uri().toString());
                if (reading instanceof FeedReading.Unreadable(var fault, _) && fault == FeedReading.Fault.HTML) {
                    var text = CharsetReader.decode(response.body(), response.contentType());
                    report.put("tryInstead", FeedParser.linkedFeeds(text, response.uri().toString()));
                }
                yield reading;
            }
        };
    }

    private static void newest(Feed feed, @Nullable Fetcher fetcher, Map<String, Object> report) {
        var link = feed.items().isEmpty() ? null : feed.items().getFirst().link();
        var address = link == null ? null : CanonicalUrl.parse(link).orElse(null);
        if (fetcher == null || address == null) {
            return;
        }
        var page = new LinkedHashMap<String, Object>();
        page.put("address", address.toString());
        switch (fetcher.fetch(Request.page(address))) {
            case Fetch.Fetched(var response) -> {
                var article = ArticleText.read(response.body(), response.contentType(), response.uri().toString());
                page.put("outcome", article.text().isEmpty() ? "NO_ARTICLE" : "OK");
                page.put("characters", article.text().length());
                page.put("title", article.title());
            }
            case Fetch.Failure failure -> {
                page.put("outcome", failure.why().word());
                page.put("reason", failure.reason());
            }
            case Fetch.NotModified _ -> page.put("outcome", "not-modified");
        }
        report.put("page", page);
    }

    private static void print(Map<String, Object> report, @Nullable FeedReading reading, PrintWriter out) {
        report.forEach((name, value) -> {
            if (value != null && !name.equals("items") && !name.equals("id")) {
                out.printf("%-12s %s%n", name, value);
            }
        });
        if (reading instanceof FeedReading.Read(var feed)) {
            out.printf("%-12s %d%n", "items", feed.items().size());
            feed.items().stream().limit(5).forEach(item -> out.printf("  %-22s %s%n      %s%n",
                    item.published() == null ? "no date" : item.published(),
                    item.title() == null ? "(no title)" : item.title(),
                    item.link() == null ? "no link" : item.link()));
        }
    }

    private static Map<String, Object> line(FeedReading reading) {
        var line = new LinkedHashMap<String, Object>();
        switch (reading) {
            case FeedReading.Unreadable(var fault, var reason) -> {
                line.put("outcome", fault.word());
                line.put("reason", reason);
            }
            case FeedReading.Read(var feed) -> {
                line.put("outcome", "OK");
                line.put("title", feed.title());
                line.put("link", feed.link());
                line.put("id", feed.id());
                line.put("published", time(feed.published()));
                line.put("updated", time(feed.updated()));
                line.put("language", feed.language());
                line.put("repairs", feed.repairs());
                line.put("items", feed.items().stream().map(FeedCommand::item).toList());
            }
        }
        return line;
    }

    private static Map<String, Object> item(FeedItem item) {
        var line = new LinkedHashMap<String, Object>();
        line.put("id", item.id());
        line.put("title", item.title());
        line.put("link", item.link());
        line.put("published", time(item.published()));
        line.put("updated", time(item.updated()));
        line.put("summary", item.summary());
        line.put("content", item.content());
        return line;
    }

    private static @Nullable String time(@Nullable PublicationDate date) {
        return date == null ? null : date.from().toString();
    }
}
