package io.newswatch.standalone.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.standalone.trial.KillTrial.Victim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The short form of `bench/kill-test`. Recovery times are told, not judged: a build machine is busy.
class KillTrialTest {

    @TempDir
    Path folder;

    private static List<String> newswatch() {
        var command = new ArrayList<>(List.of(KillTrial.tool("java"), "-Xmx768m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(KillTrial.inThisClassPath());
        return command;
    }

    @ParameterizedTest
    @CsvSource({"EVERYTHING,2", "ENRICH,2"})
    void nothing_is_lost_or_doubled(Victim victim, int kills) throws Exception {
        var outcome = new KillTrial(newswatch(), victim, folder, 20, 42, System.out::println).run(kills);

        assertThat(outcome.reckoning().problems()).isEmpty();
        assertThat(outcome.reckoning().enriched()).isPositive();
        assertThat(outcome.reckoning().alerts()).isEqualTo(outcome.reckoning().enriched());
    }
}
