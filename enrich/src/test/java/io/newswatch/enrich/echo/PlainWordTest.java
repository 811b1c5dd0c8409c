package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.enrich.text.Letters;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainWordTest {

    private static final String[] ENDINGS = {"", "s", "es", "ed", "ing", "ise", "ises", "ised", "isation", "our",
            "ours",
            "oured", "yse", "ies", "ly"};

    private final PlainWord plain = new PlainWord();

    @Test
    void any_plain_word_gets_the_hash_and_the_token_of_the_careful_way() {
        var random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            var word = new StringBuilder();
            for (int letters = 1 + random.nextInt(9); letters > 0; letters--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            word.append(ENDINGS[random.nextInt(ENDINGS.length)]);
            if (random.nextBoolean()) {
                word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
            }
            String careful = Spelling.unify(Letters.fold(word.toString()));

            assertThat(read(word + " and")).as("%s", word).isEqualTo(word.length());
            assertThat(plain.hash()).as("%s", word).isEqualTo(Hashing.letters(careful));
            assertThat(plain.token()).as("%s", word).isEqualTo(Hashing.token(careful));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ship|4|4", "ship, and|4|4", "ship. And|4|4", "ship's crew|4|6",
            "ship’s crew|4|6", "ship’s|4|6", "ships' crews|5|5", "ship” he said|4|4", "ship-shape|4|4"})
    void a_plain_end_may_be_a_mark_or_a_possessive(String text, int end, int after) {
        assertThat(read(text)).isEqualTo(end);
        assertThat(plain.after()).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATO", "iPhone", "don't", "we'll", "U.S.", "B-plus", "F16", "café", "naïve", "ship's-crew",
            "incomprehensibilitiesofincomprehensibility"})
    void what_is_less_plain_is_left_to_the_careful_way(String text) {
        assertThat(read(text)).isEqualTo(-1);
    }

    private int read(String text) {
        return plain.read(text.toCharArray(), 0, text.length());
    }
}
