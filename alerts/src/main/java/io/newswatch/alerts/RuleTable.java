package io.newswatch.alerts;

import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.alerts.rule.RuleSet;
import io.newswatch.alerts.yaml.Problem;
import io.newswatch.contract.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules of the topic as they stand, and the compiled snapshot of them. One thread writes, all stream threads read the
/// snapshot; it is compiled anew by the first reader after a change, a large one at most twice a second.
///
/// A record of the topic is a rule in the form of the files, as JSON. One that cannot be used is reported and left out, also
/// when it takes the place of one that could; the others go on. Safe for use by many threads.
final class RuleTable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleTable.class);
    private static final int QUICKLY_COMPILED = 2_000;
    private static final Duration BETWEEN_LARGE_SNAPSHOTS = Duration.ofMillis(500);

    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private final AlertMetrics metrics;
    private final Runnable unusable;
    private volatile boolean changed = true;
    private volatile RuleSet snapshot = RuleSet.of(List.of());
    private long compiledAt;

    /// @param unusable hears that there is a record that is no rule
    RuleTable(AlertMetrics metrics, Runnable unusable) {
        this.metrics = metrics;
        this.unusable = unusable;
    }

    /// Takes a record of the topic.
    ///
    /// @param key  `tenant/rule id`
    /// @param json the rule; null when it was removed
    void put(String key, byte @Nullable [] json) {
        if (json == null) {
            rules.remove(key);
            reasons.remove(key);
        } else {
            take(key, json);
        }
        metrics.rulesInUse(rules.size());
        metrics.rulesUnusable(reasons.size());
        changed = true;
    }

    private void take(String key, byte[] json) {
        try {
            rules.put(key, parse(key, json));
            reasons.remove(key);
        } catch (IllegalArgumentException e) {
            var reason = String.valueOf(e.getMessage());
            rules.remove(key);
            if (!reason.equals(reasons.put(key, reason))) {
                LOG.atWarn().addKeyValue("rule", key).addKeyValue("reason", reason)
                        .log("record of the rules topic is no rule and is left out");
            }
            unusable.run();
        }
    }

    /// Reads a record of the rules topic.
    ///
    /// @throws IllegalArgumentException saying why it is no rule
    static Rule parse(String key, byte[] json) {
        var file = RuleFile.ofRecord("rule " + key, json);
        if (!file.isFine() || file.rules().size() != 1) {
            throw new IllegalArgumentException(file.problems().isEmpty()
                    ? "not one rule but " + file.rules().size()
                    : file.problems().stream().filter(Problem::isError).map(Problem::toString)
                            .collect(Collectors.joining("; ")));
        }
        var rule = file.rules().getFirst();
        if (!rule.key().equals(key)) {
            throw new IllegalArgumentException("its key is " + key + " but it calls itself " + rule.key());
        }
        return rule;
    }

    /// Whether there is such a rule at the moment.
    ///
    /// @param key `tenant/rule id`
    boolean has(String key) {
        return rules.containsKey(key);
    }

    /// @return the latest snapshot
    RuleSet snapshot() {
        return changed ? refreshed() : snapshot;
    }

    private synchronized RuleSet refreshed() {
        long now = System.nanoTime();
        if (changed && (rules.size() <= QUICKLY_COMPILED || now - compiledAt >= BETWEEN_LARGE_SNAPSHOTS.toNanos())) {
            changed = false;
            snapshot = RuleSet.of(rules.values());
            compiledAt = now;
        }
        return snapshot;
    }
}
