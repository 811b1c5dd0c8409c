package io.newswatch.alerts;

import io.newswatch.alerts.rule.RuleMatcher;
import io.newswatch.contract.EnrichedArticle;
import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Tries each article on all rules and sends a candidate for each that holds, keyed by the rule. Called by one stream
/// thread.
final class MatchProcessor extends ContextualProcessor<String, EnrichedArticle, String, Candidate> {

    private final RuleTable rules;
    private final AlertMetrics metrics;
    private RuleMatcher matcher;

    MatchProcessor(RuleTable rules, AlertMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
        matcher = new RuleMatcher(rules.snapshot());
    }

    @Override
    public void process(Record<String, EnrichedArticle> record) {
        long start = System.nanoTime();
        var snapshot = rules.snapshot();
        if (matcher.rules() != snapshot) {
            matcher = new RuleMatcher(snapshot);
        }
        var matches = matcher.match(record.value());
        var enrichedAt = Instant.ofEpochMilli(record.timestamp());
        for (var match : matches) {
            var candidate = Candidate.of(record.value(), match, enrichedAt);
            context().forward(record.withKey(candidate.ruleKey()).withValue(candidate));
        }
        metrics.articleTried(Duration.ofNanos(System.nanoTime() - start), matches.size());
    }
}
