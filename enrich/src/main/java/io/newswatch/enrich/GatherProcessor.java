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
    /// After so many times the wait for a lost answer any article goes out.
    private static final int AT_LAST = 6;
    /// Looked at with each answer for what is over; more than come with it.
    private static final int DOSSIERS_LOOKED_AT = 4;
    private static final int REVISIONS_LOOKED_AT = 16;

    private final EnrichSettings settings;
    private final ArticleWriter writer;
    private final Backlog backlog;
    private final EnrichMetrics metrics;
    private final Set<ArticleOrder> overdue = new HashSet<>();
    /// By index partition: the turn of the latest article it has answered. It answers in the order in which it is asked, so what
    /// it was asked before and has not answered it never will.
    private final Map<Integer, Long> answered = new HashMap<>();
    private @Nullable Running running;
    private long dossiers;
    private long dossierBytes;
    private long revisions;
    private long revisionBytes;

    GatherProcessor(EnrichSettings settings, ArticleWriter writer, Backlog backlog, EnrichMetrics metrics) {
        this.settings = settings;
        this.writer = writer;
        this.backlog = backlog;
        this.metrics = metrics;
    }

    /// What there is once the task runs.
    private record Running(ProcessorContext<String, Object> context, RevisionStore revisions,
            KeyValueStore<byte[], byte[]> waiting, DossierStore dossiers) {}

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
        count(task);
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
        if (!reply.late()) {
            clearAway(task, task.dossiers.sees(reply.order()));
        }
        var key = reply.order().toKey();
        var atHand = answer.value().atHand();
        var dossier = atHand == null ? dossier(task, key) : atHand.dossier();
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
            if (dossier.isComplete() && atHand != null) {
                publish(task, atHand.raw(), dossier, answer.timestamp());
            } else if (dossier.isComplete()) {
                publishWaiting(task, key, dossier, answer.timestamp());
            }
        }
        task.dossiers.put(key, dossier.encode());
    }

    /// An article's dossier; opened anew when another version of the program wrote the one of an article that waits. What had
    /// been answered by then is lost.
    private @Nullable Dossier dossier(Running task, byte[] key) {
        var known = task.dossiers.get(key);
        var waiting = known == null ? task.waiting.get(key) : null;
        if (waiting == null) {
            return known;
        }
        var split = SplitArticle.of(WaitingArticle.decode(waiting).article(), ArticleOrder.ofKey(key),
                settings.articleEffort());
        return Dossier.open(split, split.questions(settings.indexPartitions()).keySet());
    }

    private void hear(Running task, byte[] key, int partition) {
        var waiting = task.waiting.get(key);
        if (waiting != null) {
            answered.merge(partition, WaitingArticle.turnOf(waiting), Math::max);
        }
    }

    /// First what may fail: who waits no longer has been published.
    private void publishWaiting(Running task, byte[] key, Dossier dossier, long timestamp) {
        var waiting = Objects.requireNonNull(task.waiting.get(key), "an article that waits");
        publish(task, WaitingArticle.decode(waiting).article(), dossier, timestamp);
        task.waiting.delete(key);
        backlog.goes(waiting);
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
        count(task);
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

    /// What waits for an answer that is lost goes out without it; what waits because the memory is slow waits on, but not for
    /// ever: nobody tells an answer that is lost from one that is slow where no article has been asked about since.
    private void publishWhatIsOvertaken(Running task, long nowMillis) {
        var now = Instant.ofEpochMilli(nowMillis);
        var atLast = now.minus(settings.partialAfter().multipliedBy(AT_LAST));
        for (var key : waitingSince(task, now.minus(settings.partialAfter()))) {
            var waiting = task.waiting.get(key);
            var dossier = Objects.requireNonNull(dossier(task, key), "the dossier of an article that waits");
            if (isOvertaken(dossier, WaitingArticle.turnOf(waiting))
                    || !WaitingArticle.sinceOf(waiting).isAfter(atLast)) {
                publishWaiting(task, key, dossier, nowMillis);
                task.dossiers.put(key, dossier.encode());
            }
        }
    }

    private boolean isOvertaken(Dossier dossier, long turn) {
        return dossier.unanswered().stream().anyMatch(partition -> answered.getOrDefault(partition, turn) > turn);
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

    // ---- what is kept

    /// Forgets dossiers that no late article can change any more, and articles that have not changed for long: in step with
    /// what comes, so that a backlog that is caught up with leaves no more behind than it should.
    private void clearAway(Running task, Instant now) {
        var lateness = settings.retention().lateness();
        task.dossiers.forget(now.minus(lateness).minus(lateness), DOSSIERS_LOOKED_AT,
                key -> task.waiting.get(key) != null);
        task.revisions.forget(now.minus(settings.revisionMemory()), REVISIONS_LOOKED_AT);
    }

    private void count(Running task) {
        keeps(task.dossiers.size(), task.dossiers.bytes(), task.revisions.size(), task.revisions.bytes());
    }

    private void keeps(long nowDossiers, long nowDossierBytes, long nowRevisions, long nowRevisionBytes) {
        metrics.keepsDossiers(nowDossiers - dossiers, nowDossierBytes - dossierBytes);
        metrics.keepsRevisions(nowRevisions - revisions, nowRevisionBytes - revisionBytes);
        dossiers = nowDossiers;
        dossierBytes = nowDossierBytes;
        revisions = nowRevisions;
        revisionBytes = nowRevisionBytes;
    }

    @Override
    public void close() {
        var task = running;
        if (task != null) {
            eachWaiting(task, backlog::goes);
        }
        keeps(0, 0, 0, 0);
        overdue.clear();
        answered.clear();
        running = null;
    }
}
