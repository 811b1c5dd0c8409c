package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.ingest.publish.Fault;
import io.newswatch.ingest.source.Sources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The feeds that are ours for now, each read in the manner of its source. Used by the thread of [PollLoop].
final class OwnedFeeds implements FeedAssignment.Follower {

    private static final Logger LOG = LoggerFactory.getLogger(OwnedFeeds.class);

    private final Sources sources;
    private final Poller poller;
    private final IngestSettings settings;
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private final Semaphore slots;
    private final Map<String, OwnedFeed> feeds = new HashMap<>();

    OwnedFeeds(Sources sources, Poller poller, IngestSettings settings, IngestMetrics metrics, InstantSource clock) {
        this.sources = sources;
        this.poller = poller;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.slots = new Semaphore(settings.concurrency());
    }

    @Override
    public void came(FeedDefinition feed, int partition, FeedClaim claim) {
        var before = feeds.get(feed.key());
        if (before == null || !before.definition().equals(feed)) {
            removed(feed.key());
            open(feed, partition, claim).ifPresentOrElse(owned -> feeds.put(feed.key(), owned), () -> refuse(feed));
            metrics.feedsOwned(feeds.size());
        }
    }

    private Optional<OwnedFeed> open(FeedDefinition feed, int partition, FeedClaim claim) {
        return sources.polled(feed.source())
                .<OwnedFeed>map(polled -> new PolledFeed(feed, partition, claim, polled, poller, slots))
                .or(() -> sources.streaming(feed.source()).map(
                        stream -> new StreamedFeed(feed, partition, claim, stream, settings, metrics, clock)));
    }

    private void refuse(FeedDefinition feed) {
        metrics.refused(Fault.WRONG_FEED, 1);
        LOG.atError().addKeyValue("feed", feed.key()).addKeyValue("source", feed.source())
                .addKeyValue("known", sources.names()).log("feed has an unknown source and is not read");
    }

    @Override
    public void removed(String key) {
        var gone = feeds.remove(key);
        if (gone != null) {
            gone.stop();
            metrics.feedsOwned(feeds.size());
        }
    }

    @Override
    public void lost(int partition) {
        feeds.values().stream().filter(feed -> feed.partition() == partition).map(feed -> feed.definition().key())
                .toList().forEach(this::removed);
    }

    void startWhatIsDue(Instant now) {
        for (var feed : feeds.values()) {
            if (feed.definition().enabled()) {
                feed.startIfDue(now);
            }
        }
    }

    void letGoOfAll() {
        feeds.values().forEach(OwnedFeed::stop);
        feeds.clear();
        metrics.feedsOwned(0);
    }

    int count() {
        return feeds.size();
    }
}
