package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topics;
import io.newswatch.ingest.publish.ArticlePublisher;
import io.newswatch.ingest.publish.ArticlePublisher.Ownership;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.MeteredClients;
import io.newswatch.runtime.RuntimeSettings;
import io.newswatch.runtime.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which feeds are ours: a membership in the group that shares the partitions of the feeds topic. A partition that comes
/// brings its feeds, which are told of when their definitions and states are read to the end. Each comes with a
/// [FeedClaim]; a commit carries this membership, with which the broker refuses whoever lost the partition meanwhile.
///
/// A membership is not mended: after a commit that failed it has [#broken], and another must be made, which starts from what
/// Kafka holds. So memory and Kafka never differ. Used by one thread, but for the claims and [#wakeup].
final class FeedAssignment implements AutoCloseable {

    /// Hears which feeds are ours, on the thread of [#poll] and of [#close].
    interface Follower {

        /// A feed is ours, or ours and changed.
        void came(FeedDefinition feed, int partition, FeedClaim claim);

        /// A feed was removed.
        void removed(String key);

        /// A partition is no longer ours.
        void lost(int partition);
    }

    /// Another process took our name. It will be fenced by us if we go on, and we by it.
    static final class Fenced extends RuntimeException {

        private static final long serialVersionUID = 1;

        Fenced(FencedInstanceIdException cause) {
            super("another process reads feeds under the same name: give each its own " + RuntimeSettings.INSTANCE,
                    cause);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(FeedAssignment.class);
    private static final String GROUP = "newswatch-ingest";

    private final FeedStore store;
    private final ArticlePublisher publisher;
    private final IngestMetrics metrics;
    private final Follower follower;
    private final Consumer<String, byte[]> consumer;
    private final ConcurrentMap<Integer, Share> shares = new ConcurrentHashMap<>();
    private volatile ConsumerGroupMetadata member;
    private volatile @Nullable RuntimeException broken;
    private volatile boolean hasCommitted;

    FeedAssignment(Settings settings, MeteredClients clients, FeedStore store, ArticlePublisher publisher,
            IngestMetrics metrics, Follower follower) {
        this.store = store;
        this.publisher = publisher;
        this.metrics = metrics;
        this.follower = follower;
        consumer = clients.consumer(KafkaClients.groupConsumer(settings, "ingest", GROUP), new StringDeserializer(),
                new ByteArrayDeserializer());
        member = consumer.groupMetadata();
        consumer.subscribe(List.of(Topics.FEEDS.name()), new Shares());
    }

    /// Waits for changes and tells the follower of them.
    ///
    /// @throws Fenced when another process has our name
    void poll(Duration atMost) {
        try {
            for (var record : consumer.poll(atMost)) {
                share(record.partition()).changes.put(record.key(), Optional.ofNullable(store.definition(record)));
            }
            member = consumer.groupMetadata();
            for (var partition : consumer.assignment()) {
                share(partition.partition()).readTo(consumer.position(partition));
            }
        } catch (WakeupException _) {
            // Closing.
        } catch (FencedInstanceIdException e) {
            throw new Fenced(e);
        }
    }

    private Share share(int partition) {
        var share = shares.get(partition);
        if (share == null) {
            throw new IllegalStateException("partition " + partition + " of " + Topics.FEEDS.name() + " is not ours");
        }
        return share;
    }

    /// @return whether the group has let us in; with more members than partitions some have nothing to do
    boolean isMember() {
        return member.generationId() >= 0;
    }

    /// @return why this membership is worth nothing any more; null while it is
    @Nullable
    RuntimeException broken() {
        return broken;
    }

    /// @return whether Kafka has taken anything from this membership
    boolean hasCommitted() {
        return hasCommitted;
    }

    /// Ends a wait for changes; any thread may call it.
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private final class Shares implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> given) {
            if (given.isEmpty()) {
                return;
            }
            var states = store.states(given.stream().map(TopicPartition::partition).toList());
            consumer.seekToBeginning(given);
            consumer.endOffsets(given)
                    .forEach((partition, end) -> shares.put(partition.partition(), new Share(partition, end, states)));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> taken) {
            for (var partition : taken) {
                shares.remove(partition.partition());
                follower.lost(partition.partition());
            }
        }
    }

    /// A partition that is ours, until it is taken away: when it comes back it is another share.
    private final class Share {

        private final TopicPartition partition;
        private final long end;
        private final ConcurrentMap<String, FeedState> states;
        /// What the follower has not been told yet, empty for a feed that is gone.
        private final Map<String, Optional<FeedDefinition>> changes = new LinkedHashMap<>();
        private volatile long position;

        /// @param end    where its definitions ended when it came
        /// @param states of its feeds, and maybe of others
        Share(TopicPartition partition, long end, Map<String, FeedState> states) {
            this.partition = partition;
            this.end = end;
            this.states = new ConcurrentHashMap<>(states);
        }

        /// Nothing of a partition is told before its definitions are read to their end: a later one may change or remove it.
        void readTo(long offset) {
            position = offset;
            if (offset >= end) {
                changes.forEach((key, feed) -> feed.ifPresentOrElse(
                        now -> follower.came(now, partition.partition(), new Claim(this, key)),
                        () -> follower.removed(key)));
                changes.clear();
            }
        }

        boolean isOurs() {
            return shares.get(partition.partition()) == this;
        }

        Ownership ownership() {
            return new Ownership(Map.of(partition, new OffsetAndMetadata(position)), member);
        }
    }

    private final class Claim implements FeedClaim {

        private final Share share;
        private final String key;

        Claim(Share share, String key) {
            this.share = share;
            this.key = key;
        }

        @Override
        public @Nullable FeedState state() {
            return share.states.get(key);
        }

        @Override
        public void commit(List<RawArticle> articles, FeedState state) {
            // Taken before the question, so that a share which is lost in between has the membership under which it was ours.
            var ownership = share.ownership();
            if (!share.isOurs()) {
                throw new NotCommitted(new IllegalStateException(share.partition + " is no longer ours"));
            }
            long began = System.nanoTime();
            try {
                metrics.tooLarge(publisher.publish(articles, state, ownership).size());
                share.states.put(key, state);
                hasCommitted = true;
            } catch (KafkaException e) {
                metrics.commitFailed();
                LOG.atWarn().addKeyValue("feed", key).addKeyValue("reason", e.getMessage())
                        .log("articles could not be committed; nothing of them holds");
                broken = e;
                throw new NotCommitted(e);
            }
            metrics.committed(Duration.ofNanos(System.nanoTime() - began));
        }
    }
}
