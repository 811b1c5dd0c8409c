package io.newswatch.enrich;

import io.micrometer.core.instrument.MeterRegistry;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.MemoryProcessor.Taking;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.Intake;
import io.newswatch.runtime.PartitionCounts;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.StreamsService;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;

/// The enrich service: raw articles to enriched articles and events. Threads: as [Service] says.
public final class EnrichApp implements Service {

    private static final String NAME = "enrich";
    private static final List<String> BY_ARTICLE = names(Topics.RAW_ARTICLES, Topics.ECHO_REPLIES,
            Topics.ENRICHED_ARTICLES, Topics.AMENDMENTS);
    private static final List<String> ALL = Stream
            .concat(BY_ARTICLE.stream(), names(Topics.ECHO_PROBES, Topics.EVENT_REPORTS, Topics.EVENTS).stream())
            .toList();

    private final StreamsService streams;

    private EnrichApp(StreamsService streams) {
        this.streams = streams;
    }

    /// @param settings loaded with [EnrichSettings#all] among the known ones
    /// @throws SettingException when a file of the user's grammar is wrong
    public static EnrichApp of(Settings settings, MeterRegistry registry) {
        return of(settings, registry, EchoIndex::take);
    }

    /// The same for measuring the memory alone: articles come out without language, actors and events.
    public static EnrichApp withoutEvents(Settings settings, MeterRegistry registry) {
        var nothing = new ArticleReading("und", List.of(), List.of());
        return of(settings, registry, (_, _, _) -> nothing, EchoIndex::take);
    }

    /// The same with another way for the memory to take articles.
    static EnrichApp of(Settings settings, MeterRegistry registry, Taking taking) {
        return of(settings, registry, GrammarReader.load(EnrichSettings.from(settings).grammar()), taking);
    }

    private static EnrichApp of(Settings settings, MeterRegistry registry, ArticleReading.Reader reader,
            Taking taking) {
        var own = EnrichSettings.from(settings);
        var metrics = new EnrichMetrics(registry);
        var backlog = new Backlog(own.waitingLimit(), metrics);
        return new EnrichApp(StreamsService
                .of(NAME, () -> topology(settings, own, reader, taking, backlog, metrics), settings, registry,
                        DeadLetter::letter)
                .with(new Intake(Topics.RAW_ARTICLES.name(), backlog::isFull)));
    }

    /// Where every topic has one partition nothing has to travel between tasks.
    private static Topology topology(Settings settings, EnrichSettings own, ArticleReading.Reader reader,
            Taking taking, Backlog backlog, EnrichMetrics metrics) {
        var partitions = PartitionCounts.ask(settings, NAME, ALL);
        check(partitions, own.indexPartitions());
        return partitions.allOne()
                ? EnrichTopology.fused(own, reader, taking, backlog, metrics)
                : EnrichTopology.spread(own, reader, taking, backlog, metrics);
    }

    /// Kafka Streams does not check what our own partitioning relies on.
    private static void check(PartitionCounts partitions, int indexPartitions) {
        int articles = partitions.of(Topics.RAW_ARTICLES.name());
        for (var topic : BY_ARTICLE) {
            if (partitions.of(topic) != articles) {
                throw new SettingException(topic + " has " + partitions.of(topic) + " partitions and "
                        + Topics.RAW_ARTICLES.name() + " has " + articles
                        + "; they must be equal: create them anew with `newswatch topics create`");
            }
        }
        int index = partitions.of(Topics.ECHO_PROBES.name());
        if (index != indexPartitions) {
            throw new SettingException(EnrichSettings.INDEX_PARTITIONS + " is " + indexPartitions
                    + ", but " + Topics.ECHO_PROBES.name() + " has " + index
                    + " partitions: set it to " + index + ", or start with fresh topics");
        }
    }

    private static List<String> names(Topic<?, ?>... topics) {
        return Stream.of(topics).map(Topic::name).toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        streams.start();
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
