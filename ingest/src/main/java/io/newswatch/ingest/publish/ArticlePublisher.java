package io.newswatch.ingest.publish;

import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.MeteredClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes articles and the state of their feed in one transaction, so that after any crash both are there or neither.
/// A poll's transaction also carries an offset of the feeds topic, with which the broker refuses whoever no longer owns the
/// feed's partition. Nothing is fetched while a transaction is open. An article of too many bytes is turned away before its
/// transaction hears of it, since Kafka's own check would make the whole transaction fail, at every try; a dead letter in
/// its place says which it was. Safe for use by many threads, which take turns.
public final class ArticlePublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArticlePublisher.class);
    /// More than what a batch of one record adds to its key and value.
    private static final int OVERHEAD = 512;
    /// What a producer takes when nothing is said.
    private static final int KAFKAS_LARGEST = 1 << 20;

    private final Supplier<Producer<String, byte[]>> producers;
    private final int largest;
    private @Nullable Producer<String, byte[]> producer;
    private boolean closed;

    /// @param config of a transactional producer, of which one is made again after every failure
    public ArticlePublisher(Map<String, Object> config) {
        this(config, () -> new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    /// @param config  of a transactional producer, of which one is made again after every failure
    /// @param clients make it
    public ArticlePublisher(Map<String, Object> config, MeteredClients clients) {
        this(config, () -> clients.producer(config, new StringSerializer(), new ByteArraySerializer()));
    }

    private ArticlePublisher(Map<String, Object> config, Supplier<Producer<String, byte[]>> producers) {
        this.producers = producers;
        this.largest = Integer.parseInt(
                String.valueOf(config.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KAFKAS_LARGEST)));
    }

    /// Proof of owning a feed: an offset of its partition of the feeds topic, and the membership under which it is read.
    public record Ownership(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata member) {}

    /// The partition of the feeds and feed-state topics where a feed lives: by its domain, so that one instance reads all
    /// feeds of a site and can be polite to it.
    ///
    /// @param key        `domain/feedId`
    /// @param partitions of the topic, at least 1
    public static int partition(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(site(key).getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /// @param key `domain/feedId`
    /// @return the domain
    public static String site(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /// Opens the connection to Kafka unless it is open. That ends whatever was begun under this name before and not ended,
    /// by a former process or by a producer that failed, one way or the other: what is read of Kafka afterwards holds.
    public synchronized void open() {
        producer();
    }

    /// Whether an article would become a dead letter for its size; for those who can still tell its author.
    ///
    /// @return how large the largest may be, when it is larger than that
    public OptionalInt exceeds(RawArticle article) {
        return size(record(article)) > largest ? OptionalInt.of(largest) : OptionalInt.empty();
    }

    private static ProducerRecord<String, byte[]> record(RawArticle article) {
        return new ProducerRecord<>(Topics.RAW_ARTICLES.name(), article.articleId(),
                Topics.RAW_ARTICLES.value().serializer().serialize(Topics.RAW_ARTICLES.name(), article));
    }

    private static long size(ProducerRecord<String, byte[]> record) {
        return OVERHEAD + record.key().length() * 3L + record.value().length;
    }

    /// Publishes articles that belong to no feed.
    ///
    /// @return those that were too large and are dead letters; usually none
    public List<RawArticle> publish(List<RawArticle> articles) {
        return publish(articles, null, null);
    }

    /// Publishes, all or nothing; returns when it is committed.
    ///
    /// @param state the feed's new state; null for articles of no feed
    /// @param owner proof of owning the feed; null for articles of no feed
    /// @return those that were too large and are dead letters; usually none
    /// @throws KafkaException when nothing was committed, or when it is not known whether it was; then the feed's state
    ///         must be read again before it is polled again
    public synchronized List<RawArticle> publish(List<RawArticle> articles, @Nullable FeedState state,
            @Nullable Ownership owner) {
        if (closed) {
            throw new KafkaException("the publisher is closed");
        }
        var tooLarge = new ArrayList<RawArticle>();
        if (articles.isEmpty() && state == null) {
            return tooLarge;
        }
        var open = producer();
        try {
            open.beginTransaction();
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (var article : articles) {
                var record = record(article);
                long size = size(record);
                if (size > largest) {
                    tooLarge.add(article);
                    record = deadLetter(article, size);
                }
                sent.add(open.send(record));
            }
            if (state != null) {
                int partitions = open.partitionsFor(Topics.FEED_STATE.name()).size();
                sent.add(open.send(new ProducerRecord<>(Topics.FEED_STATE.name(), partition(state.key(), partitions),
                        state.key(),
                        Topics.FEED_STATE.value().serializer().serialize(Topics.FEED_STATE.name(), state))));
            }
            if (owner != null) {
                open.sendOffsetsToTransaction(owner.offsets(), owner.member());
            }
            open.commitTransaction();
            for (var one : sent) {
                one.get();
            }
            return tooLarge;
        } catch (RuntimeException | ExecutionException | InterruptedException e) {
            giveUp(open, e instanceof InterruptedException || Thread.interrupted());
            throw e instanceof KafkaException kafka ? kafka : new KafkaException(e);
        }
    }

    /// The letter goes without the article, for which there is no room there either; it says where to find it.
    private ProducerRecord<String, byte[]> deadLetter(RawArticle article, long size) {
        var reason = "an article of " + size + " bytes is larger than records.max-size, " + largest + " bytes: "
                + (article.url() == null ? article.source() + ", " + article.title() : article.url());
        LOG.atWarn().addKeyValue("article", article.articleId()).addKeyValue("reason", reason)
                .log("article is too large and is a dead letter; raise records.max-size or lower ingest.longest-text");
        var letter = new DeadLetter("ingest", "production", Topics.RAW_ARTICLES.name(), -1, -1, reason,
                RecordTooLargeException.class.getName(), article.arrivedAt());
        byte @Nullable [] noRoom = null;
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, article.articleId(), noRoom, letter.toHeaders());
    }

    private Producer<String, byte[]> producer() {
        var open = producer;
        if (open == null) {
            open = producers.get();
            try {
                open.initTransactions();
            } catch (KafkaException e) {
                open.close(Duration.ZERO);
                throw e;
            }
            producer = open;
        }
        return open;
    }

    /// Lets go of a producer with which anything failed, whatever that was: the next one begins anew.
    ///
    /// @param interrupted whether there is no time to abort; the next producer of this name does that at the broker, as it
    ///                    does for one that is fenced or broken
    private void giveUp(Producer<String, byte[]> open, boolean interrupted) {
        producer = null;
        try {
            if (!interrupted) {
                open.abortTransaction();
            }
            open.close(interrupted ? Duration.ZERO : Duration.ofSeconds(1));
        } catch (KafkaException | IllegalStateException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage())
                    .log("transaction is left to the next producer to abort");
            open.close(Duration.ZERO);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        var open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ofSeconds(3));
        }
    }
}
