package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A floor under how well recycled passages are found in a stream of articles; needs the data folder beside the checkout.
class EchoStreamQualityTest {

    private static final double LOWEST_F1 = 0.963;
    private static final double LOWEST_PRECISION = 0.986;

    /// Characters, white space aside.
    private int hits;
    private int falseHits;
    private int misses;

    @Test
    void recycled_passages_are_found_as_well_as_they_were() throws IOException {
        var gold = Path.of(System.getProperty("newswatch.shared", "../shared"), "data/echo/stream-dev.jsonl");
        assumeTrue(Files.exists(gold), "no " + gold + ": the measuring data is not beside this checkout");
        var json = JsonMapper.builder().build();
        var enrichment = OfflineEnrichment.remembering();
        for (var line : Files.readAllLines(gold)) {
            var article = json.readTree(line);
            count(article, repeated(enrichment, article));
        }
        assertThat(2.0 * hits / (2 * hits + falseHits + misses)).as("F1").isGreaterThanOrEqualTo(LOWEST_F1);
        assertThat((double) hits / (hits + falseHits)).as("precision").isGreaterThanOrEqualTo(LOWEST_PRECISION);
    }

    private static BitSet repeated(OfflineEnrichment enrichment, JsonNode article) {
        var text = article.get("text").asString();
        var raw = new RawArticle(article.get("id").asString(), null, "unknown", null, null, text, Extent.FULL, false,
                null, "en", null, Instant.parse(article.get("time").asString()), RawArticle.contentHash(null, text),
                false);
        var repeated = new BitSet(text.length());
        enrichment.enrich(raw).orElseThrow().sentences().stream()
                .filter(sentence -> sentence.verdict() == Verdict.REPEAT)
                .forEach(sentence -> repeated.set(sentence.start(), sentence.end()));
        return repeated;
    }

    private void count(JsonNode article, BitSet repeated) {
        var text = article.get("text").asString();
        var wanted = new BitSet(text.length());
        article.get("spans").forEach(span -> set(wanted, text, span.get("start"), span.get("end")));
        var ignored = new BitSet(text.length());
        article.path("ignore").forEach(span -> set(ignored, text, span.get(0), span.get(1)));
        for (int at = 0; at < text.length(); at++) {
            if (!ignored.get(at) && !Character.isWhitespace(text.charAt(at))) {
                hits += wanted.get(at) && repeated.get(at) ? 1 : 0;
                falseHits += !wanted.get(at) && repeated.get(at) ? 1 : 0;
                misses += wanted.get(at) && !repeated.get(at) ? 1 : 0;
            }
        }
    }

    /// The data counts code points.
    private static void set(BitSet bits, String text, JsonNode start, JsonNode end) {
        bits.set(text.offsetByCodePoints(0, start.asInt()), text.offsetByCodePoints(0, end.asInt()));
    }
}
