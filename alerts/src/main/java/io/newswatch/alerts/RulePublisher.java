package io.newswatch.alerts;

import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.alerts.yaml.FileState;
import io.newswatch.alerts.yaml.Problem;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.Rule;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the rules of files on the rules topic: what is new or changed is written, what was taken out of the files is
/// removed, what is there already is left alone. Rules that came from elsewhere are never removed: those from files carry a
/// header that says so. A rule with a mistake keeps the form it has on the topic. Called by one thread at a time.
final class RulePublisher {

    private static final Logger LOG = LoggerFactory.getLogger(RulePublisher.class);
    private static final String OWNER = "newswatch_owner";
    private static final int MOST_TOLD = 20;
    private static final byte[] FILE = "file".getBytes(StandardCharsets.UTF_8);

    private final Settings settings;
    private final Path files;
    private final Supplier<Set<String>> channels;
    private final AlertMetrics metrics;
    private final Reading first;
    private List<Problem> reported = List.of();
    private @Nullable FileState published;

    private RulePublisher(Settings settings, Path files, Supplier<Set<String>> channels, AlertMetrics metrics,
            Reading first) {
        this.metrics = metrics;
        this.settings = settings;
        this.files = files;
        this.channels = channels;
        this.first = first;
    }

    /// Reads the files, but publishes nothing yet.
    ///
    /// @param channels names of the channels there are at the moment
    /// @throws SettingException when there is no such file or folder, or a file cannot be read at all: then the setting is
    ///                          the mistake
    static RulePublisher of(Settings settings, Path files, Supplier<Set<String>> channels, AlertMetrics metrics) {
        if (!Files.exists(files)) {
            throw new SettingException(AlertsSettings.RULES + ": there is no file or folder " + files);
        }
        var first = Reading.of(files);
        if (!first.rules().isReadable()) {
            throw new SettingException(first.rules().problems().stream().filter(Problem::isError)
                    .map(problem -> AlertsSettings.RULES + ": " + problem).collect(Collectors.joining("\n")));
        }
        return new RulePublisher(settings, files, channels, metrics, first);
    }

    /// What stood in the files.
    ///
    /// @param state how they looked just before
    private record Reading(FileState state, RuleFile rules) {

        static Reading of(Path files) {
            return new Reading(FileState.of(files), RuleFile.read(files));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record OnTopic(byte[] json, boolean fromFile) {}

    /// Publishes what was read when this was made.
    ///
    /// @return how many rules the files hold
    int publishFirst() {
        return publish(first);
    }

    /// Brings the topic in line with the files as they are now; returns when the broker has all of it.
    void publish() {
        publish(Reading.of(files));
    }

    private int publish(Reading reading) {
        var read = reading.rules();
        report(read.problems());
        lookForChannels(read.rules());
        var wanted = new TreeMap<String, Rule>();
        read.rules().forEach(rule -> wanted.put(rule.key(), rule));
        var there = readTopic();
        var changes = new TreeMap<String, String>();
        try (var producer = new KafkaProducer<>(KafkaClients.producer(settings, "rules"), new StringSerializer(),
                new ByteArraySerializer())) {
            var written = new ArrayList<Future<?>>();
            wanted.forEach((key, rule) -> {
                var json = JsonSerde.MAPPER.writeValueAsBytes(rule);
                var old = there.get(key);
                if (old == null || !Arrays.equals(old.json(), json)) {
                    var record = new ProducerRecord<>(Topics.RULES.name(), key, json);
                    record.headers().add(OWNER, FILE);
                    written.add(producer.send(record));
                    changes.put(key, old == null ? "new rule" : "rule changed");
                }
            });
            for (var key : removed(read, wanted.keySet(), there)) {
                written.add(producer.send(new ProducerRecord<>(Topics.RULES.name(), key, null)));
                changes.put(key, "rule removed");
            }
            producer.flush();
            for (var future : written) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the rules of " + files + " could not be written to "
                    + Topics.RULES.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while writing rules", e);
        }
        tell(changes);
        published = reading.state();
        return wanted.size();
    }

    /// Whether a file was written, added or taken away since the rules were published.
    boolean filesChanged() {
        return !FileState.of(files).equals(published);
    }

    /// With any mistake in the files nothing is removed: the missing rule may be the one with the mistake.
    private static Set<String> removed(RuleFile read, Set<String> wanted, Map<String, OnTopic> there) {
        var removed = new HashSet<String>();
        if (read.isFine()) {
            there.forEach((key, rule) -> {
                if (rule.fromFile() && !wanted.contains(key)) {
                    removed.add(key);
                }
            });
        }
        return removed;
    }

    /// A line for each rule where somebody edits a few, one for all where many came.
    private static void tell(Map<String, String> changes) {
        if (changes.size() <= MOST_TOLD) {
            changes.forEach((rule, change) -> LOG.atInfo().addKeyValue("rule", rule).log(change));
        } else {
            LOG.atInfo().addKeyValue("rules", changes.size()).log("rules are new, changed or removed");
        }
    }

    private void lookForChannels(List<Rule> rules) {
        var known = channels.get();
        var unknown = new TreeMap<String, List<String>>();
        rules.forEach(rule -> rule.channels().stream().filter(channel -> !known.contains(channel))
                .forEach(channel -> unknown.computeIfAbsent(channel, _ -> new ArrayList<>()).add(rule.key())));
        unknown.forEach((channel, rulesOfIt) -> LOG.atWarn().addKeyValue("channel", channel)
                .addKeyValue("rule", rulesOfIt.getFirst()).addKeyValue("rules", rulesOfIt.size())
                .addKeyValue("known", known)
                .log("rules name a channel that the channels file does not have; nobody will deliver to it"));
    }

    private void report(List<Problem> problems) {
        for (var problem : problems) {
            if (!reported.contains(problem)) {
                metrics.rulesRefused(problem.isError() ? 1 : 0);
                (problem.isError() ? LOG.atError() : LOG.atWarn()).log("{}", problem);
            }
        }
        reported = problems;
    }

    private Map<String, OnTopic> readTopic() {
        var there = new HashMap<String, OnTopic>();
        try (var reader = TopicReader.of(settings, "rules")) {
            reader.readAll(Topics.RULES.name(), record -> {
                if (record.key() == null) {
                    return;
                }
                if (record.value() == null) {
                    there.remove(record.key());
                } else {
                    there.put(record.key(), new OnTopic(record.value(), isFromFile(record.headers())));
                }
            });
        }
        return there;
    }

    private static boolean isFromFile(Headers headers) {
        var owner = headers.lastHeader(OWNER);
        return owner != null && Arrays.equals(owner.value(), FILE);
    }
}
