package io.newswatch.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topics;
import io.newswatch.ingest.fetch.Fetcher;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.ingest.publish.ArticlePublisher;
import io.newswatch.ingest.publish.ArticlePublisher.Ownership;
import io.newswatch.ingest.publish.Fault;
import io.newswatch.ingest.source.Cursor;
import io.newswatch.ingest.source.FeedSource;
import io.newswatch.ingest.source.Seen;
import io.newswatch.ingest.source.SourceConfig;
import io.newswatch.ingest.source.Sources;
import io.newswatch.ingest.source.StreamSource;
import io.newswatch.ingest.source.StreamSource.TooLargeException;
import io.newswatch.runtime.FailedRecord;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.RuntimeSettings;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.TableLetters;
import io.newswatch.runtime.TableLetters.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Feeds to [Topics#RAW_ARTICLES].
///
/// One thread follows the feeds topic as a member of a group: a partition that it is given brings its feeds, whose states are
/// read to their end before anything of it is polled. Feeds that are due are polled on virtual threads; each poll ends with
/// one transaction of articles and state, which only the partition's owner can commit. When a commit fails, all is let go
/// of and begun anew from what Kafka holds, so memory and Kafka never differ.
///
/// Safe for use by many threads.
public final class IngestApp implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(IngestApp.class);
    private static final String GROUP = "newswatch-ingest";
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_SEEN = 500;
    private static final int MOST_TOLD = 10;
    private static final List<Table> TABLES = List.of(
            new Table(Topics.FEEDS.name(), "feeds", (_, json) -> Topics.FEEDS.ofBytes(json)),
            new Table(Topics.FEED_STATE.name(), "feeds", (_, json) -> Topics.FEED_STATE.ofBytes(json)));

    private final Settings settings;
    private final IngestSettings ingest;
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private final Sources sources;
    private final Fetcher fetcher;
    private final Poller poller;
    private final ArticlePublisher publisher;
    private final TableLetters letters;
    private final Semaphore slots;

    private final ConcurrentMap<String, Owned> owned = new ConcurrentHashMap<>();
    private final ConcurrentMap<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> targets = new HashMap<>();
    private volatile @Nullable ConsumerGroupMetadata member;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile Health health = Health.notReady("not started");
    private volatile boolean closing;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean restart;
    private @Nullable Thread thread;
    private StreamSource.@Nullable Running push;

    private IngestApp(Settings settings, MeterRegistry registry, InstantSource clock) {
        this.settings = settings;
        this.ingest = IngestSettings.from(settings);
        this.metrics = new IngestMetrics(registry);
        this.clock = clock;
        this.sources = Sources.load(ingest.plugins());
        this.fetcher = new Fetcher(ingest.limits());
        this.poller = new Poller(fetcher, ingest, metrics, clock);
        this.slots = new Semaphore(ingest.concurrency());
        var config = KafkaClients.transactionalProducer(settings, "ingest", GROUP + "-" + instance(settings));
        this.publisher = new ArticlePublisher(config);
        this.letters = TableLetters.of("ingest", settings, registry, IngestApp::deadLetter, TABLES);
    }

    /// @throws FeedsFile.FeedsFileException when the feeds file has mistakes
    public static IngestApp of(Settings settings, MeterRegistry registry) {
        return new IngestApp(settings, registry, InstantSource.system());
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(FailedRecord failed) {
        return DeadLetter.of(failed.app(), failed.stage(), failed.topic(), failed.partition(), failed.offset(),
                failed.error(), failed.at()).record(failed.key(), failed.value());
    }

    private static String instance(Settings settings) {
        return RuntimeSettings.INSTANCE.in(settings).orElse("main");
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void start() {
        var feeds = ingest.feeds().map(file -> FeedsFile.read(file, sources.names()));
        publisher.open();
        feeds.ifPresent(this::define);
        if (ingest.push()) {
            push = openPush();
        }
        thread = Thread.ofPlatform().name("newswatch-ingest").start(this::work);
    }

    // ---- feeds

    /// Brings the feeds topic up to what the file says: changed and new feeds are written, those taken out of it go.
    private void define(List<FeedDefinition> wanted) {
        var there = readAll(Topics.FEEDS.name(), Topics.FEEDS.value().deserializer());
        var config = KafkaClients.producer(settings, "ingest-feeds");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(Topics.FEEDS.name()).size();
            var sent = new ArrayList<Future<RecordMetadata>>();
            var keys = new HashSet<String>();
            for (var feed : wanted) {
                keys.add(feed.key());
                if (!feed.equals(there.get(feed.key()))) {
                    sent.add(producer.send(new ProducerRecord<>(Topics.FEEDS.name(),
                            ArticlePublisher.partition(feed.key(), partitions), feed.key(),
                            Topics.FEEDS.value().serializer().serialize(Topics.FEEDS.name(), feed))));
                }
            }
            there.forEach((key, feed) -> {
                if (!keys.contains(key) && "file".equals(feed.options().get(FeedsFile.ORIGIN))) {
                    byte[] nothing = null;
                    sent.add(producer.send(new ProducerRecord<>(Topics.FEEDS.name(),
                            ArticlePublisher.partition(key, partitions), key, nothing)));
                }
            });
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the feeds file could not be written to " + Topics.FEEDS.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    private <T> Map<String, T> readAll(String topic, Deserializer<T> format) {
        try (var reader = reader()) {
            var partitions = new ArrayList<TopicPartition>();
            for (var info : reader.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
            return readToEnd(reader, partitions, format);
        }
    }

    private Consumer<String, byte[]> reader() {
        var config = KafkaClients.consumer(settings, "ingest-reader");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// The latest record of each key.
    private <T> Map<String, T> readToEnd(Consumer<String, byte[]> reader, Collection<TopicPartition> partitions,
            Deserializer<T> format) {
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        var ends = reader.endOffsets(partitions);
        var found = new HashMap<String, T>();
        var deadline = clock.instant().plus(PATIENCE);
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            if (clock.instant().isAfter(deadline)) {
                throw new KafkaException("could not read " + partitions + " to their ends within "
                        + PATIENCE.toSeconds() + " s");
            }
            for (var record : reader.poll(TICK)) {
                var value = decode(format, record.topic(), record.key(), record.value());
                if (value == null) {
                    found.remove(record.key());
                } else {
                    found.put(record.key(), value);
                }
            }
        }
        return found;
    }

    private <T> @Nullable T decode(Deserializer<T> format, String topic, String key, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return format.deserialize(topic, bytes);
        } catch (KafkaException e) {
            metrics.refused(Fault.WRONG_RECORD, 1);
            letters.look();
            LOG.atWarn().addKeyValue("topic", topic).addKeyValue("key", key).addKeyValue("reason", e.getMessage())
                    .log("record cannot be read and is left out");
            return null;
        }
    }

    // ---- following the feeds topic

    private void work() {
        int failures = 0;
        while (!closing) {
            try {
                restart = false;
                follow();
                failures = 0;
            } catch (WakeupException _) {
                // Asked to close.
            } catch (KafkaException | IllegalStateException e) {
                failures++;
                health = Health.notReady("begins anew: " + e.getMessage());
                LOG.atWarn().addKeyValue("reason", e.getMessage()).addKeyValue("failures", failures)
                        .log("ingest begins anew from what Kafka holds");
                pause(Duration.ofMillis(Math.min(10_000, 200L << Math.min(failures, 6))));
            }
        }
        health = Health.notReady("closed");
    }

    private void follow() {
        var config = KafkaClients.consumer(settings, "ingest");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, GROUP + "-" + instance(settings));
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(RuntimeSettings.STREAMS_SESSION_TIMEOUT.in(settings).toMillis()));
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
        try (var following = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer = following;
            following.subscribe(List.of(Topics.FEEDS.name()), new Partitions(following));
            while (!closing && !restart) {
                for (var record : following.poll(TICK)) {
                    changed(new TopicPartition(record.topic(), record.partition()), record.key(), decode(
                            Topics.FEEDS.value().deserializer(), record.topic(), record.key(), record.value()));
                }
                for (var partition : following.assignment()) {
                    positions.put(partition, following.position(partition));
                }
                member = following.groupMetadata();
                if (!following.assignment().isEmpty()) {
                    health = Health.ready(owned.size() + " feeds");
                }
                startWhatIsDue();
            }
        } finally {
            consumer = null;
            letGo(Set.copyOf(positions.keySet()));
        }
    }

    private void changed(TopicPartition partition, String key, @Nullable FeedDefinition feed) {
        var now = owned.get(key);
        if (feed == null) {
            var gone = owned.remove(key);
            if (gone != null) {
                gone.stop();
            }
        } else if (now == null) {
            owned.put(key, new Owned(feed, partition, states.remove(key)));
        } else if (!now.feed.equals(feed)) {
            now.stop();
            owned.put(key, new Owned(feed, partition, now.state));
        }
        metrics.feedsOwned(owned.size());
    }

    /// States read ahead of the definitions they belong to; used by the following thread only.
    private final Map<String, FeedState> states = new HashMap<>();

    private final class Partitions implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> following;

        Partitions(Consumer<String, byte[]> following) {
            this.following = following;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> given) {
            if (given.isEmpty()) {
                return;
            }
            try (var reader = reader()) {
                var stateful = given.stream()
                        .map(partition -> new TopicPartition(Topics.FEED_STATE.name(), partition.partition())).toList();
                states.putAll(readToEnd(reader, stateful, Topics.FEED_STATE.value().deserializer()));
            }
            following.seekToBeginning(given);
            targets.putAll(following.endOffsets(given));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> taken) {
            letGo(taken);
        }
    }

    private void letGo(Collection<TopicPartition> taken) {
        for (var feed : List.copyOf(owned.values())) {
            if (taken.contains(feed.partition)) {
                owned.remove(feed.feed.key(), feed);
                feed.stop();
            }
        }
        taken.forEach(partition -> {
            positions.remove(partition);
            targets.remove(partition);
        });
        metrics.feedsOwned(owned.size());
    }

    /// Nothing of a partition is polled before its definitions are read to where they ended when it was given to us.
    private boolean isReady(TopicPartition partition) {
        return positions.getOrDefault(partition, 0L) >= targets.getOrDefault(partition, Long.MAX_VALUE);
    }

    private void startWhatIsDue() {
        var now = clock.instant();
        for (var feed : owned.values()) {
            if (feed.feed.enabled() && isReady(feed.partition)) {
                feed.startIfDue(now);
            }
        }
    }

    private Ownership ownership(TopicPartition partition) {
        var group = member;
        var position = positions.get(partition);
        if (group == null || position == null) {
            throw new KafkaException("partition " + partition + " is no longer ours");
        }
        return new Ownership(Map.of(partition, new OffsetAndMetadata(position)), group);
    }

    private void commit(TopicPartition partition, List<RawArticle> articles, FeedState state) {
        var timer = io.micrometer.core.instrument.Timer.start();
        try {
            metrics.tooLarge(publisher.publish(articles, state, ownership(partition)).size());
        } catch (KafkaException e) {
            metrics.commitFailed();
            LOG.atWarn().addKeyValue("feed", state.key()).addKeyValue("reason", e.getMessage())
                    .log("poll could not be committed; nothing of it holds");
            restart = true;
            throw new Poller.CommitException(e);
        }
        timer.stop(metrics.commits());
    }

    /// A feed that is ours for now.
    private final class Owned {

        private final FeedDefinition feed;
        private final TopicPartition partition;
        private volatile @Nullable FeedState state;
        private volatile @Nullable Thread poll;
        private StreamSource.@Nullable Running stream;
        private boolean broken;

        Owned(FeedDefinition feed, TopicPartition partition, @Nullable FeedState state) {
            this.feed = feed;
            this.partition = partition;
            this.state = state;
        }

        /// Called by the following thread only.
        void startIfDue(Instant now) {
            var polled = sources.polled(feed.source());
            if (polled.isPresent()) {
                var before = state;
                boolean due = before == null || before.nextDueAt() == null || !before.nextDueAt().isAfter(now);
                if (poll == null && due && slots.tryAcquire()) {
                    poll = Thread.ofVirtual().name("newswatch-poll-" + feed.key()).start(() -> poll(polled.get()));
                }
            } else if (stream == null && !broken) {
                open();
            }
        }

        private void poll(FeedSource source) {
            try {
                var before = state;
                var outcome = poller.poll(feed, source, before, (articles, next) -> {
                    commit(partition, articles, next);
                    state = next;
                });
                tell(before, outcome);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Poller.CommitException _) {
                metrics.pollEnded(new PollOutcome.Failed("not committed"));
            } finally {
                slots.release();
                poll = null;
            }
        }

        /// Once when a feed stops or starts to answer, not at every poll.
        private void tell(@Nullable FeedState before, PollOutcome outcome) {
            boolean wasGood = before == null || before.failures() == 0;
            var line = outcome.good() == wasGood && before != null
                    ? LOG.atDebug()
                    : outcome.good() ? LOG.atInfo() : LOG.atWarn();
            line.addKeyValue("feed", feed.key()).addKeyValue("outcome", outcome.word())
                    .addKeyValue("detail", outcome.detail()).log("feed polled");
        }

        private void open() {
            var streaming = sources.streaming(feed.source());
            if (streaming.isEmpty()) {
                broken = true;
                metrics.refused(Fault.WRONG_FEED, 1);
                LOG.atError().addKeyValue("feed", feed.key()).addKeyValue("source", feed.source())
                        .addKeyValue("known", sources.names()).log("feed has an unknown source and is not read");
                return;
            }
            var before = state;
            var cursor = before == null ? Cursor.START : Cursor.parse(before.cursor());
            try {
                stream = streaming.get().open(new SourceConfig(feed), cursor, new FeedSink(this, cursor));
            } catch (IllegalArgumentException | UncheckedIOException e) {
                broken = true;
                metrics.refused(Fault.WRONG_FEED, 1);
                LOG.atError().addKeyValue("feed", feed.key()).addKeyValue("reason", e.getMessage())
                        .log("feed cannot be opened and is not read");
            }
        }

        void stop() {
            var running = stream;
            if (running != null) {
                running.close();
                stream = null;
            }
            var polling = poll;
            if (polling != null) {
                polling.interrupt();
            }
        }
    }

    /// Where a streaming source of a feed delivers to.
    private final class FeedSink implements StreamSource.Sink {

        private final Owned owner;
        private final Seen seen;

        FeedSink(Owned owner, Cursor cursor) {
            this.owner = owner;
            this.seen = new Seen(cursor.seen(), MOST_SEEN);
        }

        @Override
        public synchronized int deliver(List<ArticleDraft> drafts, Map<String, String> marks)
                throws InterruptedException {
            while (true) {
                try {
                    return once(drafts, marks);
                } catch (Poller.CommitException _) {
                    // The app is about to close this source and to begin anew; wait for that.
                    if (closed.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                        throw new InterruptedException("ingest closes");
                    }
                }
            }
        }

        private int once(List<ArticleDraft> drafts, Map<String, String> marks) {
            var before = owner.state;
            boolean primed = before != null && before.primed();
            var first = owner.feed.options().getOrDefault("first-poll", ingest.firstPollIsNews() ? "news" : "backfill");
            boolean backfill = !primed && !first.equals("news");
            var articles = new ArrayList<RawArticle>();
            var keys = new HashMap<String, String>();
            for (var draft : drafts) {
                var article = draft.toRaw(owner.feed.key(), owner.feed.name(), clock.instant(), backfill,
                        ingest.longestText());
                var key = Seen.hash(article.articleId());
                var hash = Seen.hash(article.contentHash());
                var known = seen.get(key);
                if ((known == null || !known.published().equals(hash)) && !hash.equals(keys.put(key, hash))) {
                    articles.add(article);
                }
            }
            var next = new Seen(seen.text(), MOST_SEEN);
            keys.forEach((key, hash) -> next.put(key, new Seen.Mark("", hash, true)));
            // An empty delivery says that everything which was there at first has been read.
            var state = new FeedState(owner.feed.key(), new Cursor(null, next.text(), marks).json(), clock.instant(),
                    null,
                    articles.isEmpty() ? "nothing-new" : "new", 0, primed || drafts.isEmpty());
            commit(owner.partition, articles, state);
            owner.state = state;
            keys.forEach((key, hash) -> seen.put(key, new Seen.Mark("", hash, true)));
            metrics.articlesPublished(articles.size(), backfill);
            return articles.size();
        }

        @Override
        public void refused(List<Found.Refused> refusals) {
            refusals.forEach(refused -> metrics.refused(refused.fault(), 1));
            for (var refused : refusals.subList(0, Math.min(MOST_TOLD, refusals.size()))) {
                LOG.atWarn().addKeyValue("feed", owner.feed.key()).addKeyValue("at", refused.origin())
                        .addKeyValue("why", refused.fault().word()).addKeyValue("reason", refused.reason())
                        .log("not an article; the rest goes on");
            }
            if (refusals.size() > MOST_TOLD) {
                LOG.atWarn().addKeyValue("feed", owner.feed.key()).addKeyValue("at", refusals.getLast().origin())
                        .addKeyValue("more", refusals.size() - MOST_TOLD).log("nor are more places of this file");
            }
        }
    }

    // ---- push

    private StreamSource.Running openPush() {
        var token = ingest.pushToken().orElseGet(() -> keptToken(ingest.pushTokenFile()));
        var feed = new FeedDefinition("push/push", "push", ingest.pushHost() + ":" + ingest.pushPort(), "push", null,
                true,
                Map.of("token", token, "max-bytes", String.valueOf(ingest.pushLargest())));
        var source = sources.streaming("push").orElseThrow(() -> new IllegalStateException("no push source"));
        var running = source.open(new SourceConfig(feed), Cursor.START, new PushSink());
        LOG.atInfo().addKeyValue("address", "http://" + feed.location() + "/articles")
                .addKeyValue("token", ingest.pushToken().isPresent() ? "ingest.push-token" : ingest.pushTokenFile())
                .log("articles may be pushed");
        return running;
    }

    /// Pushed articles belong to no feed: nothing is remembered of them here, and a repetition is none further on.
    private final class PushSink implements StreamSource.Sink {

        @Override
        public int deliver(List<ArticleDraft> drafts, Map<String, String> marks) {
            var now = clock.instant();
            var articles = drafts.stream().map(draft -> draft.toRaw(null, "push", now, false, ingest.longestText()))
                    .toList();
            var tooLarge = articles.stream().filter(article -> publisher.exceeds(article).isPresent()).toList();
            if (!tooLarge.isEmpty()) {
                throw new TooLargeException(tooLarge.stream().map(RawArticle::articleId).toList(),
                        publisher.exceeds(tooLarge.getFirst()).orElseThrow());
            }
            try {
                metrics.tooLarge(publisher.publish(articles).size());
            } catch (KafkaException e) {
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

    /// @return the token in the file; made and written for its owner's eyes only when there is none
    static String keptToken(Path file) {
        try {
            if (Files.exists(file)) {
                var kept = Files.readString(file).strip();
                if (kept.isEmpty()) {
                    throw new IllegalStateException(file + " is empty: write a token into it or delete it");
                }
                return kept;
            }
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            var token = HexFormat.of().formatHex(bytes);
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    mine)) {
                channel.write(StandardCharsets.UTF_8.encode(token + "\n"));
            }
            return token;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep the push token in " + file + " (setting ingest.push-token-file)", e);
        }
    }

    private void pause(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        closed.countDown();
        var running = push;
        if (running != null) {
            running.close();
            push = null;
        }
        var following = consumer;
        if (following != null) {
            following.wakeup();
        }
        var worker = thread;
        if (worker != null) {
            try {
                // Interrupted it could not leave its group in peace: only when it hangs.
                if (!worker.join(Duration.ofSeconds(4))) {
                    worker.interrupt();
                    worker.join(Duration.ofSeconds(2));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        publisher.close();
        letters.close();
        fetcher.close();
    }
}
