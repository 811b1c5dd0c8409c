package io.newswatch.bench;

import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.ReplyBatch;
import io.newswatch.enrich.echo.Retention;
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

    private static ProbeBatch probes(RawArticle article, Work work) {
        var batch = Batches.of(article);
        work.documents++;
        work.sentences += batch.probes().size();
        work.bytes += article.text().length();
        return batch;
    }
}
