package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.Dossier.Judgement;
import io.newswatch.enrich.event.ArticleCoder;
import io.newswatch.enrich.event.ArticleToCode;
import io.newswatch.enrich.language.LanguageGuess;
import io.newswatch.enrich.lexicon.GrammarException;
import io.newswatch.runtime.SettingException;
import java.nio.file.Path;
import java.util.List;

/// Reads articles with the grammar and lexicons that come with the program, and those of the user.
final class GrammarReader {

    private GrammarReader() {}

    /// @param own the user's files or folders
    /// @throws SettingException naming the setting, the file, the line and what was expected
    static ArticleReading.Reader load(List<Path> own) {
        var coder = coder(own);
        return (article, revision, judgement) -> read(coder, article, revision, judgement);
    }

    private static ArticleCoder coder(List<Path> own) {
        try {
            return ArticleCoder.with(own);
        } catch (GrammarException e) {
            throw new SettingException(EnrichSettings.GRAMMAR + " cannot be used: " + e.getMessage());
        }
    }

    private static ArticleReading read(ArticleCoder coder, RawArticle article, int revision, Judgement judgement) {
        var language = LanguageGuess.of(article.language(), article.text());
        var coding = coder.code(new ArticleToCode(article.articleId(), revision, article.title(), article.text(),
                language, article.publishedAt(), article.arrivedAt(), judgement.headline(), judgement.paragraphs()));
        return new ArticleReading(language, coding.actors(), coding.events());
    }
}
