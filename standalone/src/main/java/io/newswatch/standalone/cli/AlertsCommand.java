package io.newswatch.standalone.cli;

import io.newswatch.alerts.AlertText;
import io.newswatch.contract.Alert;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `newswatch alerts`: subscribe to the alerts topic.
@Command(name = "alerts", description = "Follows the alerts as they fire.")
final class AlertsCommand implements Runnable {

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: newswatch alerts tail");
    }

    @Command(name = "tail", description = {"Prints each alert as it fires, until it is stopped.",
            "Only committed alerts are read, so none is shown twice or taken back. When the brokers go away it waits for them."})
    int tail(@Mixin SettingsOptions options,
            @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "The brokers, unless the settings name them; by default those of `newswatch up`.") @Nullable String bootstrap,
            @Option(names = "--json", description = "One JSON object a line, as on the topic.") boolean json,
            @Option(names = "--from-beginning", description = "Also the alerts that are there already.") boolean fromBeginning,
            @Option(names = "--rule", paramLabel = "ID", description = "Only alerts of this rule: id, or tenant/id.") @Nullable String rule,
            @Option(names = "--limit", paramLabel = "N", description = "End after so many alerts.") @Nullable Integer limit) {
        var settings = options.settingsWithBrokers(bootstrap);
        var tail = new Tail(settings, spec.commandLine().getOut(), spec.commandLine().getErr(), json, rule,
                limit == null ? Long.MAX_VALUE : limit);
        tail.follow(fromBeginning);
        return 0;
    }

    /// One run of `alerts tail`.
    private static final class Tail {

        private final Settings settings;
        private final PrintWriter out;
        private final PrintWriter err;
        private final boolean json;
        private final @Nullable String rule;
        private final boolean colour = onTerminal() && System.getenv("NO_COLOR") == null;
        private long left;

        Tail(Settings settings, PrintWriter out, PrintWriter err, boolean json, @Nullable String rule, long limit) {
            this.settings = settings;
            this.out = out;
            this.err = err;
            this.json = json;
            this.rule = rule;
            left = limit;
        }

        /// The default console of JDK 25 is null again when there is no terminal.
        @SuppressWarnings("SystemConsoleNull")
        private static boolean onTerminal() {
            var console = System.console();
            return console != null && console.isTerminal();
        }

        void follow(boolean fromBeginning) {
            var config = KafkaClients.consumer(settings, "alerts-tail");
            try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
                var partitions = partitions(consumer);
                consumer.assign(partitions);
                if (fromBeginning) {
                    consumer.seekToBeginning(partitions);
                } else {
                    consumer.seekToEnd(partitions);
                }
                err.println("newswatch: following " + Topics.ALERTS.name() + " at "
                        + settings.kafkaClient().get("bootstrap.servers") + "; stop with Ctrl-C");
                err.flush();
                while (left > 0 && !out.checkError()) { // whoever read it may have gone: newswatch alerts tail | head
                    consumer.poll(WAIT).forEach(this::show);
                }
            }
        }

        /// Waits for brokers and topic, saying so once.
        private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
            boolean said = false;
            while (true) {
                var why = "the topic " + Topics.ALERTS.name() + " is not there";
                try {
                    var partitions = consumer.partitionsFor(Topics.ALERTS.name(), TO_CONNECT);
                    if (partitions != null && !partitions.isEmpty()) {
                        return partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
                    }
                } catch (org.apache.kafka.common.errors.TimeoutException _) {
                    why = "no broker answers at " + settings.kafkaClient().get("bootstrap.servers");
                }
                if (!said) {
                    err.println("newswatch: " + why + "; waiting for it (is `newswatch up` running?)");
                    err.flush();
                    said = true;
                }
                pause();
            }
        }

        private static void pause() {
            try {
                var _ = new CountDownLatch(1).await(WAIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for alerts", e);
            }
        }

        private void show(ConsumerRecord<String, byte[]> record) {
            if (left <= 0) {
                return;
            }
            try {
                var alert = Topics.ALERTS.value().deserializer().deserialize(record.topic(), record.value());
                if (alert == null || !wanted(alert)) {
                    return;
                }
                out.println(json ? JsonSerde.MAPPER.writeValueAsString(alert) : AlertText.of(alert, colour) + "\n");
                out.flush();
                left--;
            } catch (SerializationException e) {
                err.println("newswatch: a record at " + record.topic() + "-" + record.partition() + " offset "
                        + record.offset() + " is no alert and is left out: " + e.getMessage());
                err.flush();
            }
        }

        private boolean wanted(Alert alert) {
            return rule == null || rule.equals(alert.ruleId()) || rule.equals(alert.tenant() + "/" + alert.ruleId());
        }
    }
}
