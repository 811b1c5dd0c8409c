package io.newswatch.alerts;

import io.newswatch.alerts.StoryMemory.ArticleOfStory;
import io.newswatch.alerts.StoryMemory.Reports;
import io.newswatch.alerts.StoryMemory.RuleDay;
import io.newswatch.alerts.StoryMemory.Story;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.PromptCommit;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Enriched articles to alerts. The rules are a global table, which Streams reads to its end before it reads an article;
/// the stories of a rule live where its candidates go, so nothing has to be known everywhere. Where the articles have one
/// partition all candidates are in one task already and do not travel.
final class AlertTopology {

    private AlertTopology() {}

    /// @param rules        filled by the topology
    /// @param tellBackfill whether articles that only filled the memory may alert
    /// @param onePartition whether the topic of articles has just one
    static Topology of(RuleTable rules, boolean tellBackfill, boolean onePartition, AlertMetrics metrics) {
        var builder = new StreamsBuilder();
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(RuleTableProcessor.STORE), Serdes.String(),
                        Serdes.ByteArray()).withLoggingDisabled(),
                Topics.RULES.name(), Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("read-rules"),
                () -> new RuleTableProcessor(rules));
        builder.addStateStore(store(StoriesProcessor.STORIES, JsonSerde.of(Story.class)));
        builder.addStateStore(store(StoriesProcessor.ARTICLES, JsonSerde.of(ArticleOfStory.class)));
        builder.addStateStore(store(StoriesProcessor.REPORTS, JsonSerde.of(Reports.class)));
        builder.addStateStore(store(StoriesProcessor.DAYS, JsonSerde.of(RuleDay.class)));

        var articles = Topics.ENRICHED_ARTICLES;
        var alerts = Topics.ALERTS;
        var candidates = builder
                .stream(articles.name(), Consumed.with(articles.key(), articles.value()).withName("read-articles"))
                .process(PromptCommit.of(() -> new MatchProcessor(rules, metrics)), Named.as("match-rules"));
        (onePartition ? candidates : byRule(candidates))
                .process(PromptCommit.of(() -> new StoriesProcessor(rules, metrics, tellBackfill)),
                        Named.as("find-stories"),
                        StoriesProcessor.STORIES, StoriesProcessor.ARTICLES, StoriesProcessor.REPORTS,
                        StoriesProcessor.DAYS)
                .to(alerts.name(), Produced.with(alerts.key(), alerts.value()).withName("write-alerts"));
        return builder.build();
    }

    private static KStream<String, Candidate> byRule(KStream<String, Candidate> candidates) {
        return candidates.repartition(
                Repartitioned.with(Serdes.String(), JsonSerde.of(Candidate.class)).withName("candidates"));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
    }
}
