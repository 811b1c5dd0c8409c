package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Echo.Delta.Kind;
import io.newswatch.contract.Verdict;
import java.util.HashMap;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceComparisonTest {

    private static final String NAVIES = "The navies of the two states trained together off the northern coast in 2019 with "
            + "twelve ships and 3,000 sailors, the ministry in Lisbon said.";

    private static final String COURT = "The court in Brno said on Tuesday that Marek Dvor, accused of selling rifle parts "
            + "to smugglers, will leave the country under guard.";

    private static Comparison compare(String earlier, String later) {
        return SentenceComparison.compare(Fingerprint.decode(Fingerprint.of(earlier).encode()), Fingerprint.of(later));
    }

    @Test
    void names_are_not_one_for_a_chance_of_their_hashes() {
        var stems = new HashMap<Integer, String>();
        int chances = 0;
        for (int i = 0; chances < 3; i++) {
            var name = "" + (char) ('A' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676 % 26) + "ova"
                    + (char) ('a' + i / 17_576);
            var other = stems.put(Hashing.stem(Fingerprint.of("Mr " + name).tokens[1]), name);
            if (other != null && other.charAt(0) != name.charAt(0)) {
                chances++;
                assertThat(compare(COURT.replace("Dvor", other), COURT.replace("Dvor", name)).deltas())
                        .singleElement().extracting(Delta::was, Delta::now).containsExactly(other, name);
            }
        }
        assertThat(compare(COURT.replace("Dvor", "Dvorak"), COURT.replace("Dvor", "Dvoraks")).verdict())
                .isEqualTo(Verdict.REPEAT);
    }

    @Test
    void an_added_amount_stands_where_the_earlier_sentence_has_none() {
        String earlier = "The bank helped the market via repurchase agreements that fall due at the end of March.";
        var delta = compare(earlier, earlier.replace("via", "via 1.5 billion dollars of")).deltas().getFirst();
        assertThat(delta.was()).isEmpty();
        assertThat(delta.wasFrom()).as("behind via").isEqualTo(6).isEqualTo(delta.wasTo());
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
            assertThat(delta.wasFrom()).as("3,000 is the nineteenth word").isEqualTo(18);
            assertThat(delta.wasTo()).isEqualTo(19);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "NAVIES | NUMBER | twelve ships | nine ships",
            "NAVIES | DATE | in 2019 | in 2021",
            "NAVIES | NAME | Lisbon | Madrid",
            "NAVIES | STATUS | northern coast | southern coast",
            "NAVIES | NEGATION | sailors, the | sailors, not without losses, the",
            "COURT | STATUS | accused | convicted",
            "COURT | DAY | Tuesday | Friday",
            "COURT | NEGATION | will leave | will not leave",
            "COURT | NAME | Marek Dvor | Pavel Kral"})
    void a_changed_fact_makes_a_changed_repeat(String which, Kind kind, String was, String now) {
        String earlier = which.equals("COURT") ? COURT : NAVIES;
        assertThat(earlier).contains(was);
        var comparison = compare(earlier, earlier.replace(was, now));
        assertThat(comparison.verdict()).isEqualTo(Verdict.REPEAT_CHANGED);
        assertThat(comparison.deltas()).extracting(Delta::kind).contains(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "The navies of the two states|Recall that navies of the two countries",
            "trained together|had trained together",
            "3,000 sailors, the ministry in Lisbon said|3000 sailors",
            "in 2019|in May 2019",
            "twelve|12",
            "off the northern coast |"})
    void what_was_left_out_added_or_said_in_other_words_changes_nothing(String was, @Nullable String now) {
        assertThat(NAVIES).contains(was);
        assertThat(compare(NAVIES, NAVIES.replace(was, now == null ? "" : now)).deltas()).isEmpty();
        assertThat(compare(NAVIES, NAVIES.replace(was, now == null ? "" : now)).verdict()).isEqualTo(Verdict.REPEAT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "The army of %s will send two hundred engineers to the flooded valley next week, the ministry said. | Austria | Australia",
            "The army of %s will send two hundred engineers to the flooded valley next week, the ministry said. | Slovakia | Slovenia",
            "The army of %s will send two hundred engineers to the flooded valley next week, the ministry said. | Niger | Nigeria",
            "%s sailors will clear old mines from the northern strait together with six partners this spring. | Slovak | Slovene",
            "%s donanması bu hafta kuzey boğazında altı ortağıyla birlikte eski mayınları temizleyecek. | İrlanda | İzlanda",
            "Военные инженеры %s на будущей неделе помогут жителям затопленной долины, сообщило министерство. | Австрии | Австралии"})
    void names_that_look_alike_are_not_two_spellings_of_one(String sentence, String was, String now) {
        var comparison = compare(sentence.formatted(was), sentence.formatted(now));
        assertThat(comparison.verdict()).isEqualTo(Verdict.REPEAT_CHANGED);
        assertThat(comparison.deltas()).singleElement().satisfies(delta -> {
            assertThat(delta.kind()).isEqualTo(Kind.NAME);
            assertThat(delta.was()).isEqualTo(was);
            assertThat(delta.now()).isEqualTo(now);
        });
    }

    @Test
    void a_short_sentence_repeats_only_exactly_unless_its_neighbour_repeats() {
        String earlier = "The ministry in Lisbon gave no details.";
        String later = "The ministry in Lisbon gave few details.";
        assertThat(compare(earlier, earlier.toUpperCase(Locale.ROOT)).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(compare(earlier, later).verdict()).isEqualTo(Verdict.NOVEL);
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

    @Test
    void signs_without_words_repeat_nothing() {
        assertThat(PassageComparison.compare("The sea wall at Port Alder leaks again.", "*** ... ---"))
                .isEqualTo(Comparison.novel(0));
    }
}
