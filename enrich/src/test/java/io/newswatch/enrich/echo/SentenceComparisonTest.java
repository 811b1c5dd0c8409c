package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.Echo.Delta.Kind;
import io.newswatch.contract.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentenceComparisonTest {

    private static final String NAVIES = "The navies of the two states trained together off the northern coast in 2019 with "
            + "twelve ships and 3,000 sailors, the ministry in Lisbon said.";

    private static Comparison compare(String earlier, String later) {
        return SentenceComparison.compare(Fingerprint.decode(Fingerprint.of(earlier).encode()), Fingerprint.of(later));
    }

    @Test
    void the_same_words_repeat() {
        assertThat(compare(NAVIES, NAVIES).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(compare(NAVIES, NAVIES).score()).isEqualTo(1);
    }

    @Test
    void a_changed_number_is_shown_with_what_it_was_and_where_it_stands() {
        String later = NAVIES.replace("3,000", "5,000");
        var comparison = compare(NAVIES, later);
        assertThat(comparison.verdict()).isEqualTo(Verdict.REPEAT_CHANGED);
        assertThat(comparison.deltas()).singleElement().satisfies(delta -> {
            assertThat(delta.kind()).isEqualTo(Kind.NUMBER);
            assertThat(delta.was()).isEqualTo("3,000");
            assertThat(delta.now()).isEqualTo("5,000");
            assertThat(later.substring(delta.start(), delta.end())).isEqualTo("5,000");
        });
    }

    @Test
    void unrelated_sentences_are_novel() {
        assertThat(compare(NAVIES, "A bakery in Porto won the prize for the best custard tart of the year.").verdict())
                .isEqualTo(Verdict.NOVEL);
    }

    @Test
    void any_two_texts_can_be_compared() {
        var random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            var a = Fingerprint.of(RandomText.next(random));
            var b = Fingerprint.of(RandomText.next(random));
            var comparison = SentenceComparison.compareBesideRepeat(a, b);
            assertThat(comparison.score()).isBetween(0.0, 1.0);
            assertThat(comparison.deltas().isEmpty()).isEqualTo(comparison.verdict() != Verdict.REPEAT_CHANGED);
        }
    }
}
