package io.newswatch.enrich;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.MemoryProcessor.Taking;
import io.newswatch.enrich.OpenArticle.Question;
import io.newswatch.enrich.OpenArticle.Reply;
import io.newswatch.enrich.echo.MemoryLimit;
import io.newswatch.enrich.event.EventMergingProcessor;
import io.newswatch.enrich.event.EventMergingProcessor.Reported;
import io.newswatch.runtime.PromptCommit;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/// An article's way from raw to enriched, one verb a line, in two wirings of the same processors.
///
/// *Spread* over partitions it is three sub-topologies: *split* and *gather*, by article id, share the stores of articles
/// that wait for answers; the *memory* between them is another, by index partition; merging reports of events is a third,
/// by event type. Every way between them is a topic and a transaction. Kafka Streams does not check that raw articles and
/// replies are partitioned alike; [EnrichApp] does, at the start.
///
/// *Fused*, where every topic has one partition, it is one task: an article passes all processors in one call and one
/// transaction, with everything at hand ([OpenArticle]); nothing waits, and the topics of questions, answers and reports
/// stay empty
/// (docs/decisions/0009-one-task-at-one-partition.md).
public final class EnrichTopology {

    static final String PUBLISH = "publish-article";
    static final String AMEND = "publish-amendment";
    static final String REPORT = "report-events";

    private static final String READ = "read-articles";
    private static final String SPLIT = "split-into-sentences";
    private static final String ASK = "ask-memory";
    private static final String LISTEN = "read-questions";
    private static final String REMEMBER = "look-up-and-remember";
    private static final String ANSWER = "answer";
    private static final String HEAR = "read-answers";
    private static final String GATHER = "gather-answers";
    private static final String COLLECT = "read-reports";
    private static final String MERGE = "merge-reports";
    private static final String TELL = "publish-event";

    private static final Serializer<Question> QUESTIONS = (_, question) -> question.encode();
    private static final Deserializer<Question> WRITTEN_QUESTIONS = (_, bytes) -> Question.decode(bytes);
    private static final Serializer<Reply> REPLIES = (_, reply) -> reply.encode();
    private static final Deserializer<Reply> WRITTEN_REPLIES = (_, bytes) -> Reply.decode(bytes);
    private static final JsonSerde<Reported> REPORTED = JsonSerde.of(Reported.class);

    private EnrichTopology() {}

    /// For any number of partitions.
    ///
    /// @param reader reads language, actors and events
    static Topology spread(EnrichSettings settings, ArticleReading.Reader reader, Taking taking, Backlog backlog,
            EnrichMetrics metrics) {
        var topology = new Topology();
        articles(topology, settings, reader, backlog, metrics);
        memory(topology, settings, taking, metrics);
        events(topology);
        return topology;
    }

    /// From a raw article to questions, and from the answers to the enriched one.
    static void articles(Topology topology, EnrichSettings settings, ArticleReading.Reader reader, Backlog backlog,
            EnrichMetrics metrics) {
        int indexPartitions = settings.indexPartitions();
        read(topology, READ, Topics.RAW_ARTICLES);
        topology.addProcessor(SPLIT, PromptCommit.of(split(settings, false, backlog, metrics)), READ);
        topology.addSink(ASK, Topics.ECHO_PROBES.name(), Topics.ECHO_PROBES.key().serializer(), QUESTIONS,
                toIndexPartition(indexPartitions), SPLIT);
        topology.addSource(HEAR, Topics.ECHO_REPLIES.key().deserializer(), WRITTEN_REPLIES, Topics.ECHO_REPLIES.name());
        topology.addProcessor(GATHER, PromptCommit.of(gather(settings, reader, backlog, metrics)), HEAR);
        write(topology, PUBLISH, Topics.ENRICHED_ARTICLES, GATHER);
        write(topology, AMEND, Topics.AMENDMENTS, GATHER);
        topology.addSink(REPORT, Topics.EVENT_REPORTS.name(), Topics.EVENT_REPORTS.key().serializer(),
                REPORTED.serializer(), GATHER);
        addArticleStores(topology, settings);
    }

