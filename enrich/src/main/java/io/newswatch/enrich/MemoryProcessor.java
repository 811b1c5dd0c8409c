package io.newswatch.enrich;

import io.newswatch.enrich.OpenArticle.Question;
import io.newswatch.enrich.OpenArticle.Reply;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.Retention;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Questions to answers: one index partition of the memory. Used by one stream thread.
final class MemoryProcessor implements Processor<Integer, Question, String, Reply> {

    private final int indexPartitions;
    private final Retention retention;
    private final EnrichMetrics metrics;
    private @Nullable Running running;
    private int remembered;

    MemoryProcessor(int indexPartitions, Retention retention, EnrichMetrics metrics) {
        this.indexPartitions = indexPartitions;
        this.retention = retention;
        this.metrics = metrics;
    }

    /// What there is once the task runs.
    private record Running(ProcessorContext<String, Reply> context, EchoIndex index) {}

    @Override
    public void init(ProcessorContext<String, Reply> context) {
        var share = new IndexShare(context.taskId().partition(), indexPartitions);
        var store = new MemoryStore(context.getStateStore(EnrichStores.MEMORY));
        running = new Running(context, new EchoIndex(share, retention, store));
        count(running);
    }

    @Override
    public void process(Record<Integer, Question> asked) {
        var task = Objects.requireNonNull(running);
        var question = asked.value();
        for (var reply : task.index.take(question.batch())) {
            task.context.forward(new Record<>(reply.order().articleId(), new Reply(reply, question.about()),
                    asked.timestamp()));
        }
        count(task);
    }

    private void count(Running task) {
        metrics.remembers(task.index.sentences() - remembered);
        remembered = task.index.sentences();
    }

    @Override
    public void close() {
        metrics.remembers(-remembered);
        remembered = 0;
        running = null;
    }
}
