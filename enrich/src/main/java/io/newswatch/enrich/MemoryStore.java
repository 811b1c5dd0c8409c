package io.newswatch.enrich;

import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.MemoryLimit;
import io.newswatch.enrich.echo.OtherVersionException;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.Retention;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The memory of one index partition as a state store: an [EchoIndex], and a logged store beneath it that keeps nothing itself.
///
/// What the index writes goes through Kafka Streams' own logging to the changelog and ends in a [ChangelogStore], which lets it
/// drop; what comes back from the changelog after a loss goes through the same store straight into the index. So there is one
/// copy of the memory here and one in Kafka, and all that is used for it is public. Used by one stream thread.
final class MemoryStore implements StateStore, BatchStore {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryStore.class);
    private static final int REMOVED_AT_ONCE = 64;

    private final KeyValueStore<byte[], byte[]> changelog;
    private final int indexPartitions;
    private final Retention retention;
    private final MemoryLimit limit;
    /// Stored articles of another version of the program, which must still be removed from the changelog.
    private final LinkedHashSet<Bytes> outdated = new LinkedHashSet<>();
    private @Nullable EchoIndex index;

    private MemoryStore(int indexPartitions, Retention retention, MemoryLimit limit, Map<String, String> logging) {
        this.indexPartitions = indexPartitions;
        this.retention = retention;
        this.limit = limit;
        this.changelog = Stores
                .keyValueStoreBuilder(ChangelogStore.supplier(EnrichStores.MEMORY, this::restore), Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withLoggingEnabled(logging).withCachingDisabled().build();
    }

    /// Makes one for each task.
    ///
    /// @param logging settings of the changelog topic
    static StoreBuilder<MemoryStore> builder(int indexPartitions, Retention retention, MemoryLimit limit,
            Map<String, String> logging) {
        return new Builder(indexPartitions, retention, limit, logging);
    }

    // ---- as the processor sees it

    EchoIndex index() {
        return Objects.requireNonNull(index, "the memory is closed");
    }

    /// How many restored articles were of another version, so that they were let go.
    int outdated() {
        return outdated.size();
    }

    // ---- as the index sees it

    @Override
    public void put(ProbeBatch batch) {
        byte[] key = batch.order().toKey();
        changelog.put(key, batch.encode());
        outdated.remove(Bytes.wrap(key));
        for (int i = 0; i < REMOVED_AT_ONCE && !outdated.isEmpty(); i++) {
            changelog.delete(outdated.removeFirst().get());
        }
    }

    @Override
    public void remove(ArticleOrder order) {
        changelog.delete(order.toKey());
    }

    private void restore(byte[] key, byte @Nullable [] value) {
        index().restore(ArticleOrder.ofKey(key), value == null ? null : read(key, value));
    }

    /// What another version wrote cannot be compared with, nor would it be found: it is let go, and new when it is said again.
    private @Nullable ProbeBatch read(byte[] key, byte[] value) {
        try {
            return ProbeBatch.decode(value);
        } catch (OtherVersionException e) {
            if (outdated.isEmpty()) {
                LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the memory was written by another version"
                        + " of newswatch and begins anew; docs/echo.md tells how to teach it again");
            }
            outdated.add(Bytes.wrap(key));
            return null;
        }
    }

    // ---- as Kafka Streams sees it

    @Override
    public String name() {
        return EnrichStores.MEMORY;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        index = new EchoIndex(new IndexShare(context.taskId().partition(), indexPartitions), retention, limit, this);
        changelog.init(context, root);
    }

    @Override
    public void close() {
        changelog.close();
        if (index != null) {
            index.close();
            index = null;
        }
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return index != null && changelog.isOpen();
    }

    private record Builder(int indexPartitions, Retention retention, MemoryLimit limit,
            Map<String, String> logConfig) implements StoreBuilder<MemoryStore> {

        @Override
        public MemoryStore build() {
            return new MemoryStore(indexPartitions, retention, limit, logConfig);
        }

        @Override
        public String name() {
            return EnrichStores.MEMORY;
        }

        @Override
        public boolean loggingEnabled() {
            return true;
        }

        @Override
        public StoreBuilder<MemoryStore> withCachingEnabled() {
            throw new UnsupportedOperationException("the memory is its own cache");
        }

        @Override
        public StoreBuilder<MemoryStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<MemoryStore> withLoggingEnabled(Map<String, String> config) {
            return new Builder(indexPartitions, retention, limit, Map.copyOf(config));
        }

        @Override
        public StoreBuilder<MemoryStore> withLoggingDisabled() {
            throw new UnsupportedOperationException("a memory that is not logged would be lost");
        }
    }
}
