package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.FeedState;
import io.newswatch.ingest.source.FeedSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A feed that is asked when it is due, one poll at a time, each on a virtual thread.
final class PolledFeed implements OwnedFeed {

    private static final Logger LOG = LoggerFactory.getLogger(PolledFeed.class);

    private final FeedDefinition definition;
    private final FeedClaim claim;
    private final FeedSource source;
    private final Poller poller;
    private final PollSlots slots;
    private volatile @Nullable Thread poll;

    PolledFeed(FeedDefinition definition, FeedClaim claim, FeedSource source, Poller poller, PollSlots slots) {
        this.definition = definition;
        this.claim = claim;
        this.source = source;
        this.poller = poller;
        this.slots = slots;
    }

    @Override
    public void startIfDue(Instant now) {
        if (poll == null && isDue(now) && slots.tryTake(definition.key())) {
            var starting = Thread.ofVirtual().name("newswatch-poll-" + definition.key()).unstarted(this::poll);
            poll = starting; // before it runs: its last act is to take itself off
            starting.start();
        }
    }

    private boolean isDue(Instant now) {
        var state = claim.state();
        // A poll in the future was one by a clock that was wrong, and so is what it says of the next.
        return state == null || state.nextDueAt() == null || !state.nextDueAt().isAfter(now)
                || state.polledAt().isAfter(now);
    }

    private void poll() {
        try {
            var before = claim.state();
            tell(before, poller.poll(definition, source, claim));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (FeedClaim.NotCommitted _) {
            // Counted and told where it failed; the feed will be ours anew, or another's.
        } finally {
            slots.giveBack(definition.key());
            poll = null;
        }
    }

    /// Once when a feed stops or starts to answer, not at every poll.
    private void tell(@Nullable FeedState before, PollOutcome outcome) {
        boolean wasGood = before == null || before.failures() == 0;
        var line = outcome.good() == wasGood && before != null
                ? LOG.atDebug()
                : outcome.good() ? LOG.atInfo() : LOG.atWarn();
        line.addKeyValue("feed", definition.key()).addKeyValue("outcome", outcome.word())
                .addKeyValue("detail", outcome.detail()).log("feed polled");
    }

    @Override
    public void stop() {
        var polling = poll;
        if (polling != null) {
            polling.interrupt();
        }
    }
}
