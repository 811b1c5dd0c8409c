package io.newswatch.alerts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Every meter of alerts. Safe for use by many threads.
public final class AlertMetrics implements Stories.Listener {

    private final MeterRegistry registry;
    private final Counter articles;
    private final Counter matches;
    private final Counter fired;
    private final Counter known;
    private final Counter overLimit;
    private final Counter backfill;
    private final Counter digestsFull;
    private final Counter ruleGone;
    private final Counter refusedRules;
    private final Counter deadLetters;
    private final Timer matching;
    private final AtomicInteger rules = new AtomicInteger();
    private final AtomicInteger unusableRules = new AtomicInteger();
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();

    public AlertMetrics(MeterRegistry registry) {
        this.registry = registry;
        articles = Counter.builder("newswatch.alerts.articles").description("articles tried on the rules")
                .register(registry);
        matches = Counter.builder("newswatch.alerts.matches").description("articles that matched a rule, per rule")
                .register(registry);
        fired = Counter.builder("newswatch.alerts.fired").description("alerts written to the topic").register(registry);
        known = silent("known-story");
        overLimit = silent("over-limit");
        backfill = silent("backfill");
        digestsFull = silent("digests-full");
        ruleGone = silent("rule-gone");
        refusedRules = Counter.builder("newswatch.alerts.rules.refused")
                .description("mistakes in rules files, each counted when it is first seen").register(registry);
        deadLetters = registry.counter("newswatch.dead.letters", "app", "alerts", "stage", "delivery");
        matching = Timer.builder("newswatch.alerts.matching").description("time to try one article on all rules")
                .register(registry);
        Gauge.builder("newswatch.alerts.rules", rules, AtomicInteger::get).description("rules in use")
                .register(registry);
        Gauge.builder("newswatch.alerts.rules.unusable", unusableRules, AtomicInteger::get)
                .description("rules that stand on the rules topic and are left out, since they cannot be used")
                .register(registry);
    }

    private Counter silent(String why) {
        return Counter.builder("newswatch.alerts.silent").tag("why", why)
                .description("matches that fired no alert, by reason").register(registry);
    }

    void articleTried(Duration took, int matched) {
        articles.increment();
        matches.increment(matched);
        matching.record(took);
    }

    void alertFired() {
        fired.increment();
    }

    void rulesInUse(int count) {
        rules.set(count);
    }

    /// Mistakes were found in the rules files that were not there before.
    void rulesRefused(int mistakes) {
        refusedRules.increment(mistakes);
    }

    void rulesUnusable(int count) {
        unusableRules.set(count);
    }

    /// A try to deliver ended.
    ///
    /// @param channel as in the channels file: a bounded set
    /// @param outcome delivered, retry, failed
    public void deliveryTried(String channel, String outcome) {
        deadLetters.increment(outcome.equals("failed") ? 1 : 0);
        registry.counter("newswatch.alerts.deliveries", "channel", channel, "outcome", outcome).increment();
    }

    /// So many deliveries of a channel wait for another try.
    public void deliveriesWaiting(String channel, int count) {
        waiting.computeIfAbsent(channel, name -> {
            var gauge = new AtomicInteger();
            Gauge.builder("newswatch.alerts.deliveries.waiting", gauge, AtomicInteger::get).tag("channel", name)
                    .description("deliveries waiting for another try").register(registry);
            return gauge;
        }).set(count);
    }

    @Override
    public void known() {
        known.increment();
    }

    @Override
    public void overLimit() {
        overLimit.increment();
    }

    @Override
    public void backfill() {
        backfill.increment();
    }

    @Override
    public void digestsFull() {
        digestsFull.increment();
    }

    @Override
    public void ruleGone() {
        ruleGone.increment();
    }
}
