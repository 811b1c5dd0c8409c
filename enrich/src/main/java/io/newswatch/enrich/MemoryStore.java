package io.newswatch.enrich;

import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.MemoryLimit;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.Retention;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The memory of one index partition as a state store: an [EchoIndex] that is logged. What the index writes goes to the
/// changelog, what comes back from there goes straight into the index; so there is one copy of the memory here and one in
/// Kafka. Used by one stream thread.
final class MemoryStore extends LoggedStore implements BatchStore {

    private final int indexPartitions;
    private final Retention retention;
    private final MemoryLimit limit;
    private @Nullable EchoIndex index;

    /// @param logging settings of the changelog topic
    MemoryStore(int indexPartitions, Retention retention, MemoryLimit limit, Map<String, String> logging) {
        super(EnrichStores.MEMORY, logging);
        this.indexPartitions = indexPartitions;
        this.retention = retention;
        this.limit = limit;
    }

    // ---- as the processor sees it

    EchoIndex index() {
        return Objects.requireNonNull(index, "the memory is closed");
    }

    // ---- as the index sees it

    @Override
    public void put(ProbeBatch batch) {
        log(batch.order().toKey(), batch.encode());
    }

    @Override
    public void remove(ArticleOrder order) {
        log(order.toKey(), null);
    }

    // ---- as Kafka Streams sees it

    @Override
    void restore(byte[] key, byte @Nullable [] value) {
        index().restore(ArticleOrder.ofKey(key), value == null ? null : ProbeBatch.decode(value));
    }

    @Override
    void open(int partition) {
        letGo();
        index = new EchoIndex(new IndexShare(partition, indexPartitions), retention, limit, this);
    }

    @Override
    public void close() {
        super.close();
        letGo();
    }

    private void letGo() {
        if (index != null) {
            index.close();
            index = null;
        }
    }
}
