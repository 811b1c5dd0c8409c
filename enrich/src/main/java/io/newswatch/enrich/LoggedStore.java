package io.newswatch.enrich;

import io.newswatch.enrich.echo.OtherVersionException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Function;
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

/// A state store whose copy in the heap has a form of its own: what changes is logged through a [ChangelogStore], which keeps
/// nothing, and comes back through it after a loss. Kafka Streams' own store in memory copies all keys whenever they are gone
/// through, and takes an object for each key, entry and value. Used by one stream thread.
abstract class LoggedStore implements StateStore {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedStore.class);
    private static final int REMOVED_AT_ONCE = 64;

    private final String name;
    private final KeyValueStore<byte[], byte[]> changelog;
    /// Keys of records of another version of the program, which must still be removed from the changelog.
    private final LinkedHashSet<Bytes> outdated = new LinkedHashSet<>();

    /// @param logging settings of the changelog topic
    LoggedStore(String name, Map<String, String> logging) {
        this.name = name;
        this.changelog = Stores
                .keyValueStoreBuilder(ChangelogStore.supplier(name, this::restored), Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withLoggingEnabled(logging).withCachingDisabled().build();
    }

    /// Begins empty.
    ///
    /// @param partition the task's
    abstract void open(int partition);

    /// Takes in what was logged, without logging it again.
    ///
    /// @param value null when it was removed
    /// @throws OtherVersionException when another version of the program wrote it: then the key counts as removed
    abstract void restore(byte[] key, byte @Nullable [] value);

    /// Writes a change to the changelog.
    ///
    /// @param value null when it is removed
    final void log(byte[] key, byte @Nullable [] value) {
        changelog.put(key, value);
        outdated.remove(Bytes.wrap(key));
        for (int i = 0; i < REMOVED_AT_ONCE && !outdated.isEmpty(); i++) {
            changelog.delete(outdated.removeFirst().get());
        }
    }

    /// How many restored records were of another version, so that they were left out.
    final int outdated() {
        return outdated.size();
    }

    /// Of a key's records the last one counts, whoever wrote those before.
    private void restored(byte[] key, byte @Nullable [] value) {
        try {
            restore(key, value);
            outdated.remove(Bytes.wrap(key));
        } catch (OtherVersionException e) {
            if (outdated.isEmpty()) {
                LOG.atWarn().addKeyValue("store", name).addKeyValue("reason", e.getMessage())
                        .log("another version of newswatch wrote what is restored: it is let go; docs/echo.md tells"
                                + " what that means");
            }
            restore(key, null);
            outdated.add(Bytes.wrap(key));
        }
    }

    // ---- as Kafka Streams sees it

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void init(StateStoreContext context, StateStore root) {
        open(context.taskId().partition());
        outdated.clear();
        changelog.init(context, root);
    }

    @Override
    public void close() {
        changelog.close();
    }

    @Override
    public final boolean persistent() {
        return false;
    }

    @Override
    public final boolean isOpen() {
        return changelog.isOpen();
    }

    /// Makes a store for each task.
    ///
    /// @param logging settings of the changelog topic
    /// @param make    from such settings
    static <S extends LoggedStore> StoreBuilder<S> builder(String name, Map<String, String> logging,
            Function<Map<String, String>, S> make) {
        return new Builder<>(name, logging, make);
    }

    private record Builder<S extends LoggedStore>(String name, Map<String, String> logConfig,
            Function<Map<String, String>, S> make) implements StoreBuilder<S> {

        @Override
        public S build() {
            return make.apply(logConfig);
        }

        @Override
        public boolean loggingEnabled() {
            return true;
        }

        @Override
        public StoreBuilder<S> withCachingEnabled() {
            throw new UnsupportedOperationException(name + " is its own cache");
        }

        @Override
        public StoreBuilder<S> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
            return new Builder<>(name, Map.copyOf(config), make);
        }

        @Override
        public StoreBuilder<S> withLoggingDisabled() {
            throw new UnsupportedOperationException("what is not logged would be lost: " + name);
        }
    }
}
