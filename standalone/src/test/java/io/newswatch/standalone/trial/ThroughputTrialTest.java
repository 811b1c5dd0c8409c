package io.newswatch.standalone.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.newswatch.runtime.Settings;
import io.newswatch.standalone.StandaloneSettings;
import io.newswatch.standalone.trial.ThroughputTrial.Measured;
import io.newswatch.standalone.trial.ThroughputTrial.Plan;
import io.newswatch.standalone.trial.ThroughputTrial.Share;
import io.newswatch.standalone.up.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That every article comes out once and is accounted for; how fast is for the command to say, on an idle machine.
class ThroughputTrialTest {

    @TempDir
    Path folder;

    @Test
    void every_article_comes_out_once_and_the_stages_add_up_to_the_whole() throws Exception {
        var texts = folder.resolve("texts.tsv");
        Files.writeString(texts,
                "1\tThe ferry left the frozen harbour on Monday with nineteen engineers aboard.\n".repeat(40));

        var outcome = ThroughputTrial.run(new Plan(2, 100, 1, 0, 500, 100, 40, texts), settings(), folder);

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.ceiling().typical().perSecond()).isPositive();
        assertThat(outcome.enrich().typical().micros()).isPositive();
        assertThat(outcome.ceiling().delay()).isNotNull();
        assertThat(outcome.enrich().delay()).isNotNull();
        assertThat(sumOfParts(outcome.enrich())).isCloseTo(outcome.enrich().budget().getLast().micros(),
                withPercentage(1));
    }

    private static double sumOfParts(Measured measured) {
        var budget = measured.budget();
        return budget.subList(0, budget.size() - 1).stream().mapToDouble(Share::micros).sum();
    }

    private static Settings settings() {
        var known = new ArrayList<>(StandaloneSettings.all());
        known.addAll(Services.settings());
        return Settings.load(known, null, Map.of(), Map.of());
    }
}
