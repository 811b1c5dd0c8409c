package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.ingest.publish.Fault;
import io.newswatch.ingest.source.Sources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private final PollSlots slots;
    private final Map<String, Held> feeds = new HashMap<>();

    OwnedFeeds(Sources sources, Poller poller, IngestSettings settings, IngestMetrics metrics, InstantSource clock) {
        this.sources = sources;
        this.poller = poller;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.slots = new PollSlots(settings.concurrency());
    }

    /// A feed, the partition it came with, and what reads it.
    private record Held(FeedDefinition definition, int partition, OwnedFeed feed) {}

    @Override
    public void came(FeedDefinition feed, int partition, FeedClaim claim) {
        var before = feeds.get(feed.key());
        if (before == null || !before.definition().equals(feed)) {
            removed(feed.key());
            open(feed, claim).ifPresentOrElse(owned -> feeds.put(feed.key(), new Held(feed, partition, owned)),
                    () -> refuse(feed));
            metrics.feedsOwned(feeds.size());
        }
    }

    private Optional<OwnedFeed> open(FeedDefinition feed, FeedClaim claim) {
        return sources.polled(feed.source())
                .<OwnedFeed>map(polled -> new PolledFeed(feed, claim, polled, poller, slots))
                .or(() -> sources.streaming(feed.source()).map(
                        stream -> new StreamedFeed(feed, claim, stream, settings, metrics, clock)));
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
            gone.feed().stop();
            metrics.feedsOwned(feeds.size());
        }
    }

    @Override
    public void lost(int partition) {
        feeds.values().stream().filter(held -> held.partition() == partition).map(held -> held.definition().key())
                .toList().forEach(this::removed);
    }

    void startWhatIsDue(Instant now) {
        for (var held : feeds.values()) {
            if (held.definition().enabled()) {
                held.feed().startIfDue(now);
            }
        }
    }

    void letGoOfAll() {
        feeds.values().forEach(held -> held.feed().stop());
        feeds.clear();
        metrics.feedsOwned(0);
    }

    int count() {
        return feeds.size();
    }
}
