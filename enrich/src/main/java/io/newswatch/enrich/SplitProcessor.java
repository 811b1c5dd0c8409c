package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.OpenArticle.Question;
import io.newswatch.enrich.RevisionHistory.Arrival;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Raw articles to questions to the memory: numbers the revision, cuts the text into sentences, opens the article's
/// dossier, asks, and puts the article aside until the answers are there, unless they come in the same call. Used by one
/// stream thread.
final class SplitProcessor implements Processor<String, RawArticle, Integer, Question> {

    private final int indexPartitions;
    private final int articleEffort;
    private final boolean answeredAtOnce;
    private final Backlog backlog;
    private final EnrichMetrics metrics;
    private @Nullable Running running;

    /// @param answeredAtOnce whether an article is published in the call in which the memory is asked
    SplitProcessor(EnrichSettings settings, boolean answeredAtOnce, Backlog backlog, EnrichMetrics metrics) {
        this.backlog = backlog;
        this.answeredAtOnce = answeredAtOnce;
        this.indexPartitions = settings.indexPartitions();
        this.articleEffort = settings.articleEffort();
        this.metrics = metrics;
    }

    /// What there is once the task runs.
    private record Running(ProcessorContext<Integer, Question> context, RevisionStore revisions,
            KeyValueStore<byte[], byte[]> waiting, DossierStore dossiers) {}

    @Override
    public void init(ProcessorContext<Integer, Question> context) {
        running = new Running(context, context.getStateStore(EnrichStores.REVISIONS),
                context.getStateStore(EnrichStores.WAITING), context.getStateStore(EnrichStores.DOSSIERS));
    }

    @Override
    public void process(Record<String, RawArticle> arrived) {
        var task = Objects.requireNonNull(running);
        var noLater = Instant.ofEpochMilli(task.context.currentSystemTimeMs()).plus(RawArticleCheck.AHEAD);
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
        var questions = split.questions(indexPartitions);
        var open = new OpenArticle(article, Dossier.open(split, questions.keySet()));
        var putAside = answeredAtOnce ? null : putAside(task, open);

        questions.forEach((partition, batch) -> task.context
                .forward(new Record<>(partition, new Question(batch, open), timestamp)));
        if (putAside != null) {
            task.waiting.put(putAside.key, putAside.article);
            task.dossiers.put(putAside.key, putAside.dossier);
            backlog.comes(putAside.article);
        }
        if (putAside != null || open.dossier().isPublished()) {
            task.revisions.put(history);
        }
    }

    private static PutAside putAside(Running task, OpenArticle open) {
        long turn = task.context.recordMetadata().map(RecordMetadata::offset).orElse(0L);
        return new PutAside(open, Instant.ofEpochMilli(task.context.currentSystemTimeMs()), turn);
    }

    /// An article in the form in which it waits.
    private static final class PutAside {

        final byte[] key;
        final byte[] article;
        final byte[] dossier;

        PutAside(OpenArticle open, Instant since, long turn) {
            key = open.dossier().order().toKey();
            article = new WaitingArticle(open.raw(), since, turn).encode();
            dossier = open.dossier().encode();
        }
    }
}
