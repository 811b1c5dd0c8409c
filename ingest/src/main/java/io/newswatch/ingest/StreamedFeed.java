package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.ingest.publish.Fault;
import io.newswatch.ingest.source.Cursor;
import io.newswatch.ingest.source.Seen;
import io.newswatch.ingest.source.SourceConfig;
import io.newswatch.ingest.source.StreamSource;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A feed whose source finds articles by itself, opened once and left open.
final class StreamedFeed implements OwnedFeed {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedFeed.class);
    private static final int MOST_SEEN = 500;
    private static final int MOST_TOLD = 10;

    private final FeedDefinition definition;
    private final FeedClaim claim;
    private final StreamSource source;
    private final IngestSettings settings;
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private StreamSource.@Nullable Running running;
    private boolean refused;

    StreamedFeed(FeedDefinition definition, FeedClaim claim, StreamSource source, IngestSettings settings,
            IngestMetrics metrics, InstantSource clock) {
        this.definition = definition;
        this.claim = claim;
        this.source = source;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void startIfDue(Instant now) {
        if (running != null || refused) {
            return;
        }
        var state = claim.state();
        var cursor = state == null ? Cursor.START : Cursor.parse(state.cursor());
        try {
            running = source.open(new SourceConfig(definition), cursor, new Sink(cursor));
        } catch (RuntimeException | LinkageError e) {
            // A source that cannot open one feed, be it by a mistake of its own, must not keep the others from being read.
            refused = true;
            metrics.refused(Fault.WRONG_FEED, 1);
            boolean expected = e instanceof IllegalArgumentException || e instanceof UncheckedIOException;
            LOG.atError().addKeyValue("feed", definition.key()).addKeyValue("reason", e.getMessage())
                    .setCause(expected ? null : e).log("feed cannot be opened and is not read");
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        var open = running;
        if (open != null) {
            open.close();
        }
    }

    private final class Sink implements StreamSource.Sink {

        private final Seen seen;

        Sink(Cursor cursor) {
            seen = new Seen(cursor.seen(), MOST_SEEN);
        }

        @Override
        public synchronized int deliver(List<ArticleDraft> drafts, Map<String, String> marks)
                throws InterruptedException {
            try {
                return commit(drafts, marks);
            } catch (FeedClaim.NotCommitted _) {
                stopped.await(); // a claim that failed once is let go of
                throw new InterruptedException("the feed is let go of");
            }
        }

        private int commit(List<ArticleDraft> drafts, Map<String, String> marks) {
            var before = claim.state();
            boolean backfill = settings.isBackfill(definition, before);
            var articles = new ArrayList<RawArticle>();
            var fresh = new HashMap<String, Seen.Mark>();
            for (var draft : drafts) {
                var article = draft.toRaw(definition.key(), definition.name(), clock.instant(), backfill,
                        settings.longestText());
                var key = Seen.hash(article.articleId());
                var mark = new Seen.Mark("", Seen.hash(article.contentHash()), true);
                if (!mark.equals(seen.get(key)) && !mark.equals(fresh.put(key, mark))) {
                    articles.add(article);
                }
            }
            var next = new Seen(seen.text(), MOST_SEEN);
            fresh.forEach(next::put);
            // An empty delivery says that everything which was there at first has been read.
            boolean primed = drafts.isEmpty() || (before != null && before.primed());
            claim.commit(articles, new FeedState(definition.key(), new Cursor(null, next.text(), marks).json(),
                    clock.instant(), null, articles.isEmpty() ? "nothing-new" : "new", 0, primed));
            fresh.forEach(seen::put);
            metrics.articlesPublished(articles.size(), backfill);
            return articles.size();
        }

        @Override
        public void refused(List<Found.Refused> refusals) {
            refusals.forEach(refused -> metrics.refused(refused.fault(), 1));
            for (var refused : refusals.subList(0, Math.min(MOST_TOLD, refusals.size()))) {
                LOG.atWarn().addKeyValue("feed", definition.key()).addKeyValue("at", refused.origin())
                        .addKeyValue("why", refused.fault().word()).addKeyValue("reason", refused.reason())
                        .log("not an article; the rest goes on");
            }
            if (refusals.size() > MOST_TOLD) {
                LOG.atWarn().addKeyValue("feed", definition.key()).addKeyValue("at", refusals.getLast().origin())
                        .addKeyValue("more", refusals.size() - MOST_TOLD).log("nor are more places of this file");
            }
        }
    }
}
