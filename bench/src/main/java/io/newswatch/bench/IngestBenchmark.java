package io.newswatch.bench;

import io.newswatch.ingest.feed.FeedParser;
import io.newswatch.ingest.feed.FeedReading;
import io.newswatch.ingest.text.ArticleText;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The article on a page, and feeds of twenty items.
@State(Scope.Thread)
public class IngestBenchmark {

    private static final int PAGES = 200;
    private static final int FEEDS = 50;
    private static final int ITEMS = 20;

    private Rotation<byte[]> pages = new Rotation<>(List.of());
    private Rotation<byte[]> feeds = new Rotation<>(List.of());

    @Setup
    public void setUp() {
        pages = new Rotation<>(Corpus.pages(PAGES));
        feeds = new Rotation<>(Corpus.feeds(FEEDS, ITEMS));
    }

    @Benchmark
    public ArticleText page(Work work) {
        return ArticleText.read(counted(pages.next(), work), null, "https://wire.example/");
    }

    @Benchmark
    public FeedReading feed(Work work) {
        return FeedParser.parse(counted(feeds.next(), work), null, "https://wire.example/feed");
    }

    private static byte[] counted(byte[] document, Work work) {
        work.documents++;
        work.bytes += document.length;
        return document;
    }
}
