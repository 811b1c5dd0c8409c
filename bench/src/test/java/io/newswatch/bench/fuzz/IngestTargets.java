package io.newswatch.bench.fuzz;

import static io.newswatch.bench.fuzz.Inputs.file;
import static io.newswatch.bench.fuzz.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.newswatch.ingest.FeedsFile;
import io.newswatch.ingest.FeedsFile.FeedsFileException;
import io.newswatch.ingest.feed.FeedParser;
import io.newswatch.ingest.feed.FeedReading;
import io.newswatch.ingest.publish.ArticleFiles;
import io.newswatch.ingest.publish.CanonicalUrl;
import io.newswatch.ingest.text.ArticleText;
import io.newswatch.ingest.text.DateReader;
import io.newswatch.ingest.text.PlainTextScrape;
import java.time.Instant;
import java.util.Set;

/// What ingest reads from strangers and from its users.
class IngestTargets {

    /// Parsed or refused with a reason, and the same again for the same bytes.
    @FuzzTest
    void feed(byte[] bytes) {
        var reading = FeedParser.parse(bytes, null, "https://feeds.example/news.xml");
        switch (reading) {
            case FeedReading.Read(var feed) -> assertThat(feed.items()).doesNotContainNull();
            case FeedReading.Unreadable(_, var reason) -> assertThat(reason).isNotBlank();
        }
        FeedParser.linkedFeeds(text(bytes), "https://feeds.example/");
    }

    /// An article or none; paragraphs without empty ones.
    @FuzzTest
    void page(byte[] bytes) {
        var article = ArticleText.read(bytes, null, "https://news.example/a");
        assertThat(article.text()).isEqualTo(article.text().strip());
        if (!article.text().isEmpty()) {
            assertThat(article.text().split("\n", -1)).allSatisfy(paragraph -> assertThat(paragraph).isNotBlank());
        }
        ArticleText.ofFragment(text(bytes));
    }

    @FuzzTest
    void scrape(byte[] bytes) {
        var scrape = PlainTextScrape.read(text(bytes));
        assertThat(scrape.text()).isEqualTo(scrape.text().strip());
    }

    /// A date that was read can be written and read again.
    @FuzzTest
    void date(byte[] bytes) {
        DateReader.read(text(bytes)).ifPresent(date -> {
            assertThat(date.from()).isBeforeOrEqualTo(date.to());
            assertThat(io.newswatch.contract.PublicationDate.parse(date.text())).isEqualTo(date);
        });
    }

    /// The canonical form of a canonical address is itself.
    @FuzzTest
    void address(byte[] bytes) {
        CanonicalUrl.of(text(bytes)).ifPresent(url -> {
            assertThat(CanonicalUrl.of(url.text())).contains(url);
            assertThat(url.site()).isNotEmpty();
        });
    }

    @FuzzTest
    void feedsFile(byte[] bytes) {
        try {
            assertThat(FeedsFile.read(file("feeds.yaml", bytes), Set.of("rss", "directory"))).doesNotContainNull();
        } catch (FeedsFileException e) {
            assertThat(e).hasMessageContaining("feeds.yaml");
        }
    }

    /// Each line is an article or is refused by its number.
    @FuzzTest
    void articleLines(byte[] bytes) {
        ArticleFiles.read(file("articles.jsonl", bytes), "wire.example", found -> {
            switch (found) {
                case ArticleFiles.Found.Article(var draft) -> {
                    var raw = draft.toRaw(null, "wire.example", Instant.EPOCH, false, 1_000);
                    assertThat(raw.text()).isNotBlank().hasSizeLessThanOrEqualTo(1_000);
                }
                case ArticleFiles.Found.Refused(var origin, _, var reason) -> {
                    assertThat(origin).contains("articles.jsonl");
                    assertThat(reason).isNotBlank();
                }
            }
        });
    }
}
