package io.newswatch.bench;

import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.Probe;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.ReplyBatch;
import io.newswatch.enrich.echo.Retention;
import io.newswatch.enrich.text.SentenceSplitter;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A text's sentences, their fingerprints, and the memory of what was said, which begins anew after four thousand articles.
@State(Scope.Thread)
public class EchoBenchmark {

    private static final int ARTICLES = 4_000;

    private List<RawArticle> articles = List.of();
    private EchoIndex memory = empty();
    private int at;

    @Setup
    public void setUp() {
        articles = Corpus.articles(ARTICLES);
    }

    private static EchoIndex empty() {
        return new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
    }

    @Benchmark
    public ProbeBatch splitAndFingerprint(Work work) {
        if (at == articles.size()) {
            at = 0;
        }
        return probes(articles.get(at++), work);
    }

    @Benchmark
    public List<ReplyBatch> splitFingerprintAndRemember(Work work) {
        if (at == articles.size()) {
            at = 0;
            memory = empty();
        }
        return memory.take(probes(articles.get(at++), work));
    }

    private ProbeBatch probes(RawArticle article, Work work) {
        var text = article.text();
        var probes = new ArrayList<Probe>();
        for (var paragraph : SentenceSplitter.split(text)) {
            for (var span : paragraph) {
                probes.add(new Probe(probes.size(), span.start(), span.end(),
                        Fingerprint.of(text, span.start(), span.end())));
            }
        }
        work.documents++;
        work.sentences += probes.size();
        work.bytes += text.length();
        return new ProbeBatch(new ArticleOrder(at, article.articleId(), 1), article.source(), article.url(), probes);
    }
}
