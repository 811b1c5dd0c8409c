package io.newswatch.bench;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/// All real news of the measuring data: a wire service's of 1987, then a newspaper's. Stateless.
final class LoadNews {

    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final String PARAGRAPH = "\n {4}";

    private LoadNews() {}

    /// @param reuters  the folder with the unpacked `*.sgm` files
    /// @param guardian lines of id, number and text, packed by gzip
    /// @return in order of arrival, one a second
    static List<RawArticle> read(Path reuters, Path guardian) throws IOException {
        var news = new ArrayList<RawArticle>();
        List<Path> files;
        try (var all = Files.list(reuters)) {
            files = all.filter(file -> file.toString().endsWith(".sgm")).sorted().toList();
        }
        for (var file : files) {
            readWire(file, news);
        }
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(guardian)),
                StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                add(news, line.substring(0, tab), "newspaper.example", line.substring(line.lastIndexOf('\t') + 1));
            }
        }
        return news;
    }

    private static void readWire(Path file, List<RawArticle> news) throws IOException {
        var page = Jsoup.parse(Files.readString(file, StandardCharsets.ISO_8859_1), "", Parser.xmlParser());
        for (var article : page.select("REUTERS")) {
            var body = article.selectFirst("BODY");
            if (body != null) {
                var text = new StringBuilder();
                for (var paragraph : body.wholeText().split(PARAGRAPH, -1)) {
                    text.append(paragraph.replaceAll("\\s+", " ").strip()).append('\n');
                }
                add(news, "R" + article.attr("NEWID"), "wire.example", text.toString());
            }
        }
    }

    private static void add(List<RawArticle> news, String id, String source, String text) {
        news.add(new RawArticle(id, null, source, null, null, text, Extent.FULL, false, null, "en", null,
                BEGIN.plusSeconds(news.size()), RawArticle.contentHash(null, text), false));
    }
}
