package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.newswatch.contract.Verdict;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Türkiye'nin ordusu hazır|TURKIYE'NIN ORDUSU HAZIR",
            "Turkey organised the defence programme|Türkiye organized the defense program",
            "twenty-five percent of 40,000 men|25 per cent of 40000 men",
            "They didn't honour it|they did not honor it",
            "The United States paid $7m|The U.S. paid 7 million dollars",
            "Kyiv’s labour minister|Kiev's labor minister",
            "Azərbaycan ordusu|Azerbaycan ordusu"})
    void spellings_of_the_same_words_are_the_same_words(String a, String b) {
        assertThat(Fingerprint.of(a).sameWords(Fingerprint.of(b))).as("%s = %s", a, b).isTrue();
        assertThat(Fingerprint.of(a).keys()).isEqualTo(Fingerprint.of(b).keys());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"forty men|40 men", "so Apple cut it|so apple cut it", "the U.S.|the US"})
    void the_same_words_in_another_writing_are_another_sentence_of_the_memory(String a, String b) {
        assertThat(Fingerprint.of(a).sameWords(Fingerprint.of(b))).isTrue();
        assertThat(Fingerprint.of(a).identity()).isNotEqualTo(Fingerprint.of(b).identity());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"100 billion|60 billion", "in May|in June", "6-7/16 pct|6-5/16 pct",
            "the 13th round|the 14th round", "3.5|35"})
    void different_facts_are_different_words(String a, String b) {
        assertThat(Fingerprint.of(a).sameWords(Fingerprint.of(b))).isFalse();
    }

    @Test
    void a_sentence_has_up_to_four_keys_and_a_near_copy_shares_one() {
        var a = Fingerprint.of("The two navies trained together for the third time this year off the northern coast.");
        var b = Fingerprint
                .of("Recall that two navies trained together for the third time this year off the north coast.");
        assertThat(a.keys()).hasSize(4).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(a.keys()).anyMatch(k -> Arrays.stream(b.keys()).anyMatch(l -> l == k))).isTrue();
        assertThat(Fingerprint.of("No comment.").keys()).hasSize(1);
        assertThat(Fingerprint.of("***").keys()).isEmpty();
    }

    @Test
    void the_stored_form_gives_back_the_same_fingerprint_for_any_text() {
        var random = new Random(11);
        for (int round = 0; round < 3_000; round++) {
            String text = RandomText.next(random);
            var live = Fingerprint.of(text);
            assertThat(Fingerprint.decode(live.encodeWithOffsets())).isEqualTo(live);
            var remembered = Fingerprint.decode(live.encode());
            assertThat(remembered.sameWords(live)).isTrue();
            assertThat(remembered.keys()).isEqualTo(live.keys());
            assertThat(remembered.encode()).isEqualTo(live.encode());
            assertThat(remembered.identity()).isEqualTo(live.identity());
            if (live.words() > 0) {
                assertThat(SentenceComparison.compare(remembered, live).verdict()).isEqualTo(Verdict.REPEAT);
            }
        }
    }

    @Test
    void damaged_bytes_are_refused_and_never_anything_worse() {
        byte[] good = Fingerprint.of("Ten ships of the northern fleet left Murmansk on Friday.").encodeWithOffsets();
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.decode(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.decode(new byte[]{99, 1}))
                .withMessageContaining("version 99");
        var random = new Random(3);
        for (int round = 0; round < 5_000; round++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            try {
                Fingerprint.decode(bad);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).containsAnyOf("damaged bytes", "fingerprint");
            }
        }
    }

    @Test
    void of_a_word_longer_than_any_the_beginning_is_kept() {
        var live = Fingerprint.of("They sailed to " + "Llanfair" + "pwll".repeat(40) + " at dawn.");
        assertThat(Fingerprint.decode(live.encode()).identity()).isEqualTo(live.identity());
        assertThat(live.surfaces[3]).hasSize(80);
    }

    @Test
    void damaged_bytes_are_refused_as_such() {
        byte[] countless = {Fingerprint.VERSION, -1, -1, -1, -1, 0x0F};
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.decode(countless));
        byte[] endless = new ByteWriter().number(Long.MAX_VALUE).toBytes();
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteReader(endless).small())
                .withMessageStartingWith("damaged bytes");
        byte[] tooLong = new ByteWriter().count(Integer.MAX_VALUE).toBytes();
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteReader(tooLong).endOf(1))
                .withMessageStartingWith("damaged bytes");
    }
}
