package io.newswatch.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// A Kafka Streams topology as a service: exactly once, quick to restart, measured, and never stopped by one bad record.
/// `start` and `close` are called by the shell; the rest is safe for use by many threads.
public final class StreamsService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(5);
    /// Long against a transaction of a process that has just started, short against a restart.
    private static final Duration COMMIT_WHEN_BEHIND = Duration.ofMillis(200);
    /// Records of articles are large: Kafka's own 16 KB hold a few, and a backlog would be sent in thousands of requests.
    private static final int BATCH_BYTES = 512 * 1024;
    /// Nobody sees a record before its transaction is committed, and a commit sends at once whatever is left. So nothing is
    /// gained by sending a batch before it is full, and each request less saves the broker four appends.
    private static final Duration SEND_LATEST_AFTER = Duration.ofMillis(500);
    /// Of each partition, where an intake is bounded: the bound is as tight as this is small, and partitions are read at one
    /// pace, so that what was written at one time comes at one time.
    private static final int FETCHED_AHEAD = 100;
    private static final Duration TOPIC_RETRY = Duration.ofSeconds(1);
    private static final Duration REPLACEMENT_WINDOW = Duration.ofMinutes(10);

    private final String name;
    private final Supplier<Topology> topology;
    private final MeterRegistry registry;
    private final Settings settings;
    private final Map<String, Object> config;
    private final Deque<Long> replacements = new ArrayDeque<>();
    private final @Nullable Intake intake;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable KafkaStreamsMetrics metrics;
    private final Counter restarts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable String waitingFor;
    private volatile @Nullable String failure;

    private StreamsService(String name, Supplier<Topology> topology, Settings settings, MeterRegistry registry,
            @Nullable Intake intake, Map<String, Object> config) {
        this.intake = intake;
        this.name = name;
        this.topology = topology;
        this.settings = settings;
        this.registry = registry;
        this.config = config;
        this.restarts = registry.counter("newswatch.stream.thread.replacements", "app", name);
    }

    /// @param name        of the service, such as "enrich"; `newswatch-enrich` is the application id
    /// @param topology    asked for at the start, when the brokers can be asked what it should be
    /// @param deadLetters how a record that cannot be used is kept
    public static StreamsService of(String name, Supplier<Topology> topology, Settings settings, MeterRegistry registry,
            DeadLetterFormat deadLetters) {
        return of(name, topology, settings, registry, deadLetters, Map.of());
    }

    /// @param more Streams properties of this topology alone; they win over ours, `kafka.*` wins over them
    public static StreamsService of(String name, Supplier<Topology> topology, Settings settings, MeterRegistry registry,
            DeadLetterFormat deadLetters, Map<String, Object> more) {
        var config = config(name, settings);
        config.put(DeadLetters.CONFIG, new DeadLetters(name, deadLetters, registry));
        config.putAll(more);
        return new StreamsService(name, topology, settings, registry, null, config);
    }

    /// The same, but a topic is read only while there is room for what comes of it.
    public StreamsService with(Intake bounded) {
        var own = new LinkedHashMap<>(config);
        // Streams would wait for the records that are left where they are, and not process what makes room for them.
        own.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        own.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, FETCHED_AHEAD);
        own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), FETCHED_AHEAD);
        return new StreamsService(name, topology, settings, registry, bounded, own);
    }

    /// The Streams properties of a service, without brokers and dead letters.
    private static Map<String, Object> config(String name, Settings settings) {
        int maxRecord = KafkaClients.maxRecord(settings);
        int session = Math.toIntExact(RuntimeSettings.STREAMS_SESSION_TIMEOUT.in(settings).toMillis());
        var instance = KafkaClients.instance(settings);
        var config = new LinkedHashMap<String, Object>();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "newswatch-" + name);
        config.put(StreamsConfig.CLIENT_ID_CONFIG, KafkaClients.clientId(settings, name));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, RuntimeSettings.STREAMS_THREADS.in(settings));
        var promptly = RuntimeSettings.STREAMS_COMMIT_INTERVAL.in(settings);
        config.put(PromptCommit.INTERVAL_CONFIG, promptly);
        config.put(StreamsConfig.POLL_MS_CONFIG, Math.min(promptly.toMillis(), 100)); // nothing is committed in a poll
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                Math.max(promptly.toMillis(), COMMIT_WHEN_BEHIND.toMillis()));
        config.put(StreamsConfig.STATE_DIR_CONFIG,
                RuntimeSettings.STREAMS_STATE.in(settings).resolve(instance).toString());
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, RuntimeSettings.STREAMS_REPLICATION_FACTOR.in(settings));
        config.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, KafkaClients.NO_REPORTERS);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnprocessableRecordHandler.class);
        config.put("processing.exception.handler.global.enabled", true); // the constant is deprecated, the setting not yet
        config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OversizeRecordHandler.class);
        config.put(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG), instance);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 6);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), maxRecord);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), maxRecord);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                Math.toIntExact(SEND_LATEST_AFTER.toMillis()));
        config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        // The first requests of a transaction may come before the broker is done with the one before. It lets one of them
        // wait; those sent behind it are out of sequence, and all of them are sent again.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        return config;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        var properties = config();
        properties.putAll(KafkaClients.brokers(settings));
        var kafkaStreams = new KafkaStreams(topology.get(), properties,
                new FencingClients("newswatch-" + name, KafkaClients.instance(settings), intake));
        streams = kafkaStreams;
        kafkaStreams.setUncaughtExceptionHandler(this::onUncaught);
        kafkaStreams.setStateListener((state, _) -> onState(state));
        var binder = new KafkaStreamsMetrics(kafkaStreams, Tags.of("app", name));
        metrics = binder;
        binder.bindTo(registry);
        kafkaStreams.start();
    }

    /// @return the Streams properties without brokers, for a `TopologyTestDriver` that behaves as the service does
    public Properties config() {
        var properties = new Properties();
        properties.putAll(config);
        return properties;
    }

    /// @return the running topology, for interactive queries
    /// @throws IllegalStateException before the start
    public KafkaStreams streams() {
        var running = streams;
        if (running == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return running;
    }

    private synchronized StreamThreadExceptionResponse onUncaught(Throwable error) {
        if (isOrComesFrom(error, FencedInstanceIdException.class)) {
            return giveUp("another process does this work under the same name: give each its own "
                    + RuntimeSettings.INSTANCE, error);
        }
        if (isOrComesFrom(error, MissingSourceTopicException.class)) {
            return waitForTopics(error);
        }
        if (isOrComesFrom(error, OutOfMemoryError.class)) { // a new thread would find the same heap
            return giveUp("the heap is full: give the process a larger one (-Xmx)", error);
        }
        long now = System.nanoTime();
        replacements.removeIf(at -> now - at > REPLACEMENT_WINDOW.toNanos());
        if (replacements.size() >= RuntimeSettings.STREAMS_THREAD_REPLACEMENTS.in(settings)) {
            return giveUp("gave up after " + replacements.size() + " errors within " + REPLACEMENT_WINDOW.toMinutes()
                    + " minutes, the last one: " + error, error);
        }
        replacements.add(now);
        restarts.increment();
        LOG.atError().addKeyValue("service", name).setCause(error).log("stream thread is replaced after an error");
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse giveUp(String why, Throwable error) {
        failure = why;
        LOG.atError().addKeyValue("service", name).addKeyValue("reason", why).setCause(error).log("service gives up");
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /// Topics may be made after the services have started. This is the dying thread: it may wait.
    private StreamThreadExceptionResponse waitForTopics(Throwable error) {
        if (waitingFor == null) {
            LOG.atWarn().addKeyValue("service", name).addKeyValue("reason", error.getMessage())
                    .log("topics are missing: waiting for `newswatch topics create`");
        }
        waitingFor = "waiting for its topics: newswatch topics create makes them";
        try {
            if (closing.await(TOPIC_RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isOrComesFrom(Throwable error, Class<? extends Throwable> type) {
        for (@Nullable
        Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private void onState(KafkaStreams.State state) {
        if (state == KafkaStreams.State.RUNNING) {
            waitingFor = null;
        }
        LOG.atLevel(state == KafkaStreams.State.RUNNING ? Level.INFO : Level.DEBUG).addKeyValue("service", name)
                .addKeyValue("state", state).log("topology changed state");
    }

    @Override
    public Health health() {
        var why = failure;
        var running = streams;
        if (why != null) {
            return Health.notReady(why);
        }
        if (running == null) {
            return Health.notReady("not started");
        }
        var missing = waitingFor;
        if (missing != null) {
            return Health.notReady(missing);
        }
        return switch (running.state()) {
            case RUNNING -> Health.ready("running");
            case CREATED, REBALANCING -> Health.notReady("getting its share of the work and its state");
            case PENDING_SHUTDOWN, NOT_RUNNING -> Health.notReady("stopped");
            case PENDING_ERROR, ERROR -> Health.notReady("stopped by an error");
        };
    }

    @Override
    public boolean alive() {
        var running = streams;
        return failure == null && (running == null || running.state() != KafkaStreams.State.ERROR);
    }

    @Override
    public void close() {
        closing.countDown();
        var binder = metrics;
        if (binder != null) {
            binder.close();
        }
        var running = streams;
        if (running != null && !running.close(TIME_TO_CLOSE)) {
            LOG.atWarn().addKeyValue("service", name).log("topology did not close in time");
        }
    }
}
