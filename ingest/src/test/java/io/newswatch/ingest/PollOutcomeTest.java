package io.newswatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.ingest.fetch.Fetch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollOutcomeTest {

    private static Object made(Class<?> type) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        var values = Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> parameter == int.class ? (Object) 0 : parameter == String.class ? "" : null)
                .toArray();
        return constructor.newInstance(values);
    }

    @Test
    void every_way_in_which_a_poll_can_end_has_its_counter_from_the_start() throws ReflectiveOperationException {
        List<String> words = new ArrayList<>();
        for (var failure : Fetch.Failure.class.getPermittedSubclasses()) {
            words.add(((Fetch.Failure) made(failure)).word());
        }
        for (var outcome : PollOutcome.class.getPermittedSubclasses()) {
            if (outcome != PollOutcome.NotFetched.class) {
                words.add(((PollOutcome) made(outcome)).word());
            }
        }
        assertThat(PollOutcome.words()).containsExactlyInAnyOrderElementsOf(words);
    }
}
