package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.RawArticle;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.ingest.publish.ArticlePublisher;
import io.newswatch.ingest.source.Cursor;
import io.newswatch.ingest.source.PushSource;
import io.newswatch.ingest.source.SourceConfig;
import io.newswatch.ingest.source.StreamSource;
import io.newswatch.ingest.source.StreamSource.TooLargeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where articles may be pushed to. They belong to no feed: nothing is remembered of them here, and a repetition is none
/// further on. Safe for use by many threads.
final class PushEndpoint implements StreamSource.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(PushEndpoint.class);

    private final ArticlePublisher publisher;
    private final IngestSettings settings;
    private final IngestMetrics metrics;
    private final InstantSource clock;

    private PushEndpoint(ArticlePublisher publisher, IngestSettings settings, IngestMetrics metrics,
            InstantSource clock) {
        this.publisher = publisher;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Begins to listen.
    ///
    /// @param token what must be sent
    /// @throws java.io.UncheckedIOException when the address is taken
    static StreamSource.Running open(String token, ArticlePublisher publisher, IngestSettings settings,
            IngestMetrics metrics, InstantSource clock) {
        var feed = new FeedDefinition("push/push", "push", settings.pushHost() + ":" + settings.pushPort(), "push",
                null, true, Map.of("token", token, "max-bytes", String.valueOf(settings.pushLargest())));
        var running = new PushSource().open(new SourceConfig(feed), Cursor.START,
                new PushEndpoint(publisher, settings, metrics, clock));
        LOG.atInfo().addKeyValue("address", "http://" + feed.location() + "/articles")
                .addKeyValue("token", settings.pushToken().isPresent() ? "ingest.push-token" : settings.pushTokenFile())
                .log("articles may be pushed");
        return running;
    }

    @Override
    public int deliver(List<ArticleDraft> drafts, Map<String, String> marks) {
        var now = clock.instant();
        var articles = drafts.stream().map(draft -> draft.toRaw(null, "push", now, false, settings.longestText()))
                .toList();
        var tooLarge = articles.stream().filter(article -> publisher.exceeds(article).isPresent()).toList();
        if (!tooLarge.isEmpty()) {
            throw new TooLargeException(tooLarge.stream().map(RawArticle::articleId).toList(),
                    publisher.exceeds(tooLarge.getFirst()).orElseThrow());
        }
        try {
            metrics.tooLarge(publisher.publish(articles).size());
        } catch (RuntimeException e) {
            metrics.commitFailed();
            throw e;
        }
        metrics.articlesPublished(articles.size(), false);
        return articles.size();
    }

    @Override
    public void refused(List<Found.Refused> refusals) {
        refusals.forEach(refused -> metrics.refused(refused.fault(), 1));
        LOG.atInfo().addKeyValue("why", refusals.getFirst().fault().word())
                .addKeyValue("reason", refusals.getFirst().reason()).log("pushed request refused");
    }
}
