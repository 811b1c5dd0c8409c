package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private record Word(int token, byte wordClass, @Nullable String letters) {}

    @Test
    void every_word_has_one_number_and_keeps_its_letters_open_and_closed() {
        var random = new Random(4);
        var vocabulary = new Vocabulary();
        Map<Word, Integer> numbers = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            var fingerprint = Fingerprint.of(RandomText.next(random));
            for (int w = 0; w < fingerprint.words(); w++) {
                var word = new Word(fingerprint.tokens[w], fingerprint.classes[w], fingerprint.surfaces[w]);
                int number = vocabulary.number(fingerprint.wordHash(w), word.token, word.wordClass, word.letters);
                assertThat(numbers.computeIfAbsent(word, _ -> numbers.size())).isEqualTo(number);
            }
        }
        assertKept(vocabulary, numbers);
        vocabulary.close();
        assertKept(vocabulary, numbers);
        assertThat(numbers).hasSizeGreaterThan(1_000);
    }

    private static void assertKept(Vocabulary vocabulary, Map<Word, Integer> numbers) {
        numbers.forEach((word, number) -> {
            assertThat(vocabulary.token(number)).isEqualTo(word.token);
            assertThat(vocabulary.surface(number)).isEqualTo(word.letters);
            assertThat(vocabulary.isWord(number, word.token, word.wordClass, word.letters)).isTrue();
            assertThat(vocabulary.isWord(number, word.token + 1, word.wordClass, word.letters)).isFalse();
            if (word.letters != null) {
                assertThat(vocabulary.isWord(number, word.token, word.wordClass, word.letters + "x")).isFalse();
                assertThat(vocabulary.isWord(number, word.token, word.wordClass, "x" + word.letters)).isFalse();
            }
        });
    }
}
