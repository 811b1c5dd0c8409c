package io.newswatch.enrich;

import io.newswatch.contract.Topic;
import io.newswatch.enrich.echo.MemoryLimit;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The state of enrich. All of it is logged to changelog topics and comes back after the loss of a disk. A store's name is
/// part of its changelog's name: a rename is a migration.
///
/// The stores are in memory: after a `kill -9` a store on disk is wiped and read back from Kafka all the same, task by task
/// and more slowly (docs/decisions/0007-recovery-after-kill.md).
final class EnrichStores {

    /// A number of the article's id to its [RevisionHistory].
    static final String REVISIONS = "revisions";
    /// Article's order to [WaitingArticle]: articles that wait for the memory's answers.
    static final String WAITING = "waiting";
    /// Article's order to [Dossier].
    static final String DOSSIERS = "dossiers";
    /// Article's order to the batch of sentences the memory holds of it.
    static final String MEMORY = "memory";

    private static final Map<String, String> CHANGELOG = Map.of("max.message.bytes",
            Integer.toString(Topic.MAX_RECORD_BYTES));

    private EnrichStores() {}

    static StoreBuilder<RevisionStore> revisions() {
        return LoggedStore.builder(REVISIONS, CHANGELOG, RevisionStore::new);
    }

    static StoreBuilder<DossierStore> dossiers(EnrichSettings settings) {
        return LoggedStore.builder(DOSSIERS, CHANGELOG, logging -> new DossierStore(settings.retention(), logging));
    }

    static StoreBuilder<KeyValueStore<byte[], byte[]>> waiting() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(WAITING), Serdes.ByteArray(),
                Serdes.ByteArray()).withLoggingEnabled(CHANGELOG).withCachingDisabled();
    }

    static StoreBuilder<MemoryStore> memory(EnrichSettings settings, MemoryLimit limit) {
        return LoggedStore.builder(MEMORY, CHANGELOG,
                logging -> new MemoryStore(settings.indexPartitions(), settings.retention(), limit, logging));
    }
}
