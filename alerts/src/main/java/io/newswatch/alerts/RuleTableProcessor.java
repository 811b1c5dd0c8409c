package io.newswatch.alerts;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/// Hands every record of the rules topic to the [RuleTable]. For the sake of the global store Streams reads the topic to its
/// end, through another one of these, before any article is read; the store itself stays empty. Called only by the global
/// stream thread.
final class RuleTableProcessor implements Processor<String, byte[], Void, Void> {

    static final String STORE = "rules";

    private final RuleTable table;

    RuleTableProcessor(RuleTable table) {
        this.table = table;
    }

    @Override
    public void process(Record<String, byte[]> rule) {
        if (rule.key() != null) {
            table.put(rule.key(), rule.value());
        }
    }
}
