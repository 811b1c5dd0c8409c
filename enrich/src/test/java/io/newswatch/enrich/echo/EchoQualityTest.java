package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.newswatch.contract.Verdict;
import io.newswatch.enrich.text.SentenceSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Floors under what the comparison reaches on real pairs and reports; needs the data folder beside the checkout.
class EchoQualityTest {

    private static final double LOWEST_F1 = 0.956;
    private static final int MOST_MERGED = 8;

    private static Path data(String file) {
        var path = Path.of(System.getProperty("newswatch.shared", "../shared"), "data", file);
        assumeTrue(Files.exists(path), "no " + path + ": the measuring data is not beside this checkout");
        return path;
    }

    @Test
    void pairs_are_judged_as_well_as_they_were() throws IOException {
        var json = JsonMapper.builder().build();
        int hits = 0;
        int falseHits = 0;
        int misses = 0;
        int merged = 0;
        for (var line : Files.readAllLines(data("echo/pairs-dev.jsonl"))) {
            var pair = json.readTree(line);
            boolean repeat = PassageComparison.compare(pair.get("a").asString(), pair.get("b").asString())
                    .verdict() == Verdict.REPEAT;
            if (pair.get("label").asInt() == 1) {
                hits += repeat ? 1 : 0;
                misses += repeat ? 0 : 1;
            } else if (repeat) {
                falseHits++;
                merged += pair.get("kind").asString().startsWith("hardneg") ? 1 : 0;
            }
        }
        assertThat(2.0 * hits / (2 * hits + falseHits + misses)).as("F1").isGreaterThanOrEqualTo(LOWEST_F1);
        assertThat(merged).as("hard negatives merged silently").isLessThanOrEqualTo(MOST_MERGED);
    }

    @Test
    void the_second_report_brings_only_its_talks_and_the_planned_visit() throws IOException {
        var remembered = fingerprints(Files.readString(data("start/2022-12-05-drills.txt")));
        String later = Files.readString(data("start/2022-12-21-staff-talks.txt"));
        var novel = new ArrayList<String>();
        var repeated = new ArrayList<String>();
        for (var span : SentenceSplitter.split(later).stream().flatMap(List::stream).toList()) {
            var sentence = Fingerprint.of(later, span.start(), span.end());
            boolean echo = remembered.stream()
                    .anyMatch(r -> r.sharesKeyWith(sentence) && SentenceComparison.compare(r, sentence).isEcho());
            (echo ? repeated : novel).add(span.in(later));
        }
        assertThat(repeated).hasSize(8);
        assertThat(repeated.getFirst()).contains("periodically hold joint drills");
        assertThat(novel).anySatisfy(s -> assertThat(s).contains("Turkish delegation will visit"));
    }

    private static List<Fingerprint> fingerprints(String text) {
        return SentenceSplitter.split(text).stream().flatMap(List::stream)
                .map(s -> Fingerprint.decode(Fingerprint.of(text, s.start(), s.end()).encode())).toList();
    }
}
