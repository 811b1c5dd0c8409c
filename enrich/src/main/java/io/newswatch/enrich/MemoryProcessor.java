package io.newswatch.enrich;

import io.newswatch.enrich.OpenArticle.Question;
import io.newswatch.enrich.OpenArticle.Reply;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.ReplyBatch;
import io.newswatch.runtime.UnsoundStateException;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Questions to answers: one index partition of the memory. Used by one stream thread.
///
/// What fails while the memory takes an article may leave it half changed: then the stream thread stops, the memory comes back
/// from its changelog as it was before, and the article is refused when it comes again ([FatalArticles]).
final class MemoryProcessor implements Processor<Integer, Question, String, Reply> {

    /// How the memory takes an article.
    @FunctionalInterface
    interface Taking {
        List<ReplyBatch> take(EchoIndex memory, ProbeBatch batch);
    }

    private final Taking taking;
    private final FatalArticles fatal;
    private final EnrichMetrics metrics;
    private @Nullable Running running;
    private int remembered;
    private long bytes;
    private long forgottenEarly;
    private long givenUp;

    MemoryProcessor(Taking taking, FatalArticles fatal, EnrichMetrics metrics) {
        this.taking = taking;
        this.fatal = fatal;
        this.metrics = metrics;
    }

    /// What there is once the task runs.
    private record Running(ProcessorContext<String, Reply> context, MemoryStore memory) {}

    @Override
    public void init(ProcessorContext<String, Reply> context) {
        running = new Running(context, context.getStateStore(EnrichStores.MEMORY));
        metrics.letsGo(running.memory.outdated());
        count(running.memory.index());
    }

    @Override
    public void process(Record<Integer, Question> asked) {
        var task = Objects.requireNonNull(running);
        var question = asked.value();
        for (var reply : take(task.memory.index(), question.batch(), asked.timestamp())) {
            task.context.forward(new Record<>(reply.order().articleId(), new Reply(reply, question.about()),
                    asked.timestamp()));
        }
        count(task.memory.index());
    }

    private List<ReplyBatch> take(EchoIndex memory, ProbeBatch batch, long timestamp) {
        var order = batch.order();
        if (fatal.contains(order, timestamp)) {
            metrics.refused();
            throw new ArticleException("article " + order.articleId() + ", revision " + order.revision()
                    + ", is not taken: the memory failed on it before and had to be restored; the log of that time says"
                    + " why. Once that is mended, publish this dead letter to its topic again");
        }
        try {
            return taking.take(memory, batch);
        } catch (TaskMigratedException e) { // another process has the work by now, and its own memory
            throw e;
        } catch (KafkaException e) { // not the article's fault
            throw failed(order, e);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            fatal.add(order, timestamp);
            throw failed(order, e);
        }
    }

    private static UnsoundStateException failed(ArticleOrder order, Throwable cause) {
        return new UnsoundStateException("the memory failed while it took article " + order.articleId() + ", revision "
                + order.revision() + ", and is restored", cause);
    }

    private void count(EchoIndex index) {
        metrics.remembers(index.sentences() - remembered, index.bytes() - bytes);
        remembered = index.sentences();
        bytes = index.bytes();
        if (index.forgottenEarly() > forgottenEarly) {
            metrics.forgetsEarly(index.forgottenEarly() - forgottenEarly, remembered, bytes);
            forgottenEarly = index.forgottenEarly();
        }
        metrics.givesUp(index.givenUp() - givenUp);
        givenUp = index.givenUp();
    }

    @Override
    public void close() {
        metrics.remembers(-remembered, -bytes);
        remembered = 0;
        bytes = 0;
        forgottenEarly = 0;
        givenUp = 0;
        running = null;
    }
}
