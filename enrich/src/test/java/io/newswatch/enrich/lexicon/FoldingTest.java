package io.newswatch.enrich.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({"TÜRKİYE, turkiye", "ısı, isi", "Əliyev, əliyev", "Учёные, ученые", "ＮＡＴＯ, nato",
            "العربي, العربی", "საქართველო, საქართველო", "Ḥamās, hamas"})
    void a_word_is_compared_without_case_and_diacritics(String word, String folded) {
        assertThat(Folding.fold(word)).isEqualTo(folded);
    }

    @Test
    void korean_syllables_stay_whole() {
        assertThat(Folding.fold("한국")).isEqualTo("한국").isNotEqualTo(Folding.fold("항구"));
    }
}
