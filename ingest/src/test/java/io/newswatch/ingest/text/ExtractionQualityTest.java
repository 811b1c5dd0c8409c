package io.newswatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Floors under how well articles are found on real pages, by the usual measure: bags of four-word shingles, precision and
/// recall averaged over pages. Needs the data folder beside the checkout.
class ExtractionQualityTest {

    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int SHINGLE = 4;

    /// Precision and recall, a page where there is something to find or something was found.
    private final List<Double> precisions = new ArrayList<>();
    private final List<Double> recalls = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"news, 0.950", "publishers, 0.950"})
    void articles_are_found_as_well_as_they_were(String pages, double lowestF1) throws IOException {
        var data = Path.of(System.getProperty("newswatch.shared", "../shared"), "data/extract");
        assumeTrue(Files.isDirectory(data.resolve(pages)), "no pages in " + data + ": the measuring data is not beside"
                + " this checkout");
        var truth = JsonMapper.builder().build().readTree(data.resolve(pages + "-truth.json").toFile());
        for (var page : truth.properties()) {
            count(page.getValue().path("articleBody").asString(""), extracted(data.resolve(pages), page.getKey()));
        }
        double precision = average(precisions);
        double recall = average(recalls);
        assertThat(2 * precision * recall / (precision + recall)).as("F1").isGreaterThanOrEqualTo(lowestF1);
    }

    private static String extracted(Path folder, String page) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve(page + ".html.gz")))) {
            return ArticleText.read(in.readAllBytes(), null, "").text();
        }
    }

    private void count(String wanted, String found) {
        var wantedShingles = shingles(wanted);
        var foundShingles = shingles(found);
        int all = sum(wantedShingles);
        int said = sum(foundShingles);
        int hits = wantedShingles.entrySet().stream()
                .mapToInt(shingle -> Math.min(shingle.getValue(), foundShingles.getOrDefault(shingle.getKey(), 0)))
                .sum();
        if (said > 0) {
            precisions.add((double) hits / said);
        }
        if (all > 0) {
            recalls.add((double) hits / all);
        }
    }

    private static Map<List<String>, Integer> shingles(String text) {
        var words = WORD.matcher(text).results().map(MatchResult::group).toList();
        var shingles = new HashMap<List<String>, Integer>();
        for (int from = 0; from < words.size() && (from == 0 || from + SHINGLE <= words.size()); from++) {
            shingles.merge(words.subList(from, Math.min(words.size(), from + SHINGLE)), 1, Integer::sum);
        }
        return shingles;
    }

    private static int sum(Map<?, Integer> shingles) {
        return shingles.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static double average(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
