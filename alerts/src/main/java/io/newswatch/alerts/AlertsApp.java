package io.newswatch.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.newswatch.alerts.channel.Channel;
import io.newswatch.alerts.channel.ChannelsFile;
import io.newswatch.alerts.deliver.Deliveries;
import io.newswatch.alerts.yaml.Problem;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.FailedRecord;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.StreamsService;
import io.newswatch.runtime.TableLetters;
import io.newswatch.runtime.TableLetters.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alerts service: puts the rules of files on their topic, then matches, then delivers.
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
    private @Nullable ScheduledExecutorService watcher;

    private AlertsApp(AlertsSettings own, StreamsService streams, TableLetters letters, Deliveries deliveries,
            @Nullable RulePublisher publisher) {
        this.own = own;
        this.streams = streams;
        this.letters = letters;
        this.deliveries = deliveries;
        this.publisher = publisher;
    }

    /// @param settings loaded with [AlertsSettings#all]
    /// @throws SettingException when the channels file has a mistake, naming each with its place
    public static AlertsApp of(Settings settings, MeterRegistry registry) {
        var own = AlertsSettings.from(settings);
        var metrics = new AlertMetrics(registry);
        var letters = TableLetters.of(NAME, settings, registry, AlertsApp::deadLetter, TABLES);
        var topology = AlertTopology.of(new RuleTable(metrics, letters::look), own.backfill(), metrics);
        var streams = StreamsService.of(NAME, topology, settings, registry, AlertsApp::deadLetter);
        var channels = ChannelsFile.read(own.channels(), System.getenv(), alert -> AlertText.of(alert, false));
        var mistakes = channels.problems().stream().map(Problem::toString).toList();
        if (!mistakes.isEmpty()) {
            channels.channels().forEach(Channel::close);
            throw new SettingException(AlertsSettings.CHANNELS.name() + ": " + String.join("\n", mistakes));
        }
        var deliveries = new Deliveries(settings, channels.channels(), metrics::deliveryTried,
                metrics::deliveriesWaiting, letters::look);
        var names = channels.channels().stream().map(Channel::name).collect(Collectors.toUnmodifiableSet());
        return new AlertsApp(own, streams, letters, deliveries,
                own.rules() == null ? null : new RulePublisher(settings, own.rules(), names, metrics));
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(FailedRecord failed) {
        return DeadLetter.of(failed.app(), failed.stage(), failed.topic(), failed.partition(), failed.offset(),
                failed.error(), failed.at()).record(failed.key(), failed.value());
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
            var watching = Executors
                    .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("rules-watcher").factory());
            var _ = watching.scheduleWithFixedDelay(this::publishChanges, own.watch().toMillis(),
                    own.watch().toMillis(),
                    TimeUnit.MILLISECONDS);
            watcher = watching;
        }
        streams.start();
        deliveries.start();
    }

    /// Runs until the end, whatever goes wrong once: the next look may go better.
    private void publishChanges() {
        try {
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
        if (watcher != null) {
            watcher.shutdownNow();
        }
        deliveries.close();
        streams.close();
        letters.close();
    }
}
