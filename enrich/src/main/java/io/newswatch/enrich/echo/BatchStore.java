package io.newswatch.enrich.echo;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// Where the memory keeps what it must not lose: one record per article, from which an [EchoIndex] is rebuilt. Used by
/// one thread.
public interface BatchStore {

    /// Keeps a batch; one kept before under the same order is overwritten.
    void put(ProbeBatch batch);

    /// @return the batch of that article; null when it is not kept (any more)
    @Nullable
    ProbeBatch get(ArticleOrder order);

    void remove(ArticleOrder order);

    /// Shows every batch, in order of arrival.
    void forEach(Consumer<ProbeBatch> visitor);

    /// A store that lives and dies with the process.
    static BatchStore inHeap() {
        return new BatchStore() {
            private final Map<ArticleOrder, ProbeBatch> batches = new TreeMap<>();

            @Override
            public void put(ProbeBatch batch) {
                batches.put(batch.order(), batch);
            }

            @Override
            public @Nullable ProbeBatch get(ArticleOrder order) {
                return batches.get(order);
            }

            @Override
            public void remove(ArticleOrder order) {
                batches.remove(order);
            }

            @Override
            public void forEach(Consumer<ProbeBatch> visitor) {
                batches.values().forEach(visitor);
            }
        };
    }
}
