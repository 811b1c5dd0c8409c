package io.newswatch.enrich;

import io.micrometer.core.instrument.MeterRegistry;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.StartException;
import io.newswatch.runtime.StreamsService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The enrich service: raw articles to enriched articles and events. Threads: as [Service] says.
public final class EnrichApp implements Service {

    private static final String NAME = "enrich";
    private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final List<Topic<?, ?>> BY_ARTICLE = List.of(Topics.RAW_ARTICLES, Topics.ECHO_REPLIES,
            Topics.ENRICHED_ARTICLES, Topics.AMENDMENTS);

    private final Settings settings;
    private final EnrichSettings enrichSettings;
    private final StreamsService streams;

    private EnrichApp(Settings settings, EnrichSettings enrichSettings, StreamsService streams) {
        this.settings = settings;
        this.enrichSettings = enrichSettings;
        this.streams = streams;
    }

    /// @param settings loaded with [EnrichSettings#all] among the known ones
    /// @throws SettingException when a file of the user's grammar is wrong
    public static EnrichApp of(Settings settings, MeterRegistry registry) {
        var enrichSettings = EnrichSettings.from(settings);
        var topology = EnrichTopology.build(enrichSettings, GrammarReader.load(enrichSettings.grammar()),
                new EnrichMetrics(registry));
        return new EnrichApp(settings, enrichSettings,
                StreamsService.of(NAME, topology, settings, registry, DeadLetter::letter));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        checkPartitions();
        streams.start();
    }

    /// Kafka Streams does not check what our own partitioning relies on.
    private void checkPartitions() {
        var partitions = partitions();
        int articles = partitions.getOrDefault(Topics.RAW_ARTICLES.name(), 0);
        for (var topic : BY_ARTICLE) {
            int count = partitions.getOrDefault(topic.name(), 0);
            if (count != articles) {
                throw new SettingException(topic.name() + " has " + count + " partitions and "
                        + Topics.RAW_ARTICLES.name() + " has " + articles
                        + "; they must be equal: create them anew with `newswatch topics create`");
            }
        }
        int index = partitions.getOrDefault(Topics.ECHO_PROBES.name(), 0);
        if (index != enrichSettings.indexPartitions()) {
            throw new SettingException(EnrichSettings.INDEX_PARTITIONS + " is " + enrichSettings.indexPartitions()
                    + ", but " + Topics.ECHO_PROBES.name() + " has " + index
                    + " partitions: set it to " + index + ", or start with fresh topics");
        }
    }

    private Map<String, Integer> partitions() {
        var names = List.of(Topics.RAW_ARTICLES, Topics.ECHO_REPLIES, Topics.ENRICHED_ARTICLES, Topics.AMENDMENTS,
                Topics.ECHO_PROBES).stream().map(Topic::name).toList();
        try (var admin = Admin.create(KafkaClients.admin(settings, NAME + "-check"))) {
            var topics = admin.describeTopics(names).allTopicNames().get(BROKER_ANSWERS_WITHIN.toSeconds(),
                    TimeUnit.SECONDS);
            return topics.values().stream()
                    .collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions().size()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new SettingException("a topic of enrich is missing (it needs " + String.join(", ", names)
                        + "): create them with `newswatch topics create`");
            }
            throw new StartException("enrich cannot ask the brokers for its topics: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new StartException("the brokers did not answer within " + BROKER_ANSWERS_WITHIN.toSeconds()
                    + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while starting", e);
        }
    }

    @Override
    public Health health() {
        return streams.health();
    }

    @Override
    public boolean alive() {
        return streams.alive();
    }

    @Override
    public void close() {
        streams.close();
    }
}
