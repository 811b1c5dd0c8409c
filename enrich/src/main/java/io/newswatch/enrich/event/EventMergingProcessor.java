package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.ReportedEvent;
import io.newswatch.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Files reports of events, keyed by event type, and forwards the records that change. The store holds the open records under
/// `type/id`; those without a new report are forgotten (after 28 days, for late arrivals) when their type is next touched,
/// while the topic keeps them. Called only by the stream thread.
public final class EventMergingProcessor
        implements
            Processor<String, EventMergingProcessor.Reported, String, ReportedEvent> {

    /// The store of open records.
    public static final String STORE = "open-events";

    private final EventMerging merging = new EventMerging();
    private ProcessorContext<String, ReportedEvent> context;
    private KeyValueStore<String, ReportedEvent> open;

    /// One countable event of one article: the value of the topic between the article's task and the type's.
    ///
    /// @param url null when the article has none
    public record Reported(CooperationEvent event, int revision, String source,
            @org.jspecify.annotations.Nullable String url, java.time.Instant arrivedAt) {}

    @SuppressWarnings("NullAway.Init") // init gives both before the first record
    private EventMergingProcessor() {}

    /// The supplier, with the store it needs.
    public static ProcessorSupplier<String, Reported, String, ReportedEvent> supplier() {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<String, Reported, String, ReportedEvent> get() {
                return new EventMergingProcessor();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(),
                        Topics.EVENTS.value()));
            }
        };
    }

    /// The reports an article makes, one for each countable event. An article that fills the memory only makes none.
    public static List<Reported> reportsOf(EnrichedArticle article) {
        return article.backfill()
                ? List.of()
                : article.countableEvents().stream()
                        .map(event -> new Reported(event, article.revision(), article.source(),
                                article.url(), article.arrivedAt()))
                        .toList();
    }

    @Override
    public void init(ProcessorContext<String, ReportedEvent> given) {
        context = given;
        open = given.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, Reported> record) {
        var reported = record.value();
        var type = reported.event().type().slug() + "/";
        var candidates = candidates(type, reported);
        var change = merging.report(candidates, reported.event(), reported.revision(), reported.source(),
                reported.url(),
                reported.arrivedAt());
        change.closed().forEach(id -> open.delete(type + id));
        for (var changed : change.records()) {
            if (changed.sameAs() == null) {
                open.put(type + changed.id(), changed);
            }
            context.forward(record.withKey(changed.id()).withValue(changed));
        }
    }

    private List<ReportedEvent> candidates(String type, Reported reported) {
        var candidates = new ArrayList<ReportedEvent>();
        var oldest = reported.arrivedAt().minus(EventMerging.OPEN.multipliedBy(2));
        try (var records = open.range(type, type + '\uFFFF')) {
            while (records.hasNext()) {
                var entry = records.next();
                if (entry.value.lastReportedAt().isBefore(oldest)) {
                    open.delete(entry.key);
                } else {
                    candidates.add(entry.value);
                }
            }
        }
        return candidates;
    }
}
