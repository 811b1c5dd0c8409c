package io.newswatch.standalone.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.standalone.trial.KillTrial.Victim;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `bench/kill-test`, which also kills broker and services together. Recovery times are told, not judged:
/// a build machine is busy.
class KillTrialTest {

    @TempDir
    Path folder;

    @Test
    void nothing_is_lost_or_doubled_when_enrich_is_killed() throws Exception {
        var outcome = new KillTrial(Victim.ENRICH, folder, 20, 42, System.out::println).run(2);

        assertThat(outcome.reckoning().problems()).isEmpty();
        assertThat(outcome.reckoning().enriched()).isPositive();
        assertThat(outcome.reckoning().alerts()).isEqualTo(outcome.reckoning().enriched());
    }
}
