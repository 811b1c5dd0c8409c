package io.newswatch.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/// How Newswatch sets up Kafka clients that are no Streams: committed records only, nothing doubled, records of 8 MB. What
/// the user says under `kafka.*` wins.
public final class KafkaClients {

    /// Kafka reports to JMX by default, hundreds of beans a client, which takes a part of each start that can be felt.
    /// Ours are read where they are needed; `kafka.metric.reporters` brings JMX back.
    static final String NO_REPORTERS = "";

    private KafkaClients() {}

    /// Properties of an admin client.
    ///
    /// @param purpose a word for the client id, stable over restarts
    /// @throws SettingException when no broker is named
    public static Map<String, Object> admin(Settings settings, String purpose) {
        var config = new LinkedHashMap<String, Object>();
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId(settings, purpose));
        config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, NO_REPORTERS);
        config.putAll(brokers(settings));
        return config;
    }

    /// Properties of a consumer that sees committed records only and commits by itself nothing.
    ///
    /// @param purpose a word for the client id, stable over restarts
    /// @throws SettingException when no broker is named
    public static Map<String, Object> consumer(Settings settings, String purpose) {
        var config = new LinkedHashMap<String, Object>();
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId(settings, purpose));
        config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, NO_REPORTERS);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, maxRecord(settings));
        config.putAll(brokers(settings));
        return config;
    }

    /// Properties of a consumer that shares the partitions of a topic with others of its group. It is known to the group by
    /// its client id, so that it has its partitions back at once after a restart, and a second one of that name is fenced.
    ///
    /// @param purpose a word for the client id, stable over restarts
    /// @param group   whoever shares the work
    /// @throws SettingException when no broker is named
    public static Map<String, Object> groupConsumer(Settings settings, String purpose, String group) {
        var config = consumer(settings, purpose);
        int session = Math.toIntExact(RuntimeSettings.STREAMS_SESSION_TIMEOUT.in(settings).toMillis());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, clientId(settings, purpose));
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 6);
        config.putAll(brokers(settings));
        return config;
    }

    /// Properties of a producer of which each record arrives once, in order.
    ///
    /// @param purpose a word for the client id, stable over restarts
    /// @throws SettingException when no broker is named
    public static Map<String, Object> producer(Settings settings, String purpose) {
        int max = maxRecord(settings);
        var config = new LinkedHashMap<String, Object>();
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId(settings, purpose));
        config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, NO_REPORTERS);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With several batches under way a partition that has forgotten the producer, or never knew it, may take the second
        // one first; the first, sent again, is then out of sequence until its time is up.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, max);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(32L << 20, 4L * max));
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.putAll(brokers(settings));
        return config;
    }

    /// Properties of the one transactional producer of this instance: started again it fences, and ends the transaction of,
    /// whatever ran under this name before.
    ///
    /// @param purpose a word for the client id, stable over restarts
    /// @throws SettingException when no broker is named
    public static Map<String, Object> transactionalProducer(Settings settings, String purpose) {
        return transactionalProducer(settings, purpose, clientId(settings, purpose));
    }

    /// Properties of a producer whose records become visible together, with offsets. A new producer with the same id
    /// fences the old one.
    ///
    /// @param purpose       a word for the client id, stable over restarts
    /// @param transactional what is fenced: the same for whoever owns the same work
    /// @throws SettingException when no broker is named
    public static Map<String, Object> transactionalProducer(Settings settings, String purpose, String transactional) {
        var config = producer(settings, purpose);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactional);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        return config;
    }

    /// @return the user's `kafka.*` properties
    /// @throws SettingException when no broker is named
    static Map<String, String> brokers(Settings settings) {
        var client = settings.kafkaClient();
        if (!client.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new SettingException("kafka.bootstrap.servers is not set: name your Kafka brokers, such as "
                    + "--set kafka.bootstrap.servers=localhost:9092; `newswatch up` brings its own broker");
        }
        return client;
    }

    static String clientId(Settings settings, String purpose) {
        return "newswatch-" + purpose + "-" + instance(settings);
    }

    /// @return what tells this process from others of the same service, the same after a restart
    public static String instance(Settings settings) {
        return RuntimeSettings.INSTANCE.in(settings).orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException _) {
                return "localhost";
            }
        });
    }

    static int maxRecord(Settings settings) {
        return Math.toIntExact(RuntimeSettings.RECORD_MAX_SIZE.in(settings));
    }
}
