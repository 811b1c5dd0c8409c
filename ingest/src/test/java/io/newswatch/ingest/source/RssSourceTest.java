package io.newswatch.ingest.source;

class RssSourceTest extends SourceContract {

    @Override
    FeedSource source() {
        return new RssSource();
    }

    @Override
    String good() {
        return """
                <rss version="2.0"><channel><title>Feed</title>
                <item><title>One bridge</title><link>https://feed.example/1</link><description>Built.</description></item>
                <item><title>Two mules</title><guid isPermaLink="false">g2</guid><description>Crossed.</description></item>
                </channel></rss>
                """;
    }
}
