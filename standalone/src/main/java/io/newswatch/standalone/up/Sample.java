package io.newswatch.standalone.up;

import io.newswatch.contract.RawArticle;
import io.newswatch.ingest.publish.ArticleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The bundled sample: articles to be taught, articles to arrive as news, and rules. Immutable, safe to share.
///
/// @param background fills the memory and never alerts
/// @param news       arrives live, in this order
/// @param rules      the rules file
record Sample(List<RawArticle> background, List<RawArticle> news, Path rules) {

    private static final String ROOT = "/sample/";
    private static final int LONGEST_TEXT = 500_000;

    Sample {
        background = List.copyOf(background);
        news = List.copyOf(news);
    }

    /// Unpacks the sample into a folder and reads it with the same classes as any other article file.
    static Sample unpack(Path folder) {
        try {
            Path rules = copy("rules.yaml", folder);
            var background = new ArrayList<RawArticle>();
            var news = new ArrayList<RawArticle>();
            for (String name : names()) {
                boolean taught = name.startsWith("background/");
                ArticleFiles.read(copy(name, folder), null, found -> {
                    switch (found) {
                        case ArticleFiles.Found.Article(var draft) -> (taught ? background : news)
                                .add(draft.toRaw(null, "sample", Instant.now(), taught, LONGEST_TEXT));
                        case ArticleFiles.Found.Refused(var origin, _, var reason) -> throw new IllegalStateException(
                                "the bundled sample is broken: " + origin + ": " + reason);
                    }
                });
            }
            return new Sample(background, news, rules);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled sample cannot be unpacked into " + folder + ": " + e, e);
        }
    }

    private static List<String> names() throws IOException {
        try (var list = Objects.requireNonNull(Sample.class.getResourceAsStream(ROOT + "index.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        }
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (var resource = Objects.requireNonNull(Sample.class.getResourceAsStream(ROOT + name), name)) {
            Files.write(file, resource.readAllBytes());
        }
        return file;
    }
}
