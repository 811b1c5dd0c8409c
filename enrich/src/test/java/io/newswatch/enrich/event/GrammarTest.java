package io.newswatch.enrich.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrammarTest {

    /// Rules are compiled before the words of other languages are read.
    @Test
    void no_language_has_concepts_that_the_english_words_do_not_name() {
        var grammar = Grammar.load(List.of());
        var known = List.copyOf(grammar.conceptNames());
        Grammar.LANGUAGES.forEach(grammar::lexicon);
        assertThat(grammar.conceptNames()).isEqualTo(known);
    }

    @Test
    void many_threads_get_the_one_lexicon_of_a_language_that_is_read_when_it_is_first_asked_for() {
        var grammar = Grammar.load(List.of());
        var got = IntStream.range(0, 64).parallel().mapToObj(i -> grammar.lexicon(i % 2 == 0 ? "ru" : "az")).toList();
        assertThat(got).containsOnly(grammar.lexicon("ru"), grammar.lexicon("az"));
        assertThat(got).extracting(Lexicon::language).containsOnly("ru", "az");
    }

    @Test
    void a_language_without_words_of_its_own_is_read_with_the_english_ones() {
        assertThat(Grammar.load(List.of()).lexicon("xx").language()).isEqualTo("en");
    }
}
