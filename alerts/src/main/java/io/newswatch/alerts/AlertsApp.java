package io.newswatch.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.newswatch.alerts.channel.Channel;
import io.newswatch.alerts.channel.ChannelsFile;
import io.newswatch.alerts.deliver.Deliveries;
import io.newswatch.alerts.yaml.FileState;
import io.newswatch.alerts.yaml.Problem;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.MeteredClients;
import io.newswatch.runtime.PartitionCounts;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.StreamsService;
import io.newswatch.runtime.TableLetters;
import io.newswatch.runtime.TableLetters.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alerts service: puts the rules of files on their topic, then matches, then delivers; and looks at the files of rules
/// and channels for changes.
public final class AlertsApp implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(AlertsApp.class);
    static final String NAME = "alerts";
    /// What is read by more than the topology: by the table of rules and by every channel.
    private static final List<Table> TABLES = List.of(
            new Table(Topics.RULES.name(), "rules",
                    (key, json) -> RuleTable.parse(key == null ? "" : new String(key, StandardCharsets.UTF_8), json)),
            new Table(Topics.ALERTS.name(), "delivery", (_, json) -> Topics.ALERTS.ofBytes(json)),
            new Table(Topics.DELIVERIES.name(), "delivery", (_, json) -> Topics.DELIVERIES.ofBytes(json)));

    private final AlertsSettings own;
    private final StreamsService streams;
    private final TableLetters letters;
    private final Deliveries deliveries;
    private final @Nullable RulePublisher publisher;
    private volatile List<Channel> channels;
    private @Nullable FileState channelsRead;
    private @Nullable ScheduledExecutorService watcher;

    private AlertsApp(Settings settings, MeterRegistry registry) {
        own = AlertsSettings.from(settings);
        var metrics = new AlertMetrics(registry);
        publisher = own.rules() == null
                ? null
                : RulePublisher.of(settings, own.rules(), this::channelNames, metrics);
        channels = readChannels();
        var clients = new MeteredClients(NAME, registry);
        letters = TableLetters.of(NAME, settings, registry, DeadLetter::letter, TABLES);
        var rules = new RuleTable(metrics, letters::look);
        streams = StreamsService.of(NAME,
                () -> AlertTopology.of(rules, own.backfill(), onePartition(settings), metrics),
                settings, registry, DeadLetter::letter);
        deliveries = new Deliveries(settings, clients, metrics::deliveryTried, metrics::deliveriesWaiting,
                letters::look);
    }

    /// @param settings loaded with [AlertsSettings#all]
    /// @throws SettingException when the rules cannot be read at all, or the channels file has a mistake, naming each with
    ///                          its place
    public static AlertsApp of(Settings settings, MeterRegistry registry) {
        return new AlertsApp(settings, registry);
    }

    private static boolean onePartition(Settings settings) {
        return PartitionCounts.ask(settings, NAME, List.of(Topics.ENRICHED_ARTICLES.name())).allOne();
    }

    private List<Channel> readChannels() {
        channelsRead = own.channels() == null ? null : FileState.of(own.channels());
        var file = ChannelsFile.read(own.channels(), System.getenv(), alert -> AlertText.of(alert, false));
        if (!file.problems().isEmpty()) {
            file.channels().forEach(Channel::close);
            throw new SettingException(AlertsSettings.CHANNELS.name() + ": "
                    + file.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return file.channels();
    }

    private Set<String> channelNames() {
        return channels.stream().map(Channel::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        if (publisher != null) {
            int rules = publisher.publishFirst();
            LOG.atInfo().addKeyValue("file", own.rules()).addKeyValue("rules", rules).log("rules are on their topic");
        }
        streams.start();
        deliveries.deliverTo(channels);
        if (publisher != null || own.channels() != null) {
            var watching = Executors
                    .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("alerts-watcher").factory());
            var _ = watching.scheduleWithFixedDelay(this::lookForChanges, own.watch().toMillis(),
                    own.watch().toMillis(), TimeUnit.MILLISECONDS);
            watcher = watching;
        }
    }

    /// Runs until the end, whatever goes wrong once: the next look may go better.
    private void lookForChanges() {
        try {
            if (own.channels() != null && !FileState.of(own.channels()).equals(channelsRead)) {
                takeChangedChannels();
            }
            if (publisher != null && publisher.filesChanged()) {
                publisher.publish();
            }
        } catch (InterruptException _) {
            // the service stops
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("file", own.rules()).setCause(e)
                    .log("rules could not be published; trying again");
        }
    }

    private void takeChangedChannels() {
        try {
            channels = readChannels();
            deliveries.deliverTo(channels);
            LOG.atInfo().addKeyValue("channels", channelNames()).log("channels file changed and was read again");
        } catch (SettingException e) {
            LOG.atError().addKeyValue("reason", e.getMessage())
                    .log("channels file changed and has mistakes; the channels stay as they were");
        }
    }

    @Override
    public Health health() {
        var matching = streams.health();
        var delivering = deliveries.health();
        return matching.ready() && !delivering.ready() ? delivering : matching;
    }

    @Override
    public boolean alive() {
        return streams.alive() && deliveries.alive();
    }

    @Override
    public void close() {
        var watching = watcher;
        if (watching != null) {
            watching.shutdownNow();
        }
        deliveries.close();
        streams.close();
        letters.close();
    }
}
