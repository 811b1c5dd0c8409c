package io.newswatch.bench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.newswatch.bench.Corpus;
import io.newswatch.bench.methods.Method.Stretch;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MethodsTest {

    private static final String WALL = "The sea wall at Port Alder was built from granite blocks after the great flood of 1911.";
    private static final String OTTERS = "Nine otters escaped from the zoo on a Tuesday, and the keepers searched the canal for them.";

    static Stream<Method> methods() {
        return MethodsRun.METHODS.stream();
    }

    private static RawArticle article(String id, String text) {
        return new RawArticle(id, null, "wire.example", null, null, text, Extent.FULL, false, null, "en", null,
                Instant.parse("2026-03-02T08:00:00Z").plusSeconds(id.charAt(0)), RawArticle.contentHash(null, text),
                false);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void each_method_knows_the_same_words_again_and_not_others(Method method) {
        double threshold = Double.isNaN(method.threshold()) ? 0.9 : method.threshold();
        assertThat(method.likeness(WALL, WALL)).isGreaterThanOrEqualTo(threshold);
        assertThat(method.likeness(WALL, OTTERS)).isLessThan(threshold);
        var memory = method.memory();
        assertThat(memory.take(article("a", WALL)).getFirst().likeness()).isLessThan(threshold);
        assertThat(memory.take(article("b", WALL)).getFirst()).isEqualTo(new Stretch(0, WALL.length(), 1));
        assertThat(memory.take(article("c", OTTERS)).getFirst().likeness()).isLessThan(threshold);
        assertThat(memory.bytes()).isPositive();
    }

    @Test
    void only_the_guard_keeps_a_changed_figure_apart() {
        var changed = WALL.replace("1911", "1953");
        assertThat(new Ours().likeness(WALL, changed)).isZero();
        assertThat(new Containment().likeness(WALL, changed)).isGreaterThan(0.8);
        assertThat(new MinHash(32, 4).likeness(WALL, changed)).isGreaterThan(0.8);
        assertThat(SimHash.atItsBest().likeness(WALL, changed)).isGreaterThan(0.8);
    }

    /// Ten letters beyond the basic plane and two blanks: twelve code points, of which the last does not count.
    @Test
    void characters_are_counted_as_code_points_without_white_space_and_what_is_ignored() {
        var text = "𝕒𝕓𝕔 𝕕𝕖𝕗 𝕘𝕙𝕚𝕛";
        var score = new EchoScore();
        score.article(text, List.of(new int[]{0, 5}), List.of(new int[]{11, 12}),
                List.of(new Stretch(0, 7, 1), new Stretch(7, text.length(), 0.5)));
        // wanted: abc d; the first stretch gives abc, the second d and wrongly ef ghi
        assertThat(score.at(0.75)).isEqualTo(new EchoScore.Figures(0.75, 1, 0.75));
        assertThat(score.at(0.5)).satisfies(figures -> {
            assertThat(figures.precision()).isCloseTo(4 / 9.0, within(1e-9));
            assertThat(figures.recall()).isEqualTo(1);
        });
        assertThat(score.atBest().threshold()).isEqualTo(1);
        assertThat(score.atBest().f1()).isCloseTo(6 / 7.0, within(1e-9));
    }

    @Test
    void the_best_threshold_takes_all_of_one_likeness_or_none() {
        var score = new EchoScore();
        score.pair(0.9, true);
        score.pair(0.6, true);
        score.pair(0.6, false);
        score.pair(0.6, false);
        score.pair(0.6, false);
        score.pair(0, true);
        assertThat(score.atBest()).isEqualTo(new EchoScore.Figures(0.9, 1, 1 / 3.0));
    }

    @Test
    void the_table_has_a_row_for_every_method(@TempDir Path folder) throws IOException {
        var pairs = Files.writeString(folder.resolve("pairs.jsonl"), """
                {"id":"1","a":"%1$s","b":"%1$s","label":1,"kind":"exact"}
                {"id":"2","a":"%1$s","b":"%2$s","label":0,"kind":"hardneg-date"}
                """.formatted(WALL, WALL.replace("1911", "1953")));
        var stream = Files.writeString(folder.resolve("stream.jsonl"),
                """
                        {"id":"a","time":"2026-03-02T08:00:00Z","text":"%1$s","source":"x","spans":[],"ignore":[]}
                        {"id":"b","time":"2026-03-02T09:00:00Z","text":"%1$s","source":"y","spans":[{"start":0,"end":%2$d,"of":"a"}],"ignore":[[0,3]]}
                        """
                        .formatted(WALL, WALL.length()));
        var printed = new ByteArrayOutputStream();
        MethodsRun.print(EchoGold.read(pairs, stream), Corpus.articles(2), new PrintStream(printed, true,
                StandardCharsets.UTF_8));
        var table = printed.toString(StandardCharsets.UTF_8);
        assertThat(table.lines().filter(line -> line.startsWith("| "))).hasSize(MethodsRun.METHODS.size() + 1);
        assertThat(table).containsPattern("Newswatch: .* \\|  \\| 1\\.000 \\| 0 of 1 \\|  \\| 1\\.000 \\|");
    }
}
