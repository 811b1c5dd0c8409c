package io.newswatch.runtime;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// A processor whose results are committed promptly while it keeps up, and in large batches while it is behind.
///
/// A commit is a transaction, and a process that has just started takes ten times as long for one. With one short commit
/// interval for all times it would, after a restart, spend its time on transactions of a few records each, and its backlog
/// would grow: so Streams' own interval is long, and what is fresh asks for its commit.
/// docs/decisions/0007-recovery-after-kill.md has the measurements. Used by one stream thread.
public final class PromptCommit<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {

    /// Streams property: how soon what is fresh is committed, [Duration].
    static final String INTERVAL_CONFIG = "newswatch.prompt.commit.interval";

    /// A record written longer ago than this is caught up with; nobody can tell whether it comes a little later still.
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Processor<KIn, VIn, KOut, VOut> processor;
    private @Nullable ProcessorContext<KOut, VOut> context;
    private boolean fresh;

    private PromptCommit(Processor<KIn, VIn, KOut, VOut> processor) {
        this.processor = processor;
    }

    /// @param supplier of the processors that do the work
    public static <KIn, VIn, KOut, VOut> ProcessorSupplier<KIn, VIn, KOut, VOut> of(
            ProcessorSupplier<KIn, VIn, KOut, VOut> supplier) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<KIn, VIn, KOut, VOut> get() {
                return new PromptCommit<>(supplier.get());
            }

            @Override
            public @Nullable Set<StoreBuilder<?>> stores() {
                return supplier.stores();
            }
        };
    }

    @Override
    public void init(ProcessorContext<KOut, VOut> own) {
        context = own;
        if (own.appConfigs().get(INTERVAL_CONFIG) instanceof Duration interval) {
            own.schedule(interval, PunctuationType.WALL_CLOCK_TIME, _ -> commitWhatIsFresh(own));
        }
        processor.init(own);
    }

    private void commitWhatIsFresh(ProcessorContext<KOut, VOut> own) {
        if (fresh) {
            fresh = false;
            own.commit();
        }
    }

    @Override
    public void process(Record<KIn, VIn> written) {
        processor.process(written);
        var own = context;
        fresh |= own != null && own.currentSystemTimeMs() - written.timestamp() <= FRESH.toMillis();
    }

    @Override
    public void close() {
        processor.close();
    }
}
