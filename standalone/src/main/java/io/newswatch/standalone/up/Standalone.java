package io.newswatch.standalone.up;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.newswatch.alerts.AlertText;
import io.newswatch.contract.Alert;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.AppShell;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Logging;
import io.newswatch.runtime.Meters;
import io.newswatch.runtime.RuntimeSettings;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.StandaloneSettings;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything in one process: `newswatch up`. Used once, by one thread.
///
/// Time to the first alert is what matters here, so nothing waits that need not: the sample is unpacked and the services
/// are put together while the broker starts, and all start together as soon as the topics are there. docs/start-up.md has
/// the measurements.
public final class Standalone {

    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);
    private static final int BROKER_FAILED = 1;
    private static final String ONE = "1";
    /// Kafka's own values are 100 and 50 ms; it warns of each client that has the one for reconnecting without its bound.
    private static final Map<String, String> PATIENCE = Map.of(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, "10",
            CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "10",
            CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "10");

    private final Terminal terminal;
    private final Function<Map<String, String>, Settings> settingsWith;
    private final AtomicInteger alerts = new AtomicInteger();
    private final AtomicReference<@Nullable Taken> firstAlert = new AtomicReference<>();
    private volatile @Nullable AppShell shell;

    /// @param settingsWith loads the settings with some more that win over all others
    public Standalone(Terminal terminal, Function<Map<String, String>, Settings> settingsWith) {
        this.terminal = terminal;
        this.settingsWith = settingsWith;
    }

    /// Runs on a folder that survives, until the process is asked to stop.
    ///
    /// @return the process's exit code
    public int run(Path data) {
        return run(BrokerOptions.in(data), false, false);
    }

    /// Plays the bundled sample in a folder that is emptied first.
    ///
    /// @param once whether to end when the sample is through
    /// @return the process's exit code
    public int playSample(Path folder, boolean once) {
        return run(BrokerOptions.in(folder).emptied().with("offsets.topic.num.partitions", ONE)
                .with("transaction.state.log.num.partitions", ONE), true, once);
    }

    private int run(BrokerOptions where, boolean playSample, boolean once) {
        var told = settingsWith.apply(Map.of());
        configureLog(told);
        var broker = EmbeddedBroker.prepare(where.onPort(StandaloneSettings.BROKER_PORT.in(told)));
        try {
            var running = CompletableFuture.runAsync(broker::start, Thread::startVirtualThread);
            var sample = playSample ? Sample.unpack(where.folder().resolve("sample")) : null;
            var settings = settings(told, broker, where.folder(), sample);
            var ready = running.thenRunAsync(() -> makeTopics(settings), Thread::startVirtualThread);
            var registry = Meters.prometheus();
            var services = Services.all(settings, registry, broker::abandon);
            join(ready);
            return run(broker, settings, registry, services, sample, once);
        } catch (RuntimeException e) {
            Logging.configureForTools(); // nothing beside the reason
            broker.close();
            throw e;
        }
    }

    private static void configureLog(Settings settings) {
        Logging.configure(settings);
        if (RuntimeSettings.LOG_LEVEL.in(settings).compareTo(RuntimeSettings.LogLevel.INFO) <= 0) {
            Logging.quietOwnBroker();
        }
    }

    private Settings settings(Settings told, EmbeddedBroker broker, Path folder, @Nullable Sample sample) {
        var own = new HashMap<String, String>();
        own.put("kafka.bootstrap.servers", broker.bootstrapServers());
        own.put("streams.state", folder.resolve("streams").toString());
        own.put("instance.name", "up");
        if (sample != null) {
            own.put("alerts.rules", sample.rules().toString());
        }
        // There is one process to share the work: at one partition it makes the fewest transactions.
        StandaloneSettings.partitions().stream().filter(partitions -> !told.tells(partitions))
                .forEach(partitions -> own.put(partitions.name(), ONE));
        // The broker is in this process: who is told to try again need not be patient.
        PATIENCE.forEach((setting, millis) -> {
            if (!told.kafkaClient().containsKey(setting)) {
                own.put("kafka." + setting, millis);
            }
        });
        return settingsWith.apply(own);
    }

    /// The broker makes the topics of its coordinators when one is first asked for. They are asked for here, so that the
    /// services find them; closing the client waits for the answers.
    private static void makeTopics(Settings settings) {
        try (var admin = Admin.create(KafkaClients.admin(settings, "topics"))) {
            var _ = admin.listConsumerGroupOffsets("newswatch");
            var _ = admin.describeTransactions(List.of("newswatch"));
            StandaloneSettings.topics(settings).create(admin);
        }
    }

    private static void join(CompletableFuture<Void> ready) {
        try {
            ready.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private int run(EmbeddedBroker broker, Settings settings, PrometheusMeterRegistry registry, List<Service> apps,
            @Nullable Sample sample, boolean once) {
        var services = new ArrayList<Service>();
        services.add(new BrokerService(broker));
        services.add(new Follower<>(settings, Topics.ALERTS, sample != null, record -> print(record.value())));
        services.addAll(apps);
        if (sample != null) {
            var player = new SamplePlayer(settings, sample, played -> through(sample, played, broker, once));
            services.add(new Follower<>(settings, Topics.ENRICHED_ARTICLES, true, player::onEnriched));
            services.add(player);
        }
        var running = AppShell.together(settings, registry, services);
        shell = running;
        var _ = broker.failure().thenRun(this::stop);
        int exitCode = running.run(() -> {
            if (sample == null) {
                tellWhere(broker);
            }
        });
        return broker.failure().isDone() ? BROKER_FAILED : exitCode;
    }

    private void stop() {
        var running = shell;
        if (running != null) {
            running.stop();
        }
    }

    private void print(Alert alert) {
        if (alerts.getAndIncrement() == 0) {
            firstAlert.set(Taken.sinceStart());
        }
        terminal.line(AlertText.of(alert, terminal.colour()));
        terminal.line("");
    }

    private void through(Sample sample, SamplePlayer player, EmbeddedBroker broker, boolean once) {
        var first = firstAlert.get();
        terminal.strong(String.format(Locale.ROOT,
                "The sample is through: %d articles taught, %d arrived; %d sentences new, %d recycled; %d alerts,"
                        + " the first %s after the start; all in %s.",
                sample.background().size(), sample.news().size(), player.newSentences(), player.recycledSentences(),
                alerts.get(), first == null ? "never" : seconds(first.time()), seconds(Taken.sinceStart().time())));
        if (first != null) {
            LOG.atInfo().addKeyValue("first_alert_processor_time", first.processorTime())
                    .addKeyValue("processor_time", Taken.sinceStart().processorTime()).log("the sample is through");
        }
        if (once) {
            stop();
        } else {
            tellWhere(broker);
        }
    }

    private void tellWhere(EmbeddedBroker broker) {
        terminal.line("alerts   kcat -C -b " + broker.bootstrapServers() + " -t " + Topics.ALERTS.name()
                + " -X isolation.level=read_committed");
        Optional.ofNullable(shell).flatMap(AppShell::address).ifPresent(address -> {
            String web = "http://" + address.getHostString() + ":" + address.getPort();
            terminal.line("health   " + web + "/health/ready");
            terminal.line("metrics  " + web + "/metrics");
        });
        terminal.faint("Ctrl-C stops Newswatch.");
    }

    /// What the process has taken since Java started.
    ///
    /// @param time          on the clock
    /// @param processorTime of all processors together
    private record Taken(Duration time, Duration processorTime) {

        static Taken sinceStart() {
            var start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
            return new Taken(Duration.between(start, Instant.now()),
                    ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
