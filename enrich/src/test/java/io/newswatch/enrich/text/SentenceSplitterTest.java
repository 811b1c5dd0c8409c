package io.newswatch.enrich.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

    private static List<String> sentences(String text) {
        return SentenceSplitter.split(text).stream().flatMap(List::stream).map(s -> s.in(text)).toList();
    }

    @Test
    void line_feeds_end_paragraphs_and_full_stops_end_sentences() {
        String text = "The fleet sailed at dawn. It came back at dusk.\n\n  Nobody was hurt.\r\n";
        assertThat(SentenceSplitter.split(text)).hasSize(2);
        assertThat(sentences(text)).containsExactly("The fleet sailed at dawn.", "It came back at dusk.",
                "Nobody was hurt.");
    }

    @Test
    void sentences_that_lost_their_spaces_are_parted() {
        assertThat(sentences(
                "The talks ended in 2011.Moscow said nothing.\"We will wait,\" he said.“No,” she said.Why?Because."))
                .containsExactly("The talks ended in 2011.", "Moscow said nothing.", "\"We will wait,\" he said.",
                        "“No,” she said.", "Why?", "Because.");
        assertThat(sentences("\"They left.\"The crew stayed.")).containsExactly("\"They left.\"", "The crew stayed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Lt. Gen. Kemal Aras met Dr. Ilya P. Orlov and J. R. Stone in Washington D.C. on Friday.",
            "Output rose 3.5 percent to 1.250.000 tons, see https://www.example.org/a.Html or mail Desk.Two@example.org now.",
            "The site azernews.az and the U.S. firm both reported it.",
            "Generalmajor Huber kommt am 5. Mai nach Wien.",
            "Doç. Dr. Ayşe Kaya 3. Kolordu komutanı ile görüştü.",
            "По словам г. Иванова, на ул. Ленина и в 2019 г. было тихо.",
            "Section No. 5 applies to him."})
    void abbreviations_initials_numbers_and_addresses_hold_a_sentence_together(String text) {
        assertThat(sentences(text)).containsExactly(text);
    }

    @Test
    void other_writings_end_their_sentences_their_own_way() {
        assertThat(sentences("舰队今天出发。明天返回！你知道吗？是的")).hasSize(4);
        assertThat(sentences("وصل الوفد اليوم؟ نعم. غادر الوفد غدا۔ انتهى")).hasSize(4);
        assertThat(sentences("Учения начались. Они продлятся неделю.Москва молчит.")).hasSize(3);
    }

    @Test
    void an_endless_sentence_is_cut_between_words() {
        var spans = SentenceSplitter.split("word ".repeat(5_000)).getFirst();
        assertThat(spans).allSatisfy(s -> assertThat(s.length()).isLessThanOrEqualTo(SentenceSplitter.LONGEST));
        assertThat(spans.stream().mapToInt(Span::length).sum()).isGreaterThan(24_000 - spans.size());
    }

    @Test
    void one_line_of_many_megabytes_is_split_in_linear_time() {
        for (var piece : List.of("x", "a ", ".", "\"", "A.", ".\"A", "1.", "\ud83d\ude00")) {
            String text = piece.repeat(4_000_000 / piece.length());
            assertThat(SentenceSplitter.split(text)).singleElement().satisfies(sentences -> assertThat(sentences)
                    .allMatch(s -> s.length() <= SentenceSplitter.LONGEST));
        }
    }

    @Test
    void sentences_tile_every_sign_of_any_text_in_order() {
        String[] pieces = {"a", "Word", ".", "?", "!", "…", "\"", "”", "“", "'", "(", ")", " ", "\n", "\u00a0", "3",
                "2011", ",",
                "。", "字", "é", "\ud83d\ude00", "\ud83d", "\u200b", "Mr", "www", "@", "/", "-", "İ", "ш", "Ш", "؟", "\t",
                "\u0000"};
        var random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertTiles(text.toString());
        }
    }

    private static void assertTiles(String text) {
        int at = 0;
        for (var paragraph : SentenceSplitter.split(text)) {
            assertThat(paragraph).isNotEmpty();
            for (var span : paragraph) {
                assertThat(span.start()).isGreaterThanOrEqualTo(at);
                assertOnlySpace(text, at, span.start());
                assertThat(span.length()).isPositive();
                assertThat(SentenceSplitter.isSpace(text.charAt(span.start()))).isFalse();
                assertThat(SentenceSplitter.isSpace(text.charAt(span.end() - 1))).isFalse();
                at = span.end();
            }
        }
        assertOnlySpace(text, at, text.length());
    }

    private static void assertOnlySpace(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(SentenceSplitter.isSpace(text.charAt(i))).as("%d of «%s»", i, text).isTrue();
        }
    }

    /// Looked at once for each of its dots, such a page takes minutes.
    @Test
    void a_page_of_dots_is_cut_like_any_other_endless_sentence() {
        var text = ".".repeat(400_000) + "a";
        var sentences = SentenceSplitter.split(text).getFirst();
        assertThat(sentences)
                .allSatisfy(span -> assertThat(span.length()).isLessThanOrEqualTo(SentenceSplitter.LONGEST));
        assertThat(sentences.stream().mapToInt(Span::length).sum()).isEqualTo(text.length());
    }
}
