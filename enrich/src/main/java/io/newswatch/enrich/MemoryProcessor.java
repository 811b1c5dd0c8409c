package io.newswatch.enrich;

import io.newswatch.enrich.OpenArticle.Question;
import io.newswatch.enrich.OpenArticle.Reply;
import io.newswatch.enrich.echo.EchoIndex;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Questions to answers: one index partition of the memory. Used by one stream thread.
final class MemoryProcessor implements Processor<Integer, Question, String, Reply> {

    private final EnrichMetrics metrics;
    private @Nullable Running running;
    private int remembered;
    private long bytes;
    private long forgottenEarly;
    private long givenUp;

    MemoryProcessor(EnrichMetrics metrics) {
        this.metrics = metrics;
    }

    /// What there is once the task runs.
    private record Running(ProcessorContext<String, Reply> context, MemoryStore memory) {}

    @Override
    public void init(ProcessorContext<String, Reply> context) {
        running = new Running(context, context.getStateStore(EnrichStores.MEMORY));
        count(running.memory.index());
    }

    @Override
    public void process(Record<Integer, Question> asked) {
        var task = Objects.requireNonNull(running);
        var question = asked.value();
        for (var reply : task.memory.index().take(question.batch())) {
            task.context.forward(new Record<>(reply.order().articleId(), new Reply(reply, question.about()),
                    asked.timestamp()));
        }
        count(task.memory.index());
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
