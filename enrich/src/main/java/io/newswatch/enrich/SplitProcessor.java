package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.OpenArticle.Question;
import io.newswatch.enrich.RevisionHistory.Arrival;
import io.newswatch.enrich.echo.ProbeBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Raw articles to questions to the memory: numbers the revision, cuts the text into sentences, opens the article's
/// dossier, asks, and puts the article aside until the answers are there, unless they come in the same call. Used by one
/// stream thread.
final class SplitProcessor implements Processor<String, RawArticle, Integer, Question> {

    private final int indexPartitions;
    private final int articleEffort;
    private final Duration lateness;
    private final boolean answeredAtOnce;
    private final Backlog backlog;
    private final EnrichMetrics metrics;
    private @Nullable Running running;
    /// When the latest article was put aside.
    private Instant latest = Instant.MIN;

    /// @param answeredAtOnce whether an article is published in the call in which the memory is asked
    SplitProcessor(EnrichSettings settings, boolean answeredAtOnce, Backlog backlog, EnrichMetrics metrics) {
        this.backlog = backlog;
        this.answeredAtOnce = answeredAtOnce;
        this.indexPartitions = settings.indexPartitions();
        this.articleEffort = settings.articleEffort();
        this.lateness = settings.retention().lateness();
        this.metrics = metrics;
    }

    /// What there is once the task runs.
    private record Running(ProcessorContext<Integer, Question> context, RevisionStore revisions,
            KeyValueStore<byte[], byte[]> waiting, DossierStore dossiers) {}

    @Override
    public void init(ProcessorContext<Integer, Question> context) {
        var task = new Running(context, context.getStateStore(EnrichStores.REVISIONS),
                context.getStateStore(EnrichStores.WAITING), context.getStateStore(EnrichStores.DOSSIERS));
        running = task;
        latest = Instant.MIN;
        try (var waiting = task.waiting.all()) {
            waiting.forEachRemaining(entry -> noteTime(WaitingArticle.sinceOf(entry.value)));
        }
    }

    @Override
    public void process(Record<String, RawArticle> arrived) {
        var task = Objects.requireNonNull(running);
        var noLater = Instant.ofEpochMilli(task.context.currentSystemTimeMs()).plus(lateness);
        var article = RawArticleCheck.check(arrived.key(), arrived.value(), noLater);
        switch (RevisionHistory.arrival(task.revisions.get(article.articleId()), article)) {
            case Arrival.SameAgain() -> metrics.sameAgain();
            case Arrival.Poorer() -> metrics.poorer();
            case Arrival.Revision(var history) -> ask(task, article, history, arrived.timestamp());
        }
    }

    /// First everything that may fail on a strange article, then the changes, and last that it is known: who fails further
    /// on in the same call has become a dead letter, and publishing that again must be no repetition.
    private void ask(Running task, RawArticle article, RevisionHistory history, long timestamp) {
        var split = SplitArticle.of(article, history.order(), articleEffort);
        var questions = split.batch().byPartition(indexPartitions);
        var asked = asked(questions);
        var open = new OpenArticle(article, Dossier.open(split, asked));
        var putAside = answeredAtOnce
                ? null
                : new PutAside(open, now(task));

        for (int partition : asked) {
            var batch = questions.get(partition);
            task.context.forward(
                    new Record<>(partition, new Question(batch == null ? split.batch() : batch, open), timestamp));
        }
        if (putAside != null) {
            task.waiting.put(putAside.key, putAside.article);
            task.dossiers.put(putAside.key, putAside.dossier);
            backlog.comes(putAside.article);
        }
        if (putAside != null || open.dossier().isPublished()) {
            task.revisions.put(history);
        }
    }

    /// Never before the article before, even where the clock goes back: what was asked first is known by it.
    private Instant now(Running task) {
        noteTime(Instant.ofEpochMilli(task.context.currentSystemTimeMs()));
        return latest;
    }

    private void noteTime(Instant time) {
        latest = time.isAfter(latest) ? time : latest;
    }

    /// An article in the form in which it waits.
    private static final class PutAside {

        final byte[] key;
        final byte[] article;
        final byte[] dossier;

        PutAside(OpenArticle open, Instant since) {
            key = open.dossier().order().toKey();
            article = new WaitingArticle(open.raw(), since).encode();
            dossier = open.dossier().encode();
        }
    }

    /// The index partitions that hold a key of any sentence. An article without words asks the first one nothing, so that it
    /// goes the same way as all others.
    private List<Integer> asked(List<@Nullable ProbeBatch> questions) {
        var asked = IntStream.range(0, indexPartitions).boxed().filter(p -> questions.get(p) != null).toList();
        return asked.isEmpty() ? List.of(0) : asked;
    }
}
