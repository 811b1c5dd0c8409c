package io.newswatch.bench;

import io.newswatch.contract.Paragraph;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.enrich.event.ArticleCoder;
import io.newswatch.enrich.event.ArticleToCode;
import io.newswatch.enrich.event.Coding;
import io.newswatch.enrich.text.SentenceSplitter;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Actors and events of articles whose sentences are all new.
@State(Scope.Thread)
public class EventBenchmark {

    private static final int ARTICLES = 1_000;

    private final ArticleCoder coder = ArticleCoder.bundled();
    private Rotation<ArticleToCode> articles = new Rotation<>(List.of());

    @Setup
    public void setUp() {
        articles = new Rotation<>(Corpus.articles(ARTICLES).stream().map(EventBenchmark::split).toList());
    }

    private static ArticleToCode split(RawArticle article) {
        var paragraphs = SentenceSplitter.split(article.text()).stream().map(sentences -> Paragraph
                .of(sentences.stream().map(span -> Sentence.novel(span.start(), span.end())).toList())).toList();
        return new ArticleToCode(article.articleId(), 1, article.title(), article.text(), "en", null,
                article.arrivedAt(), null, paragraphs);
    }

    @Benchmark
    public Coding code(Work work) {
        var article = articles.next();
        work.documents++;
        work.bytes += article.text().length();
        for (var paragraph : article.paragraphs()) {
            work.sentences += paragraph.sentences().size();
        }
        return coder.code(article);
    }
}
