package io.newswatch.contract;

import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topic.Retention.Compacted;
import io.newswatch.contract.Topic.Retention.CompactedAndKept;
import io.newswatch.contract.Topic.Retention.Kept;
import java.time.Duration;
import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/// Every topic of Newswatch. Nobody else writes a topic's name, serdes or retention. Immutable, safe to share.
public final class Topics {

    private static final Serde<String> TEXT = Serdes.String();
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    public static final Topic<String, FeedDefinition> FEEDS = new Topic<>("newswatch.feeds", "feed key", TEXT,
            JsonSerde.of(FeedDefinition.class), Partitioning.BY_FEED, new Compacted(), "The feeds to read.");

    public static final Topic<String, FeedState> FEED_STATE = new Topic<>("newswatch.feed-state", "feed key", TEXT,
            JsonSerde.of(FeedState.class), Partitioning.BY_FEED, new Compacted(),
            "What is remembered of each feed between polls.");

    public static final Topic<String, RawArticle> RAW_ARTICLES = new Topic<>("newswatch.articles.raw", "article id",
            TEXT,
            JsonSerde.of(RawArticle.class), Partitioning.BY_ARTICLE, new Kept(Duration.ofDays(7)),
            "Articles as ingest took them in.");

    public static final Topic<String, EnrichedArticle> ENRICHED_ARTICLES = new Topic<>("newswatch.articles.enriched",
            "article id", TEXT, JsonSerde.of(EnrichedArticle.class), Partitioning.BY_ARTICLE,
            new Kept(Duration.ofDays(30)), "Articles with their echoes, actors and events marked.");

    public static final Topic<String, Amendment> AMENDMENTS = new Topic<>("newswatch.articles.amendments", "article id",
            TEXT, JsonSerde.of(Amendment.class), Partitioning.BY_ARTICLE, new Kept(Duration.ofDays(30)),
            "Better verdicts on articles already published.");

    public static final Topic<Integer, byte[]> ECHO_PROBES = new Topic<>("newswatch.echo.probes", "index partition",
            Serdes.Integer(), BYTES, Partitioning.BY_INDEX, new Kept(Duration.ofDays(1)),
            "Private to enrich: sentences on their way to the memory (binary).");

    public static final Topic<String, byte[]> ECHO_REPLIES = new Topic<>("newswatch.echo.replies", "article id", TEXT,
            BYTES, Partitioning.BY_ARTICLE, new Kept(Duration.ofDays(1)),
            "Private to enrich: the memory's answers (binary).");

    public static final Topic<String, byte[]> EVENT_REPORTS = new Topic<>("newswatch.events.reports", "event type",
            TEXT, BYTES, Partitioning.BY_EVENT_TYPE, new Kept(Duration.ofDays(1)),
            "Private to enrich: single reports of events on their way to be merged.");

    public static final Topic<String, ReportedEvent> EVENTS = new Topic<>("newswatch.events", "event id", TEXT,
            JsonSerde.of(ReportedEvent.class), Partitioning.BY_EVENT_TYPE, new CompactedAndKept(Duration.ofDays(400)),
            "Military-cooperation events, one record each, with all their reports.");

    public static final Topic<String, Rule> RULES = new Topic<>("newswatch.rules", "tenant/rule id", TEXT,
            JsonSerde.of(Rule.class), Partitioning.BY_RULE, new Compacted(), "The rules of all tenants.");

    public static final Topic<String, Alert> ALERTS = new Topic<>("newswatch.alerts", "tenant/rule id", TEXT,
            JsonSerde.of(Alert.class), Partitioning.BY_RULE, new Kept(Duration.ofDays(30)),
            "What is new, once, and why. CloudEvents binary headers; ce_id is the alert id.");

    public static final Topic<String, Delivery> DELIVERIES = new Topic<>("newswatch.deliveries", "alert id/channel",
            TEXT,
            JsonSerde.of(Delivery.class), Partitioning.BY_RULE, new CompactedAndKept(Duration.ofDays(30)),
            "How far each alert has come on each channel; on the same partition number as its alert.");

    public static final Topic<byte[], byte[]> DEAD_LETTERS = new Topic<>("newswatch.dead-letters", "original key",
            BYTES,
            BYTES, Partitioning.BY_ARTICLE, new Kept(Duration.ofDays(30)),
            "Records that could not be used, byte for byte; the reason is in the headers.");

    private Topics() {}

    /// @return all of them, in the order of an article's way
    public static List<Topic<?, ?>> all() {
        return List.of(FEEDS, FEED_STATE, RAW_ARTICLES, ECHO_PROBES, ECHO_REPLIES, ENRICHED_ARTICLES, AMENDMENTS,
                EVENT_REPORTS, EVENTS,
                RULES, ALERTS, DELIVERIES, DEAD_LETTERS);
    }
}
