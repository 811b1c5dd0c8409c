package io.newswatch.alerts.deliver;

import io.newswatch.contract.Alert;
import io.newswatch.contract.Delivery;
import io.newswatch.contract.Delivery.State;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What one channel knows of its deliveries: which alerts are settled, and which wait until when. It is read back from the
/// deliveries topic for each partition that comes, and forgotten when that goes. Used by one thread.
final class DueQueue {

    /// Settled alerts are remembered so that a reading of the alerts that begins a little too early repeats nothing.
    private static final int SETTLED_REMEMBERED = 100_000;

    /// @param partition of the alert
    /// @param alert     what the delivery is of
    record Waiting(int partition, Delivery delivery, Alert alert) {

        Instant due() {
            var due = delivery.dueAt();
            return due == null ? Instant.MIN : due;
        }
    }

    private final Map<String, Waiting> waiting = new HashMap<>();
    private final TreeSet<Waiting> byDue = new TreeSet<>(
            Comparator.comparing(Waiting::due).thenComparing(waiting -> waiting.delivery().alertId()));
    private final Map<Integer, Map<String, Boolean>> settled = new HashMap<>();

    /// Takes a partition with all that is on record of it, oldest first.
    void take(int partition, Collection<Delivery> recorded) {
        forget(partition);
        recorded.forEach(delivery -> put(partition, delivery));
    }

    /// Forgets everything.
    void clear() {
        settled.clear();
        waiting.clear();
        byDue.clear();
    }

    /// Forgets a partition.
    void forget(int partition) {
        settled.remove(partition);
        waiting.values().removeIf(entry -> entry.partition() == partition && byDue.remove(entry));
    }

    /// Takes the latest state of a delivery.
    void put(int partition, Delivery delivery) {
        var before = waiting.remove(delivery.alertId());
        if (before != null) {
            byDue.remove(before);
        }
        var alert = delivery.alert();
        if (delivery.state() != State.PENDING) {
            settled.computeIfAbsent(partition, _ -> new Remembered()).put(delivery.alertId(), true);
        } else if (alert != null) {
            var entry = new Waiting(partition, delivery, alert);
            waiting.put(delivery.alertId(), entry);
            byDue.add(entry);
        }
    }

    /// Whether an alert is settled or waits already.
    boolean knows(int partition, String alertId) {
        return waiting.containsKey(alertId) || settled.getOrDefault(partition, Map.of()).containsKey(alertId);
    }

    /// The deliveries that are due, longest due first.
    List<Waiting> due(Instant now, int most) {
        return byDue.stream().takeWhile(entry -> !entry.due().isAfter(now)).limit(most).toList();
    }

    /// @return when the next one is due; far off when none waits
    Instant nextDue() {
        return byDue.isEmpty() ? Instant.MAX : byDue.first().due();
    }

    int size() {
        return waiting.size();
    }

    private static final class Remembered extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > SETTLED_REMEMBERED;
        }
    }
}
