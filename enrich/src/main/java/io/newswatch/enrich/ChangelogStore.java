package io.newswatch.enrich;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// A store that keeps nothing: what is put has been logged on its way here and is let drop; what is restored is handed on.
/// Nobody reads from it. Used by one stream thread.
final class ChangelogStore implements KeyValueStore<Bytes, byte[]> {

    private final String name;
    private final Restored restored;
    private final Position position = Position.emptyPosition();
    private volatile boolean open;

    /// Takes what comes back from the changelog.
    interface Restored {

        /// @param value null when the record was removed
        void restore(byte[] key, byte @Nullable [] value);
    }

    private ChangelogStore(String name, Restored restored) {
        this.name = name;
        this.restored = restored;
    }

    static KeyValueBytesStoreSupplier supplier(String name, Restored restored) {
        return new KeyValueBytesStoreSupplier() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new ChangelogStore(name, restored);
            }

            @Override
            public String metricsScope() {
                return "memory";
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, new BatchingStateRestoreCallback() {

            @Override
            public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
                records.forEach(record -> restored.restore(record.key, record.value));
            }
        });
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Position getPosition() {
        return position;
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        // logged by now
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        // logged by now
    }

    /// @return null, the value that was there is not known
    @Override
    public byte @Nullable [] delete(Bytes key) {
        return null;
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        throw notKept();
    }

    @Override
    public byte[] get(Bytes key) {
        throw notKept();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        throw notKept();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        throw notKept();
    }

    @Override
    public long approximateNumEntries() {
        return 0;
    }

    private UnsupportedOperationException notKept() {
        return new UnsupportedOperationException("the store " + name + " is only written to");
    }
}
