package io.newswatch.standalone.cli;

import io.newswatch.contract.JsonSerde;
import io.newswatch.ingest.text.ArticleText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `newswatch extract`: the article on each page, by the very class that ingest uses.
@Command(name = "extract", description = {"Prints the article on each web page as a JSON line.",
        "id, title, text (paragraphs joined by line feeds), publishedAt, author, language, outcome."})
final class ExtractCommand implements Callable<Integer> {

    private static final int LARGEST = 8 * 1024 * 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Pages (.html, .htm, also .gz) or folders of them.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<Path> paths;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        int refused = 0;
        for (var file : InputFiles.below(paths, ExtractCommand::isPage, err)) {
            var line = new LinkedHashMap<String, Object>();
            line.put("id", file.getFileName().toString().replaceFirst("(?i)\\.html?(\\.gz)?$", ""));
            try (var in = open(file)) {
                var bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw new IOException("larger than " + LARGEST + " bytes");
                }
                var article = ArticleText.read(bytes, null, "");
                line.put("title", article.title());
                line.put("text", article.text());
                line.put("publishedAt", article.publishedAt());
                line.put("author", article.author());
                line.put("language", article.language());
                line.put("outcome", article.text().isEmpty() ? "NO_ARTICLE" : "OK");
                if (article.text().isEmpty()) {
                    refused++;
                    err.println(file + ": no article text on this page (" + bytes.length + " bytes)");
                }
            } catch (IOException e) {
                refused++;
                line.put("outcome", "UNREADABLE");
                err.println(file + ": cannot be read: " + e.getMessage());
            }
            out.println(JsonSerde.MAPPER.writeValueAsString(line));
        }
        out.flush();
        return refused + InputFiles.missing(paths) == 0 ? 0 : 1;
    }

    private static boolean isPage(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.matches(".*\\.html?(\\.gz)?");
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file));
        try {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
