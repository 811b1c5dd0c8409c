package io.newswatch.standalone.broker;

import io.newswatch.contract.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Kafka broker and its controller inside this process, on 127.0.0.1 only. What it holds survives a restart and a
/// `kill -9`. Safe for use by many threads.
///
/// This is the one class of Newswatch that touches Kafka's internals; Kafka's version is pinned for it. The two servers are
/// put together here instead of by `KafkaRaftServer` for two reasons: the sockets are bound before anything else happens, so
/// that a port in use is an ordinary error and a free port is free of races; and a fault of the broker is reported
/// ([#failure]) instead of ending the JVM.
///
/// Recovery decides many of the settings; docs/decisions/0007-recovery-after-kill.md has the measurements.
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String BROKER = "BROKER";
    private static final String CONTROLLER = "CONTROLLER";
    private static final int NODE = 1;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(6);

    private final BrokerOptions options;
    private final BrokerFolder folder;
    private final Sockets sockets;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private volatile boolean wanted = true;
    private @Nullable Servers servers;

    /// Kafka's two halves.
    private record Servers(ControllerServer controller, BrokerServer broker) {

        private static final ControllerRequestContext CONTEXT = new ControllerRequestContext(new RequestHeaderData(),
                KafkaPrincipal.ANONYMOUS, OptionalLong.empty());

        /// @param killed whether the broker before this one had no time to take its leave
        void startController(boolean killed) {
            controller.startup();
            if (killed) {
                Predecessor.dismiss(() -> controller.controller().unregisterBroker(CONTEXT, NODE));
            }
        }

        /// The broker goes first: it asks the controller to let it go.
        void shutdown() {
            broker.shutdown(STOP_WITHIN);
            controller.shutdown();
        }
    }

    private EmbeddedBroker(BrokerOptions options, BrokerFolder folder, Sockets sockets) {
        this.options = options;
        this.folder = folder;
        this.sockets = sockets;
    }

    /// Takes hold of the folder and the port. From now on [#bootstrapServers] is known, and clients that connect wait until
    /// the broker has started.
    ///
    /// @throws BrokerException when the port or the folder cannot be had
    public static EmbeddedBroker prepare(BrokerOptions options) {
        var folder = BrokerFolder.open(options.folder(), options.fresh());
        try {
            return new EmbeddedBroker(options, folder, Sockets.bind(options.port()));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /// Prepares a broker and starts it.
    ///
    /// @throws BrokerException when the port or the folder cannot be had
    public static EmbeddedBroker start(BrokerOptions options) {
        var broker = prepare(options);
        broker.start();
        return broker;
    }

    /// Starts it and returns when it serves clients; to be called once. When it fails, everything is let go.
    ///
    /// @throws BrokerException when its data cannot be used, or it is not [wanted any more][#abandon]
    public synchronized void start() {
        try {
            boolean killed = Predecessor.wasKilled(folder.logs());
            format(folder);
            servers = servers();
            servers.startController(killed);
            if (!wanted) {
                throw new BrokerException("it is not wanted any more");
            }
            servers.broker().startup();
        } catch (RuntimeException e) {
            close();
            throw new BrokerException("the broker on the data folder " + options.folder() + " does not start: "
                    + e.getMessage(), e);
        }
    }

    /// Tells a start that is under way that it need not go on; returns at once. What was started closes as ever.
    public void abandon() {
        wanted = false;
    }

    private Servers servers() {
        var config = new KafkaConfig(settings(options, folder, sockets), false);
        KafkaYammerMetrics.INSTANCE.configure(config.originals());
        var state = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        var shared = new SharedServer(config, state._1(), Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, folder.clusterId()),
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()), this::faultHandler,
                sockets);
        return new Servers(new ControllerServer(shared, KafkaRaftServer.configSchema(), state._2()),
                new BrokerServer(shared));
    }

    private static void format(BrokerFolder folder) {
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter().setPrintStream(silent)
                    .setNodeId(NODE)
                    .setClusterId(folder.clusterId())
                    .setDirectories(List.of(folder.logs().toString()))
                    .setMetadataLogDirectory(folder.logs().toString())
                    .setControllerListenerName(CONTROLLER)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new BrokerException("the data folder " + folder.logs() + " cannot be formatted: " + e, e);
        }
    }

    private static Map<String, String> settings(BrokerOptions options, BrokerFolder folder, Sockets sockets) {
        var settings = new HashMap<String, String>();
        settings.putAll(identity(folder.logs(), sockets));
        settings.putAll(ONE_MACHINE);
        settings.putAll(RECOVERY);
        settings.putAll(options.more());
        return settings;
    }

    private static Map<String, String> identity(Path logs, Sockets sockets) {
        String brokerAddress = sockets.address(BROKER);
        String controllerAddress = sockets.address(CONTROLLER);
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(NODE),
                "controller.quorum.voters", NODE + "@" + controllerAddress,
                "listeners", BROKER + "://" + brokerAddress + "," + CONTROLLER + "://" + controllerAddress,
                "advertised.listeners", BROKER + "://" + brokerAddress,
                "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "inter.broker.listener.name", BROKER,
                "controller.listener.names", CONTROLLER,
                "log.dirs", logs.toString());
    }

    /// One machine, a few topics, records up to 8 MB.
    private static final Map<String, String> ONE_MACHINE = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("message.max.bytes",
                    Integer.toString(Topic.MAX_RECORD_BYTES + 1024 * 1024)),
            Map.entry("replica.fetch.max.bytes",
                    Integer.toString(Topic.MAX_RECORD_BYTES + 1024 * 1024)),
            // How soon a transaction that has to wait for the end of the one before looks again; Kafka's own is 20.
            Map.entry("add.partitions.to.txn.retry.backoff.ms", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024)),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("metric.reporters", ""),
            Map.entry("metrics.jmx.exclude", ".*"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
            Map.entry("controlled.shutdown.enable", "true"));

    /// What decides how soon work goes on after a `kill -9`: how soon the broker ends transactions that nobody will finish,
    /// and how much log is read again (only whole segments are known sound). The controller's patience with the broker is
    /// Kafka's own 9 s, long enough for a busy machine: fenced, a broker drops all its partitions and coordinators.
    private static final Map<String, String> RECOVERY = Map.of(
            "broker.session.timeout.ms", "9000",
            "broker.heartbeat.interval.ms", "500",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "log.segment.bytes", Integer.toString(64 * 1024 * 1024),
            "log.index.size.max.bytes", Integer.toString(1024 * 1024),
            "num.recovery.threads.per.data.dir", "2");

    private FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            action.run();
            var fault = new BrokerException("the embedded broker's " + name + ": " + message, cause);
            if (fatal) {
                LOG.error("embedded broker failed", fault);
                failure.complete(fault);
            } else {
                LOG.warn("embedded broker in trouble", fault);
            }
            return fault;
        };
    }

    /// @return host and port for clients on this machine
    public String bootstrapServers() {
        return sockets.address(BROKER);
    }

    /// @return completes, with the reason, when the broker is beyond help and the process should end
    public CompletableFuture<Throwable> failure() {
        return failure.copy();
    }

    /// Stops it cleanly, within about six seconds; a second call does nothing.
    @Override
    public synchronized void close() {
        if (servers != null) {
            servers.shutdown();
            servers = null;
        }
        sockets.close();
        folder.close();
    }

    /// The two listening sockets, bound before the broker exists.
    private record Sockets(Map<String, ServerSocketChannel> byListener) implements ServerSocketFactory, AutoCloseable {

        static Sockets bind(int port) {
            var sockets = new Sockets(new ConcurrentHashMap<>());
            try {
                sockets.bind(CONTROLLER, 0);
                sockets.bind(BROKER, port);
                return sockets;
            } catch (IOException e) {
                sockets.close();
                throw new BrokerException("port " + port + " on 127.0.0.1 cannot be had for the broker ("
                        + e.getMessage() + "). Another program, perhaps another Newswatch, listens there: stop it, or"
                        + " choose another port with --set broker.port=9093.", e);
            }
        }

        private void bind(String listener, int port) throws IOException {
            var channel = ServerSocketChannel.open();
            byListener.put(listener, channel);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port));
            channel.configureBlocking(false);
        }

        @Override
        public ServerSocketChannel openServerSocket(String listener, InetSocketAddress address, int backlog,
                int receiveBuffer) {
            return bound(listener);
        }

        String address(String listener) {
            return "127.0.0.1:" + bound(listener).socket().getLocalPort();
        }

        private ServerSocketChannel bound(String listener) {
            return Optional.ofNullable(byListener.get(listener))
                    .orElseThrow(() -> new IllegalStateException("no socket was bound for " + listener));
        }

        @Override
        public void close() {
            for (var channel : byListener.values()) {
                try {
                    channel.close();
                } catch (IOException e) {
                    LOG.warn("a listening socket did not close", e);
                }
            }
        }
    }
}
