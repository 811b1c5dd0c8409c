package io.newswatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.ingest.PollOutcome.Failed;
import io.newswatch.ingest.PollOutcome.Malformed;
import io.newswatch.ingest.PollOutcome.New;
import io.newswatch.ingest.PollOutcome.NotFetched;
import io.newswatch.ingest.PollOutcome.NothingNew;
import io.newswatch.ingest.PollOutcome.Unchanged;
import io.newswatch.ingest.fetch.Fetch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollOutcomeTest {

    @Test
    void every_way_in_which_a_poll_can_end_has_its_counter_from_the_start() {
        var ends = new ArrayList<PollOutcome>(
                List.of(new New(1), new NothingNew(), new Unchanged(), new Malformed("words"), new Failed("words")));
        for (var why : Fetch.Why.values()) {
            ends.add(new NotFetched(new Fetch.Failure(why, 0, "words", null)));
        }
        assertThat(PollOutcome.class.getPermittedSubclasses()).hasSize(6);
        assertThat(PollOutcome.words())
                .containsExactlyInAnyOrderElementsOf(ends.stream().map(PollOutcome::word).toList());
        assertThat(ends).allSatisfy(end -> assertThat(end.detail()).isNotBlank());
    }
}
