package io.newswatch.bench.fuzz;

import static io.newswatch.bench.fuzz.Inputs.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.newswatch.alerts.channel.ChannelsFile;
import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.alerts.rule.RuleSet;
import java.util.Map;

/// What users write for alerts.
class AlertTargets {

    /// Every mistake has a place, and what is left can be compiled.
    @FuzzTest
    void rules(byte[] bytes) {
        var read = RuleFile.read(file("rules.yaml", bytes));
        assertThat(read.problems()).allSatisfy(problem -> assertThat(problem.toString()).contains("rules.yaml:"));
        assertThat(RuleSet.of(read.rules()).size()).isEqualTo(read.rules().size());
    }

    @FuzzTest
    void channels(byte[] bytes) {
        var read = ChannelsFile.read(file("channels.yaml", bytes), Map.of("SECRET", "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="),
                Object::toString);
        assertThat(read.problems()).allSatisfy(problem -> assertThat(problem.toString()).contains("channels.yaml:"));
        assertThat(read.channels()).isNotEmpty();
    }
}
