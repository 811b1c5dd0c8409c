package io.newswatch.enrich;

import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.ProbeBatch;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/// The memory's batches in a logged store. Used by one stream thread.
final class MemoryStore implements BatchStore {

    private final KeyValueStore<byte[], byte[]> store;

    MemoryStore(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    @Override
    public void put(ProbeBatch batch) {
        store.put(batch.order().toKey(), batch.encode());
    }

    @Override
    public void remove(ArticleOrder order) {
        store.delete(order.toKey());
    }

    @Override
    public void forEach(Consumer<ProbeBatch> visitor) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> visitor.accept(ProbeBatch.decode(entry.value)));
        }
    }
}
