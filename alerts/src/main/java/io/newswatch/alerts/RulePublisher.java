package io.newswatch.alerts;

import io.newswatch.alerts.RuleChanges.OnTopic;
import io.newswatch.alerts.RuleChanges.Source;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
/// removed, what is there already is left alone. A rule with a mistake keeps the form it has on the topic.
///
/// Files may be half written when they are looked at, by an editor or a copy under way. So a change is taken at the second
/// look in a row that finds it; at the start, when the rules must be there before the first article, what stands in the
/// files is written at once, but nothing is removed before the files have rested for as long as from look to look.
///
/// Rules of others are never removed ([RuleChanges]): those from files carry a header that names the owner. Called by one
/// thread at a time.
final class RulePublisher {

    private static final Logger LOG = LoggerFactory.getLogger(RulePublisher.class);
    private static final String OWNER = "newswatch_owner";
    private static final String FROM_FILE = "file:";
    private static final int MOST_TOLD = 20;

    private final Settings settings;
    private final Path files;
    private final String owner;
    private final Supplier<Set<String>> channels;
    private final AlertMetrics metrics;
    private final Reading first;
    private List<Problem> reported = List.of();
    private @Nullable FileState looked;
    private @Nullable FileState published;

    private RulePublisher(Settings settings, Path files, Supplier<Set<String>> channels, AlertMetrics metrics,
            Reading first) {
        this.metrics = metrics;
        this.settings = settings;
        this.files = files;
        this.channels = channels;
        this.first = first;
        owner = FROM_FILE + AlertsSettings.RULES_OWNER.in(settings).orElseGet(() -> KafkaClients.instance(settings));
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
        var first = Reading.of(files, AlertsSettings.WATCH.in(settings));
        if (!first.rules().isReadable()) {
            throw new SettingException(first.rules().problems().stream().filter(Problem::isError)
                    .map(problem -> AlertsSettings.RULES + ": " + problem).collect(Collectors.joining("\n")));
        }
        return new RulePublisher(settings, files, channels, metrics, first);
    }

    /// What stood in the files.
    ///
    /// @param state  how they looked just before
    /// @param steady whether they still looked so when they had been read
    /// @param rested whether nobody had touched them for a while
    private record Reading(FileState state, RuleFile rules, boolean steady, boolean rested) {

        /// @param rest how long a while is
        static Reading of(Path files, Duration rest) {
            boolean rested = !FileState.touchedSince(files, Instant.now().minus(rest));
            var state = FileState.of(files);
            var rules = RuleFile.read(files);
            return new Reading(state, rules, FileState.of(files).equals(state), rested);
        }
    }

    /// Publishes what was read when this was made.
    ///
    /// @return how many rules the files hold
    int publishFirst() {
        return publish(first);
    }

    /// Brings the topic in line with the files as they are now; returns when the broker has all of it.
    void publish() {
        publish(Reading.of(files, AlertsSettings.WATCH.in(settings)));
    }

    private int publish(Reading reading) {
        var wanted = new TreeMap<String, Rule>();
        var changes = changes(reading, wanted);
        try (var producer = new KafkaProducer<>(KafkaClients.producer(settings, "rules"), new StringSerializer(),
                new ByteArraySerializer())) {
            var sent = new ArrayList<Future<?>>();
            changes.written().forEach((key, change) -> {
                var record = new ProducerRecord<>(Topics.RULES.name(), key, change.json());
                record.headers().add(OWNER, owner.getBytes(StandardCharsets.UTF_8));
                sent.add(producer.send(record));
            });
            changes.removed().forEach(
                    key -> sent.add(producer.send(new ProducerRecord<>(Topics.RULES.name(), key, null))));
            producer.flush();
            for (var future : sent) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the rules of " + files + " could not be written to "
                    + Topics.RULES.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while writing rules", e);
        }
        tell(changes);
        published = changes.held().isEmpty() ? reading.state() : null;
        return wanted.size();
    }

    private RuleChanges changes(Reading reading, Map<String, Rule> wanted) {
        boolean atRest = reading.steady() && (reading.rested() || reading.state().equals(looked));
        looked = reading.state();
        var read = reading.rules();
        report(read.problems());
        lookForChannels(read.rules());
        read.rules().forEach(rule -> wanted.put(rule.key(), rule));
        return RuleChanges.between(wanted, readTopic(), owner,
                !read.isFine() ? Source.MISTAKEN : atRest ? Source.AT_REST : Source.BEING_WRITTEN);
    }

    /// Whether a file was written, added or taken away since the rules were published, and the last look found it so
    /// already.
    boolean filesChanged() {
        var now = FileState.of(files);
        boolean resting = now.equals(looked);
        looked = now;
        return resting && !now.equals(published);
    }

    /// A line for each rule where somebody edits a few, one for all where many came.
    private static void tell(RuleChanges changes) {
        changes.takenFrom().forEach((rule, other) -> LOG.atWarn().addKeyValue("rule", rule)
                .addKeyValue("owner", other).log("rule of another owner's files was replaced by one of the same id; "
                        + "give one of the two another id or tenant"));
        if (changes.written().size() + changes.removed().size() <= MOST_TOLD) {
            changes.written().forEach((rule, change) -> LOG.atInfo().addKeyValue("rule", rule).log(change.what()));
            changes.removed().forEach(rule -> LOG.atInfo().addKeyValue("rule", rule).log("rule removed"));
        } else {
            LOG.atInfo().addKeyValue("written", changes.written().size())
                    .addKeyValue("removed", changes.removed().size()).log("rules are new, changed or removed");
        }
        if (!changes.held().isEmpty()) {
            LOG.atInfo().addKeyValue("rules", changes.held().size())
                    .addKeyValue("first", changes.held().iterator().next())
                    .log("rules are missing in files that were just written; they are removed unless they come back");
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
                    there.put(record.key(), new OnTopic(record.value(), owner(record.headers())));
                }
            });
        }
        return there;
    }

    private static @Nullable String owner(Headers headers) {
        var header = headers.lastHeader(OWNER);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
