package io.newswatch.standalone.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.standalone.trial.KillTrial.Victim;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The short form of `bench/kill-test`. Recovery times are told, not judged: a build machine is busy.
class KillTrialTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Victim.class)
    void nothing_is_lost_or_doubled_by_kill_9(Victim victim) throws Exception {
        var outcome = new KillTrial(victim, folder, 20, 42, System.out::println).run(2);

        assertThat(outcome.reckoning().problems()).isEmpty();
        assertThat(outcome.reckoning().enriched()).isPositive();
        assertThat(outcome.reckoning().alerts()).isEqualTo(outcome.reckoning().enriched());
    }
}
