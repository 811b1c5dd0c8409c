package io.newswatch.enrich;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.Dossier.Judgement;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts an enriched article together: the raw one, its verdicts, and what is read from its new words. An article whose
/// words cannot be read for events goes out without them rather than not at all. Safe for use by many threads when its
/// reader is.
final class ArticleWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ArticleWriter.class);

    private final ArticleReading.Reader reader;
    private final EnrichMetrics metrics;

    ArticleWriter(ArticleReading.Reader reader, EnrichMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    /// Writes the first version of a revision.
    ///
    /// @param partial whether part of the memory has not answered yet
    EnrichedArticle write(RawArticle raw, int revision, Judgement judgement, boolean partial) {
        var reading = read(raw, revision, judgement);
        var article = new EnrichedArticle(raw.articleId(), revision, 1, raw.feed(), raw.source(), raw.url(),
                raw.title(), raw.publishedAt(), raw.arrivedAt(), reading.language(), raw.backfill(), partial,
                raw.text(), judgement.novelShare(), judgement.headline(), judgement.paragraphs(), reading.actors(),
                reading.events());
        metrics.articleEnriched(article);
        return article;
    }

    @SuppressWarnings("CatchingUnchecked") // the decision: an article matters more than its events
    private ArticleReading read(RawArticle raw, int revision, Judgement judgement) {
        try {
            return reader.read(raw, revision, judgement);
        } catch (RuntimeException e) {
            metrics.readingFailed();
            LOG.atError().addKeyValue("articleId", raw.articleId()).addKeyValue("revision", revision).setCause(e)
                    .log("article goes out without actors and events: reading it failed");
            return new ArticleReading("und", List.of(), List.of());
        }
    }
}
