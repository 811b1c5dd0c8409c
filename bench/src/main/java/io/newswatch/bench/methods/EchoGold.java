package io.newswatch.bench.methods;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Pairs and articles of which people have said what repeats what. Immutable.
///
/// @param articles in order of arrival
record EchoGold(List<Pair> pairs, List<Article> articles) {

    EchoGold {
        pairs = List.copyOf(pairs);
        articles = List.copyOf(articles);
    }

    /// @param kind how the later passage was made of the earlier one; those that begin with `hardneg` are much alike, but
    ///             are no repeats
    record Pair(String earlier, String later, boolean isRepeat, String kind) {

        boolean isHardNegative() {
            return kind.startsWith("hardneg");
        }
    }

    /// @param repeated stretches that repeat earlier articles, code points
    /// @param ignored  stretches that do not count, code points
    record Article(RawArticle raw, List<int[]> repeated, List<int[]> ignored) {}

    /// @param folder the measuring data
    /// @return null when they are not there
    static @Nullable EchoGold in(Path folder) throws IOException {
        var pairs = folder.resolve("data/echo/pairs-dev.jsonl");
        var stream = folder.resolve("data/echo/stream-dev.jsonl");
        return Files.exists(pairs) && Files.exists(stream) ? read(pairs, stream) : null;
    }

    static EchoGold read(Path pairsFile, Path streamFile) throws IOException {
        var pairs = lines(pairsFile).stream().map(json -> new Pair(json.get("a").asString(), json.get("b").asString(),
                json.get("label").asInt() == 1, json.get("kind").asString())).toList();
        var articles = lines(streamFile).stream().map(EchoGold::article)
                .sorted(Comparator.comparing((Article article) -> article.raw.arrivedAt())
                        .thenComparing(article -> article.raw.articleId()))
                .toList();
        return new EchoGold(pairs, articles);
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(JsonSerde.MAPPER::readTree)
                .toList();
    }

    private static Article article(JsonNode json) {
        var text = json.get("text").asString();
        var raw = new RawArticle(json.get("id").asString(), null, json.path("source").asString("unknown"), null, null,
                text, Extent.FULL, false, null, null, null, Instant.parse(json.get("time").asString()),
                RawArticle.contentHash(null, text), false);
        return new Article(raw, stretches(json.path("spans")), stretches(json.path("ignore")));
    }

    /// `[{"start":1,"end":2}]` or `[[1,2]]`.
    private static List<int[]> stretches(JsonNode list) {
        var stretches = new ArrayList<int[]>();
        for (var one : list) {
            stretches.add(one.isArray()
                    ? new int[]{one.get(0).asInt(), one.get(1).asInt()}
                    : new int[]{one.get("start").asInt(), one.get("end").asInt()});
        }
        return stretches;
    }
}
