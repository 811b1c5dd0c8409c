package io.newswatch.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/// Kafka Streams' clients, with transactional ids that outlive the process, so that a restarted service ends at once the
/// transactions which its killed predecessor left open.
///
/// Kafka Streams calls its producers `application-PROCESS-thread`. PROCESS is random at every start unless the topology has
/// a store on disk, and ours has none. After a `kill -9` the open transaction then belongs to nobody: it lasts until its
/// time-out and the broker's next look at time-outs (10 s each by default), and until then
///
/// - read_committed readers of the written partitions see nothing behind it;
/// - offsets written in it are unstable, so that they cannot be fetched;
/// - a store whose changelog it wrote to cannot be restored: restoring runs to the very end of the changelog, but reads
///   committed records only.
///
/// With `application-INSTANCE-thread` the new producer's first request aborts it. The instance's name must be its own, as it
/// must for its place in the consumer group anyway; of two processes of one name the later one wins.
/// docs/decisions/0007-recovery-after-kill.md has the measurements. Called only by Kafka Streams.
final class FencingClients implements KafkaClientSupplier {

    private final String prefix;
    private final @Nullable Intake intake;

    /// @param application the application id
    /// @param instance    what tells this process from others of the application, the same after a restart
    /// @param intake      a topic that is left alone at times; null when there is none
    FencingClients(String application, String instance, @Nullable Intake intake) {
        this.prefix = application + "-" + instance;
        this.intake = intake;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        var own = new LinkedHashMap<>(config);
        own.computeIfPresent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, (_, id) -> prefix + threadOf(id.toString()));
        return new SizedProducer(own);
    }

    /// @return the hyphen and number at the end: a replaced thread takes the number of the one before
    private static String threadOf(String transactionalId) {
        return transactionalId.substring(transactionalId.lastIndexOf('-'));
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return intake == null ? consumer(config) : new IntakeConsumer(config, intake);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
