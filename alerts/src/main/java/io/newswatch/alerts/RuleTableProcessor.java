package io.newswatch.alerts;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Keeps the global store of the rules topic and hands every change to the [RuleTable]. Streams restores the store before
/// any article is read; called only by the global stream thread.
final class RuleTableProcessor implements Processor<String, byte[], Void, Void> {

    static final String STORE = "rules";

    private final RuleTable table;
    private @Nullable KeyValueStore<String, byte[]> store;

    RuleTableProcessor(RuleTable table) {
        this.table = table;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        KeyValueStore<String, byte[]> restored = context.getStateStore(STORE);
        store = restored;
        try (var rules = restored.all()) {
            rules.forEachRemaining(rule -> table.put(rule.key, rule.value));
        }
    }

    @Override
    public void process(Record<String, byte[]> rule) {
        if (store != null && rule.key() != null) {
            store.put(rule.key(), rule.value());
            table.put(rule.key(), rule.value());
        }
    }
}
