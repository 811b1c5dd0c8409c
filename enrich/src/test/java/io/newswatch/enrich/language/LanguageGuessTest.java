package io.newswatch.enrich.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageGuessTest {

    @Test
    void small_words_tell_the_language() {
        assertThat(LanguageGuess.of(null, "The ministers of the two states met in the capital and spoke of the sea."))
                .isEqualTo("en");
        assertThat(LanguageGuess.of(null, "İki ülke arasında bir anlaşma için görüşme yapıldı ve bu kadar."))
                .isEqualTo("tr");
        assertThat(LanguageGuess.of(null, "Nazir bildirib ki, görüşdə hərbi əməkdaşlıq müzakirə olunub."))
                .isEqualTo("az");
        assertThat(LanguageGuess.of(null, "Министры встретились в столице и обсудили на встрече план на год."))
                .isEqualTo("ru");
    }

    @Test
    void the_outlets_word_counts_when_the_text_is_short() {
        assertThat(LanguageGuess.of("tr-TR", "Tatbikat başladı")).isEqualTo("tr");
    }

    @Test
    void the_text_overrules_a_template_that_says_english() {
        assertThat(LanguageGuess.of("en", "Министры встретились в столице и обсудили на встрече план на год."))
                .isEqualTo("ru");
    }

    @Test
    void what_cannot_be_told_is_unknown() {
        assertThat(LanguageGuess.of(null, "123 !!")).isEqualTo("und");
    }

    @Test
    void the_detector_decides_when_small_words_do_not() {
        assertThat(LanguageGuess.of(null,
                "Puolustusministeri tapasi virkaveljensä Helsingissä tiistaina aamupäivällä ja keskusteli yhteistyöstä."))
                .isEqualTo("fi");
    }
}
