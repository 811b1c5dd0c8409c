package io.newswatch.standalone.up;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topics;
import io.newswatch.contract.Verdict;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.StandaloneSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays the sample: teaches the background, then lets the news arrive one by one as they would in life, and counts what
/// became of them. The counts are safe for use by many threads.
final class SamplePlayer implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(SamplePlayer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ALERTS_GROUP = "newswatch-alerts";

    private final Settings settings;
    private final Sample sample;
    private final Consumer<SamplePlayer> whenThrough;
    private final Semaphore enriched = new Semaphore(0);
    private final Map<TopicPartition, Long> lastEnriched = new ConcurrentHashMap<>();
    private final AtomicInteger newSentences = new AtomicInteger();
    private final AtomicInteger recycledSentences = new AtomicInteger();
    private volatile boolean through;
    private @Nullable Thread thread;

    /// @param whenThrough called once, on the player's thread, when the last article has been matched against the rules
    SamplePlayer(Settings settings, Sample sample, Consumer<SamplePlayer> whenThrough) {
        this.settings = settings;
        this.sample = sample;
        this.whenThrough = whenThrough;
    }

    /// Takes note of an article that came out of enrich.
    void onEnriched(ConsumerRecord<String, EnrichedArticle> record) {
        for (var sentence : record.value().sentences()) {
            (sentence.verdict() == Verdict.REPEAT ? recycledSentences : newSentences).incrementAndGet();
        }
        lastEnriched.put(new TopicPartition(record.topic(), record.partition()), record.offset());
        enriched.release();
    }

    int newSentences() {
        return newSentences.get();
    }

    int recycledSentences() {
        return recycledSentences.get();
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("sample").start(this::play);
    }

    private void play() {
        try {
            publishAll();
            awaitMatched();
            through = true;
            whenThrough.accept(this);
        } catch (InterruptedException | InterruptException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            LOG.atError().setCause(e).log("the sample could not be played to its end");
        }
    }

    private void publishAll() throws InterruptedException {
        try (var producer = new KafkaProducer<>(KafkaClients.producer(settings, "sample"),
                Topics.RAW_ARTICLES.key().serializer(), Topics.RAW_ARTICLES.value().serializer())) {
            publish(producer, sample.background());
            int underWay = sample.background().size();
            if (StandaloneSettings.ARTICLE_PARTITIONS.in(settings) > 1) { // else they keep their order by themselves
                awaitEnriched(underWay);
                underWay = 0;
            }
            for (var article : sample.news()) {
                publish(producer, List.of(article));
                awaitEnriched(underWay + 1);
                underWay = 0;
            }
        }
    }

    private static void publish(KafkaProducer<String, RawArticle> producer, List<RawArticle> articles) {
        for (var article : articles) {
            var _ = producer
                    .send(new ProducerRecord<>(Topics.RAW_ARTICLES.name(), article.articleId(), arriving(article)));
        }
        producer.flush();
    }

    /// @return the article as if it arrived now
    private static RawArticle arriving(RawArticle article) {
        return new RawArticle(article.articleId(), article.feed(), article.source(), article.url(), article.title(),
                article.text(), article.extent(), article.truncated(), article.author(), article.language(),
                article.publishedAt(), Instant.now(), article.contentHash(), article.backfill());
    }

    private void awaitEnriched(int articles) throws InterruptedException {
        if (!enriched.tryAcquire(articles, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("no enriched article came within " + PATIENCE.toSeconds()
                    + " s; /health/ready tells which service is not at work");
        }
    }

    /// Alerts has matched an article when it has committed its offset, together with the alerts.
    private void awaitMatched() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(KafkaClients.admin(settings, "sample"))) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!matched(admin)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("alerts did not read the sample to its end within "
                            + PATIENCE.toSeconds() + " s");
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private boolean matched(Admin admin) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(ALERTS_GROUP).partitionsToOffsetAndMetadata().get();
        return lastEnriched.entrySet().stream().allMatch(last -> {
            var offset = committed.get(last.getKey());
            return offset != null && offset.offset() > last.getValue();
        });
    }

    @Override
    public Health health() {
        return Health.ready(through ? "played to its end" : "playing");
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
