package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.Dossier.Judgement;
import io.newswatch.enrich.event.ArticleCoder;
import io.newswatch.enrich.event.ArticleToCode;
import io.newswatch.enrich.language.LanguageGuess;

/// Reads articles with the grammar and lexicons that come with the program.
final class BundledReader {

    private BundledReader() {}

    static ArticleReading.Reader load() {
        var coder = ArticleCoder.bundled();
        return (article, revision, judgement) -> read(coder, article, revision, judgement);
    }

    private static ArticleReading read(ArticleCoder coder, RawArticle article, int revision, Judgement judgement) {
        var language = LanguageGuess.of(article.language(), article.text());
        var coding = coder.code(new ArticleToCode(article.articleId(), revision, article.title(), article.text(),
                language, article.publishedAt(), article.arrivedAt(), judgement.headline(), judgement.paragraphs()));
        return new ArticleReading(language, coding.actors(), coding.events());
    }
}
