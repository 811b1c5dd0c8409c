package io.newswatch.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.newswatch.alerts.channel.Channel;
import io.newswatch.alerts.channel.ChannelsFile;
import io.newswatch.alerts.deliver.Deliveries;
import io.newswatch.alerts.yaml.Problem;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.FailedRecord;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.StreamsService;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alerts service: puts the rules of files on their topic, then matches, then delivers.
public final class AlertsApp implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(AlertsApp.class);
    static final String NAME = "alerts";

    private final AlertsSettings own;
    private final StreamsService streams;
    private final Deliveries deliveries;
    private final @Nullable RulePublisher publisher;
    private @Nullable ScheduledExecutorService watcher;

    private AlertsApp(AlertsSettings own, StreamsService streams, Deliveries deliveries,
            @Nullable RulePublisher publisher) {
        this.own = own;
        this.streams = streams;
        this.deliveries = deliveries;
        this.publisher = publisher;
    }

    /// @param settings loaded with [AlertsSettings#all]
    /// @throws SettingException when the channels file has a mistake, naming each with its place
    public static AlertsApp of(Settings settings, MeterRegistry registry) {
        var own = AlertsSettings.from(settings);
        var metrics = new AlertMetrics(registry);
        var topology = AlertTopology.of(new RuleTable(metrics), own.backfill(), metrics);
        var streams = StreamsService.of(NAME, topology, settings, registry, AlertsApp::deadLetter);
        var channels = ChannelsFile.read(own.channels(), System.getenv(), alert -> AlertText.of(alert, false));
        var mistakes = channels.problems().stream().map(Problem::toString).toList();
        if (!mistakes.isEmpty()) {
            channels.channels().forEach(Channel::close);
            throw new SettingException(AlertsSettings.CHANNELS.name() + ": " + String.join("\n", mistakes));
        }
        var deliveries = new Deliveries(settings, channels.channels(), metrics::deliveryTried,
                metrics::deliveriesWaiting);
        var names = channels.channels().stream().map(Channel::name).collect(Collectors.toUnmodifiableSet());
        return new AlertsApp(own, streams, deliveries,
                own.rules() == null ? null : new RulePublisher(settings, own.rules(), names));
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(FailedRecord failed) {
        var letter = new ProducerRecord<byte[], byte[]>(Topics.DEAD_LETTERS.name(), failed.key(), failed.value());
        letter.headers().add("newswatch_app", utf8(failed.app())).add("newswatch_stage", utf8(failed.stage()))
                .add("newswatch_topic", utf8(failed.topic()))
                .add("newswatch_partition", utf8(Integer.toString(failed.partition())))
                .add("newswatch_offset", utf8(Long.toString(failed.offset())))
                .add("newswatch_reason", utf8(String.valueOf(failed.error())))
                .add("newswatch_at", utf8(failed.at().toString()));
        return letter;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        if (publisher != null) {
            int rules = publisher.publish();
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
        return streams.alive();
    }

    @Override
    public void close() {
        if (watcher != null) {
            watcher.shutdownNow();
        }
        deliveries.close();
        streams.close();
    }
}
