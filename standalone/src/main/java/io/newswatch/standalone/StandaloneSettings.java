package io.newswatch.standalone;

import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.runtime.Setting;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.TopicSetup;
import java.util.List;
import java.util.Map;

/// The settings of the embedded broker and of the topics.
public final class StandaloneSettings {

    public static final Setting<Integer> BROKER_PORT = Setting.integer("broker.port", BrokerOptions.USUAL_PORT, 0,
            65_535,
            "Port of the embedded broker on 127.0.0.1; 0 takes any free one.");

    public static final Setting<Integer> ARTICLE_PARTITIONS = partitions("topics.article-partitions",
            Partitioning.BY_ARTICLE, "Partitions of the topics keyed by article: how far enrich can be spread.");

    public static final Setting<Integer> FEED_PARTITIONS = partitions("topics.feed-partitions", Partitioning.BY_FEED,
            "Partitions of the topics keyed by feed: how far ingest can be spread.");

    public static final Setting<Integer> RULE_PARTITIONS = partitions("topics.rule-partitions", Partitioning.BY_RULE,
            "Partitions of the topics keyed by rule: how far alerts can be spread.");

    public static final Setting<Integer> EVENT_PARTITIONS = partitions("topics.event-partitions",
            Partitioning.BY_EVENT_TYPE, "Partitions of the topic of events.");

    public static final Setting<Integer> REPLICATION_FACTOR = Setting.integer("topics.replication-factor", 0, 0, 9,
            "Copies of each partition of the topics that `newswatch topics create` makes; 0 leaves it to the broker.");

    private StandaloneSettings() {}

    /// @return all of them, in the order of the reference page
    public static List<Setting<?>> all() {
        return List.of(BROKER_PORT, ARTICLE_PARTITIONS, FEED_PARTITIONS, RULE_PARTITIONS, EVENT_PARTITIONS,
                REPLICATION_FACTOR);
    }

    private static Setting<Integer> partitions(String name, Partitioning group, String sentence) {
        return Setting.integer(name, group.defaultCount(), 1, 1000, sentence + " `newswatch up` makes 1 unless told.");
    }

    /// @return the settings that say how many partitions the topics of a group have
    public static List<Setting<Integer>> partitions() {
        return List.of(ARTICLE_PARTITIONS, FEED_PARTITIONS, RULE_PARTITIONS, EVENT_PARTITIONS);
    }

    /// @return how the topics are to be made
    public static TopicSetup topics(Settings settings) {
        return new TopicSetup(Map.of(
                Partitioning.BY_ARTICLE, ARTICLE_PARTITIONS.in(settings),
                Partitioning.BY_FEED, FEED_PARTITIONS.in(settings),
                Partitioning.BY_RULE, RULE_PARTITIONS.in(settings),
                Partitioning.BY_INDEX, EnrichSettings.INDEX_PARTITIONS.in(settings),
                Partitioning.BY_EVENT_TYPE, EVENT_PARTITIONS.in(settings)), REPLICATION_FACTOR.in(settings));
    }
}