    /// From questions to answers.
    private static void memory(Topology topology, EnrichSettings settings, Taking taking, EnrichMetrics metrics) {
        topology.addSource(LISTEN, Topics.ECHO_PROBES.key().deserializer(), WRITTEN_QUESTIONS,
                Topics.ECHO_PROBES.name());
        topology.addProcessor(REMEMBER, PromptCommit.of(remember(taking, metrics)), LISTEN);
        topology.addSink(ANSWER, Topics.ECHO_REPLIES.name(), Topics.ECHO_REPLIES.key().serializer(), REPLIES, REMEMBER);
        topology.addStateStore(EnrichStores.memory(settings, new MemoryLimit(settings.memoryLimit())), REMEMBER);
    }

    /// From what articles report to one record of each event.
    private static void events(Topology topology) {
        topology.addSource(COLLECT, Topics.EVENT_REPORTS.key().deserializer(), REPORTED.deserializer(),
                Topics.EVENT_REPORTS.name());
        topology.addProcessor(MERGE, EventMergingProcessor.supplier(), COLLECT);
        write(topology, TELL, Topics.EVENTS, MERGE);
    }

    /// For one partition of every topic.
    ///
    /// @param reader reads language, actors and events
    static Topology fused(EnrichSettings settings, ArticleReading.Reader reader, Taking taking, Backlog backlog,
            EnrichMetrics metrics) {
        var topology = new Topology();
        read(topology, READ, Topics.RAW_ARTICLES);
        topology.addProcessor(SPLIT, PromptCommit.of(split(settings, true, backlog, metrics)), READ);
        topology.addProcessor(REMEMBER, remember(taking, metrics), SPLIT);
        topology.addProcessor(GATHER, gather(settings, reader, backlog, metrics), REMEMBER);
        write(topology, PUBLISH, Topics.ENRICHED_ARTICLES, GATHER);
        write(topology, AMEND, Topics.AMENDMENTS, GATHER);
        topology.addProcessor(REPORT, EventMergingProcessor.supplier(), GATHER);
        write(topology, TELL, Topics.EVENTS, REPORT);
        addArticleStores(topology, settings);
        topology.addStateStore(EnrichStores.memory(settings, new MemoryLimit(settings.memoryLimit())), REMEMBER);
        return topology;
    }

    private static ProcessorSupplier<String, RawArticle, Integer, Question> split(EnrichSettings settings,
            boolean answeredAtOnce, Backlog backlog, EnrichMetrics metrics) {
        return () -> new SplitProcessor(settings, answeredAtOnce, backlog, metrics);
    }

    private static ProcessorSupplier<Integer, Question, String, Reply> remember(Taking taking, EnrichMetrics metrics) {
        var fatal = new FatalArticles();
        return () -> new MemoryProcessor(taking, fatal, metrics);
    }

    private static ProcessorSupplier<String, Reply, String, Object> gather(EnrichSettings settings,
            ArticleReading.Reader reader, Backlog backlog, EnrichMetrics metrics) {
        var writer = new ArticleWriter(reader, metrics);
        return () -> new GatherProcessor(settings, writer, backlog, metrics);
    }

    private static void addArticleStores(Topology topology, EnrichSettings settings) {
        topology.addStateStore(EnrichStores.revisions(), SPLIT, GATHER)
                .addStateStore(EnrichStores.waiting(), SPLIT, GATHER)
                .addStateStore(EnrichStores.dossiers(settings), SPLIT, GATHER);
    }

    private static <K, V> void read(Topology topology, String name, Topic<K, V> topic) {
        topology.addSource(name, topic.key().deserializer(), topic.value().deserializer(), topic.name());
    }

    private static <K, V> void write(Topology topology, String name, Topic<K, V> topic, String after) {
        topology.addSink(name, topic.name(), topic.key().serializer(), topic.value().serializer(), after);
    }

    /// A question's key is the index partition it goes to.
    private static StreamPartitioner<Integer, Question> toIndexPartition(int indexPartitions) {
        return (topic, partition, _, partitions) -> {
            if (partitions != indexPartitions) {
                throw new IllegalStateException(topic + " has " + partitions + " partitions, but "
                        + EnrichSettings.INDEX_PARTITIONS + " is " + indexPartitions);
            }
            return Optional.of(Set.of(partition));
        };
    }
}
