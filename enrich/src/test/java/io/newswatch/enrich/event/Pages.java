package io.newswatch.enrich.event;

import io.newswatch.contract.Paragraph;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.Sentence;
import java.text.BreakIterator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Articles for tests, split by the JDK's sentence rules, all of it new.
final class Pages {

    static final Instant ARRIVED = Instant.parse("2026-06-10T09:00:00Z");

    private Pages() {}

    static ArticleToCode page(String id, @Nullable String title, String text, String language,
            @Nullable String published) {
        return new ArticleToCode(id, 1, title, text, language,
                published == null ? null : PublicationDate.parse(published),
                ARRIVED, null, paragraphs(text));
    }

    static ArticleToCode english(String text) {
        return page("a", null, text, "en", "2026-06-10");
    }

    static List<Paragraph> paragraphs(String text) {
        var paragraphs = new ArrayList<Paragraph>();
        int from = 0;
        for (var line : text.split("\n", -1)) {
            var sentences = new ArrayList<Sentence>();
            var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            breaks.setText(line);
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
                int last = end;
                while (last > start && Character.isWhitespace(line.charAt(last - 1))) {
                    last--;
                }
                if (last > start) {
                    sentences.add(Sentence.novel(from + start, from + last));
                }
            }
            if (!sentences.isEmpty()) {
                paragraphs.add(Paragraph.of(sentences));
            }
            from += line.length() + 1;
        }
        return paragraphs;
    }
}
