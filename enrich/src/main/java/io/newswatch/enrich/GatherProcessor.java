package io.newswatch.enrich;

import io.newswatch.contract.Amendment.Reason;
import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.OpenArticle.Reply;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.ReplyBatch;
import io.newswatch.enrich.event.EventMergingProcessor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The memory's answers to published articles: collects them until they are complete, publishes, and amends what later
/// answers change. Used by one stream thread.
final class GatherProcessor implements Processor<String, Reply, String, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(GatherProcessor.class);
    private static final Duration LOOK_AFTER_WAITING = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_LOST = Duration.ofSeconds(10);
    private static final Duration CLEAR_AWAY = Duration.ofMinutes(1);
    private static final int CLEARED_AT_ONCE = 5_000;

    private final EnrichSettings settings;
    private final ArticleWriter writer;
    private final Backlog backlog;
    private final EnrichMetrics metrics;
    private final Set<ArticleOrder> overdue = new HashSet<>();
    /// By index partition: when it was asked about the latest article it has answered. It answers in the order in which it is
    /// asked, so what it was asked before and has not answered it never will.
    private final Map<Integer, Instant> answered = new HashMap<>();
    private @Nullable Running running;
    /// The latest arrival this task has seen, microseconds since 1970.
    private long latest = Long.MIN_VALUE;
    /// Where the clearing of old revision histories goes on; null for the beginning.
    private @Nullable String nextRevision;

    GatherProcessor(EnrichSettings settings, ArticleWriter writer, Backlog backlog, EnrichMetrics metrics) {
        this.settings = settings;
        this.writer = writer;
        this.backlog = backlog;
        this.metrics = metrics;
    }

    /// What there is once the task runs.
    private record Running(ProcessorContext<String, Object> context, KeyValueStore<String, byte[]> revisions,
            KeyValueStore<byte[], byte[]> waiting, KeyValueStore<byte[], byte[]> dossiers) {}

    @Override
    public void init(ProcessorContext<String, Object> context) {
        var task = new Running(context, context.getStateStore(EnrichStores.REVISIONS),
                context.getStateStore(EnrichStores.WAITING), context.getStateStore(EnrichStores.DOSSIERS));
        running = task;
        eachWaiting(task, backlog::comes);
        context.schedule(LOOK_AFTER_WAITING, PunctuationType.WALL_CLOCK_TIME, now -> lookAfterWaiting(task, now));
        var partialAfter = settings.partialAfter();
        context.schedule(partialAfter.compareTo(LOOK_FOR_LOST) < 0 ? partialAfter : LOOK_FOR_LOST,
                PunctuationType.WALL_CLOCK_TIME, now -> publishWhatIsOvertaken(task, now));
        context.schedule(CLEAR_AWAY, PunctuationType.WALL_CLOCK_TIME, _ -> clearAway(task));
    }

    private static void eachWaiting(Running task, Consumer<byte[]> visitor) {
        try (var waiting = task.waiting.all()) {
            waiting.forEachRemaining(entry -> visitor.accept(entry.value));
        }
    }

    @Override
    public void process(Record<String, Reply> answer) {
        var task = Objects.requireNonNull(running);
        var reply = answer.value().batch();
        latest = Math.max(latest, reply.order().arrivedMicros());
        var key = reply.order().toKey();
        var atHand = answer.value().atHand();
        var dossier = atHand == null ? stored(task, key) : atHand.dossier();
        if (dossier == null) {
            metrics.unexpectedReply();
            return;
        }
        if (dossier.isPublished()) {
            amend(task, dossier, reply, answer.timestamp());
        } else {
            if (atHand == null && !reply.late()) {
                hear(task, key, reply.partition());
            }
            dossier.take(reply);
            if (dossier.isComplete()) {
                publish(task, atHand == null ? noLongerWaiting(task, key) : atHand.raw(), dossier, answer.timestamp());
            }
        }
        task.dossiers.put(key, dossier.encode());
    }

    private static @Nullable Dossier stored(Running task, byte[] key) {
        var stored = task.dossiers.get(key);
        return stored == null ? null : Dossier.decode(stored);
    }

    private void hear(Running task, byte[] key, int partition) {
        var waiting = task.waiting.get(key);
        if (waiting != null) {
            answered.merge(partition, WaitingArticle.sinceOf(waiting), (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    private RawArticle noLongerWaiting(Running task, byte[] key) {
        var waiting = task.waiting.delete(key);
        backlog.goes(waiting);
        return WaitingArticle.decode(waiting).article();
    }

    private void publish(Running task, RawArticle raw, Dossier dossier, long timestamp) {
        var order = dossier.order();
        var article = writer.write(raw, order.revision(), dossier.judge(), !dossier.isComplete());
        dossier.published();
        overdue.remove(order);
        task.context.forward(new Record<>(order.articleId(), article, timestamp), EnrichTopology.PUBLISH);
        for (var report : EventMergingProcessor.reportsOf(article)) {
            var type = report.event().type().slug();
            task.context.forward(new Record<>(type, report, timestamp), EnrichTopology.REPORT);
        }
    }

    private void amend(Running task, Dossier dossier, ReplyBatch reply, long timestamp) {
        var before = dossier.judge();
        boolean wasPartial = dossier.isPartial();
        dossier.take(reply);
        var reason = wasPartial && dossier.isComplete() ? Reason.COMPLETED : Reason.LATE_PREDECESSOR;
        var causedAt = Instant.EPOCH.plus(reply.causedMicros(), ChronoUnit.MICROS);
        Amendments.between(before, dossier.judge(), dossier, reason, causedAt).ifPresent(amendment -> {
            dossier.published();
            metrics.amended(amendment);
            task.context.forward(new Record<>(amendment.articleId(), amendment, timestamp), EnrichTopology.AMEND);
        });
    }

    // ---- by the clock

    private void lookAfterWaiting(Running task, long nowMillis) {
        var now = Instant.ofEpochMilli(nowMillis);
        var late = waitingSince(task, now.minus(settings.replyAlarm())).stream().map(ArticleOrder::ofKey)
                .filter(overdue::add).toList();
        if (!late.isEmpty()) { // one line, for a backlog makes all articles wait
            late.forEach(_ -> metrics.waitsTooLong());
            LOG.atWarn().addKeyValue("articles", late.size()).addKeyValue("first", late.getFirst().articleId())
                    .addKeyValue("revision", late.getFirst().revision())
                    .log("articles wait long for the memory's answers");
        }
    }

    /// What waits for an answer that is lost goes out without it; what waits because the memory is slow waits on.
    private void publishWhatIsOvertaken(Running task, long nowMillis) {
        var limit = Instant.ofEpochMilli(nowMillis).minus(settings.partialAfter());
        var latest = answered.values().stream().max(Comparator.naturalOrder()).orElse(Instant.MIN);
        for (var key : waitingSince(task, latest.isBefore(limit) ? latest : limit)) {
            var since = WaitingArticle.sinceOf(task.waiting.get(key));
            var dossier = Dossier.decode(task.dossiers.get(key));
            if (dossier.unanswered().stream()
                    .anyMatch(partition -> answered.getOrDefault(partition, since).isAfter(since))) {
                publish(task, noLongerWaiting(task, key), dossier, nowMillis);
                task.dossiers.put(key, dossier.encode());
            }
        }
    }

    private static List<byte[]> waitingSince(Running task, Instant limit) {
        var keys = new ArrayList<byte[]>();
        try (var waiting = task.waiting.all()) {
            waiting.forEachRemaining(entry -> {
                if (!WaitingArticle.sinceOf(entry.value).isAfter(limit)) {
                    keys.add(entry.key);
                }
            });
        }
        return keys;
    }

    /// Forgets dossiers that no late article can change any more, and articles that have not changed for long.
    private void clearAway(Running task) {
        if (latest == Long.MIN_VALUE) {
            return;
        }
        var now = Instant.EPOCH.plus(latest, ChronoUnit.MICROS);
        clearDossiers(task, now.minus(settings.retention().lateness()).minus(settings.retention().lateness()));
        clearRevisions(task, now.minus(settings.revisionMemory()));
    }

    private static void clearDossiers(Running task, Instant limit) {
        var old = new ArrayList<byte[]>();
        try (var dossiers = task.dossiers.range(ArticleOrder.keyAt(Long.MIN_VALUE),
                ArticleOrder.keyAt(ChronoUnit.MICROS.between(Instant.EPOCH, limit)))) {
            while (dossiers.hasNext() && old.size() < CLEARED_AT_ONCE) {
                old.add(dossiers.next().key);
            }
        }
        old.stream().filter(key -> task.waiting.get(key) == null).forEach(task.dossiers::delete);
    }

    private void clearRevisions(Running task, Instant limit) {
        var old = new ArrayList<String>();
        String last = null;
        int seen = 0;
        try (var histories = task.revisions.range(nextRevision, null)) {
            for (; histories.hasNext() && seen < CLEARED_AT_ONCE; seen++) {
                var entry = histories.next();
                last = entry.key;
                if (RevisionHistory.decode(entry.value).order().arrivedAt().isBefore(limit)) {
                    old.add(entry.key);
                }
            }
        }
        nextRevision = seen < CLEARED_AT_ONCE ? null : last;
        old.forEach(task.revisions::delete);
    }

    @Override
    public void close() {
        var task = running;
        if (task != null) {
            eachWaiting(task, backlog::goes);
        }
        overdue.clear();
        answered.clear();
        running = null;
    }
}
