package io.newswatch.alerts;

import io.newswatch.alerts.StoryMemory.ArticleOfStory;
import io.newswatch.alerts.StoryMemory.Reports;
import io.newswatch.alerts.StoryMemory.RuleDay;
import io.newswatch.alerts.StoryMemory.Shelf;
import io.newswatch.alerts.StoryMemory.Story;
import io.newswatch.contract.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.BiConsumer;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Takes the candidates of its rules to their stories and sends the alerts. Called by one stream thread.
final class StoriesProcessor extends ContextualProcessor<String, Candidate, String, Alert> {

    static final String STORIES = "stories";
    static final String ARTICLES = "story-articles";
    static final String REPORTS = "story-reports";
    static final String DAYS = "rule-days";

    private static final Duration LOOK_FOR_ENDED_DAYS = Duration.ofSeconds(10);
    /// A digest waits this long after midnight and after the last match, so that a replay of old articles, which runs far
    /// behind the clock, ends its days by its own time.
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofHours(6);

    private final RuleTable rules;
    private final AlertMetrics metrics;
    private final boolean tellBackfill;
    private @Nullable Stories stories;
    private Instant lastMatch = Instant.EPOCH;
    private Instant latestArrival = Instant.EPOCH;
    private @Nullable LocalDate ended;

    StoriesProcessor(RuleTable rules, AlertMetrics metrics, boolean tellBackfill) {
        this.rules = rules;
        this.metrics = metrics;
        this.tellBackfill = tellBackfill;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        super.init(context);
        stories = new Stories(new StoryMemory(shelf(STORIES, Story.class), shelf(ARTICLES, ArticleOfStory.class),
                shelf(REPORTS, Reports.class), shelf(DAYS, RuleDay.class)), tellBackfill, rules::has, metrics);
        lastMatch = Instant.ofEpochMilli(context.currentSystemTimeMs());
        context.schedule(LOOK_FOR_ENDED_DAYS, PunctuationType.WALL_CLOCK_TIME, this::endDays);
        context.schedule(FORGET, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<String, Candidate> record) {
        lastMatch = Instant.ofEpochMilli(context().currentSystemTimeMs());
        ended = null;
        var arrived = record.value().draft().arrivedAt();
        latestArrival = arrived.isAfter(latestArrival) ? arrived : latestArrival;
        stories().take(record.value()).forEach(alert -> send(alert, record.timestamp()));
    }

    private void endDays(long now) {
        var quiet = Instant.ofEpochMilli(now).minus(QUIET);
        var today = LocalDate.ofInstant(quiet, ZoneOffset.UTC);
        if (lastMatch.isBefore(quiet) && !today.equals(ended)) {
            stories().closeDigests(today).forEach(alert -> send(alert, now));
            ended = today;
        }
    }

    /// By the time of the articles, so that a replay keeps what it needs; one that claims to come from the future does not
    /// make all stories old.
    private void forget(long now) {
        var clock = Instant.ofEpochMilli(now);
        stories().forgetBefore(latestArrival.isBefore(clock) ? latestArrival : clock);
    }

    private void send(Alert alert, long timestamp) {
        metrics.alertFired();
        context().forward(new Record<>(alert.tenant() + "/" + alert.ruleId(), alert, timestamp, cloudEvent(alert)));
    }

    /// The attributes of a CloudEvents 1.0 message in binary mode.
    private static RecordHeaders cloudEvent(Alert alert) {
        var headers = new RecordHeaders();
        BiConsumer<String, String> add = (name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        add.accept("ce_specversion", "1.0");
        add.accept("ce_id", alert.alertId());
        add.accept("ce_type", "io.newswatch.alert.v1");
        add.accept("ce_source", "/newswatch/rules/" + alert.tenant() + "/" + alert.ruleId());
        add.accept("ce_subject", alert.articleId());
        add.accept("ce_time", alert.firedAt().toString());
        add.accept("content-type", "application/json");
        return headers;
    }

    private Stories stories() {
        if (stories == null) {
            throw new IllegalStateException("not initialised");
        }
        return stories;
    }

    private <V> Shelf<V> shelf(String name, Class<V> type) {
        KeyValueStore<String, V> store = context().getStateStore(name);
        return new Shelf<>() {
            @Override
            public @Nullable V get(String key) {
                return store.get(key);
            }

            @Override
            public void put(String key, V value) {
                store.put(key, type.cast(value));
            }

            @Override
            public void remove(String key) {
                store.delete(key);
            }

            @Override
            public void forEach(BiConsumer<String, V> each) {
                try (var all = store.all()) {
                    all.forEachRemaining(entry -> each.accept(entry.key, entry.value));
                }
            }
        };
    }
}
