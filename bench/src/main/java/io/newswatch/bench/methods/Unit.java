package io.newswatch.bench.methods;

import io.newswatch.enrich.text.SentenceSplitter;
import io.newswatch.enrich.text.Span;
import java.util.List;
import java.util.function.Consumer;

/// What is judged as one piece. All methods use the splitter of the stream.
enum Unit {
    PARAGRAPH, SENTENCE;

    void each(String text, Consumer<Span> taker) {
        for (List<Span> paragraph : SentenceSplitter.split(text)) {
            switch (this) {
                case PARAGRAPH -> taker.accept(new Span(paragraph.getFirst().start(), paragraph.getLast().end()));
                case SENTENCE -> paragraph.forEach(taker);
            }
        }
    }
}
