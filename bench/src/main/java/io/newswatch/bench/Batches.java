package io.newswatch.bench;

import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.Outline;
import io.newswatch.enrich.echo.Probe;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.text.SentenceSplitter;
import java.util.ArrayList;

/// What the memory is asked of an article, without the rest of the pipeline. Stateless.
final class Batches {

    private Batches() {}

    static ProbeBatch of(RawArticle article) {
        var text = article.text();
        var probes = new ArrayList<Probe>();
        for (var paragraph : SentenceSplitter.split(text)) {
            for (var span : paragraph) {
                probes.add(new Probe(probes.size(), span.start(), span.end(),
                        Fingerprint.of(text, span.start(), span.end())));
            }
        }
        var outline = Outline.of(probes.stream().map(Probe::fingerprint).toList(), article.source());
        return new ProbeBatch(ArticleOrder.of(article, 1, Long.MIN_VALUE), article.source(), article.url(), outline,
                probes);
    }
}
