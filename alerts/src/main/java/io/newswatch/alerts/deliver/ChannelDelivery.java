package io.newswatch.alerts.deliver;

import io.newswatch.alerts.channel.Channel;
import io.newswatch.alerts.channel.Outcome;
import io.newswatch.alerts.deliver.DeliveryLog.Placed;
import io.newswatch.contract.Alert;
import io.newswatch.contract.Delivery;
import io.newswatch.contract.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings alerts to one channel, at least once and each with its stable id. One thread per channel, so that a slow channel
/// never holds another.
///
/// Each round: read some alerts, leave out those that are settled or waiting by the record, send, record the outcome, and
/// only then count the alerts as read. A failed one is recorded as pending, with the alert and the time it is due, so the
/// alerts behind it go on and a schedule of three days needs no memory of this process. After the first failure of a round
/// the rest of the round is recorded as pending untried: an endpoint that is down costs one time-out a round, not one an
/// alert. Killed between sending and recording, it sends again: never less than once, and never more is claimed.
final class ChannelDelivery implements DeliveryLog.Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelDelivery.class);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration UNTRIED_WAIT = Duration.ofSeconds(5);
    private static final int DUE_PER_ROUND = 5;
    /// With so many waiting, new alerts are left on their topic.
    private static final int FULL = 10_000;

    private final Channel channel;
    private final DeliveryLog log;
    private final InstantSource clock;
    private final BiConsumer<String, String> tried;
    private final DueQueue queue = new DueQueue();
    private boolean failing;
    private volatile boolean gone;
    private volatile int waiting;

    /// @param tried hears channel and outcome of every try
    ChannelDelivery(Channel channel, DeliveryLog log, InstantSource clock, BiConsumer<String, String> tried) {
        this.channel = channel;
        this.log = log;
        this.clock = clock;
        this.tried = tried;
    }

    @Override
    public void came(int partition, List<Delivery> recorded) {
        queue.take(partition, recorded);
        waiting = queue.size();
    }

    @Override
    public void went(int partition) {
        queue.forget(partition);
        waiting = queue.size();
    }

    /// How many deliveries wait for another try; any thread may ask.
    int waiting() {
        return waiting;
    }

    /// Whether the other side said that it wants no more; any thread may ask.
    boolean gone() {
        return gone;
    }

    /// One round.
    void round() {
        failing = false;
        var alerts = log.poll(untilDue(), queue.size() >= FULL);
        for (var due : queue.due(clock.instant(), DUE_PER_ROUND)) {
            var alert = due.delivery().alert();
            if (failing) {
                break;
            }
            if (alert != null) {
                attempt(new Placed(due.partition(), alert), due.delivery().attempt() + 1);
            }
        }
        for (var placed : alerts) {
            if (placed.alert().channels().contains(channel.name())
                    && !queue.knows(placed.partition(), placed.alert().alertId())) {
                if (failing) {
                    record(placed, State.PENDING, 0, clock.instant().plus(UNTRIED_WAIT), "not tried yet");
                } else {
                    attempt(placed, 1);
                }
            }
        }
        log.commit();
        waiting = queue.size();
    }

    private Duration untilDue() {
        var wait = queue.nextDue().equals(Instant.MAX)
                ? LONGEST_WAIT
                : Duration.between(clock.instant(), queue.nextDue());
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private void attempt(Placed placed, int attempt) {
        if (gone) {
            giveUp(placed, attempt - 1, "the channel answered 410 Gone before and is switched off");
            return;
        }
        var outcome = channel.send(placed.alert());
        switch (outcome) {
            case Outcome.Delivered(var detail) -> {
                tried.accept(channel.name(), "delivered");
                record(placed, State.DELIVERED, attempt, null, detail);
            }
            case Outcome.Gone(var detail) -> {
                gone = true;
                LOG.atError().addKeyValue("channel", channel.name())
                        .log("channel wants no more alerts and is switched off until the next start");
                giveUp(placed, attempt, detail);
            }
            case Outcome.Later(var detail, var notBefore) -> {
                failing = true;
                var next = RetrySchedule.next(placed.alert().alertId(), attempt, clock.instant(), notBefore);
                if (next.isPresent()) {
                    tried.accept(channel.name(), "retry");
                    LOG.atWarn().addKeyValue("channel", channel.name())
                            .addKeyValue("alert", placed.alert().alertId()).addKeyValue("attempt", attempt)
                            .addKeyValue("next", next.get()).addKeyValue("reason", detail)
                            .log("alert not delivered yet");
                    record(placed, State.PENDING, attempt, next.get(), detail);
                } else {
                    giveUp(placed, attempt, detail);
                }
            }
        }
    }

    private void giveUp(Placed placed, int attempt, String reason) {
        tried.accept(channel.name(), "failed");
        LOG.atError().addKeyValue("channel", channel.name()).addKeyValue("alert", placed.alert().alertId())
                .addKeyValue("reason", reason).log("alert given up; it is in the dead letters");
        log.deadLetter(placed, channel.name(), reason);
        record(placed, State.FAILED, attempt, null, reason);
    }

    private void record(Placed placed, State state, int attempt, @org.jspecify.annotations.Nullable Instant due,
            String detail) {
        Alert kept = state == State.PENDING ? placed.alert() : null;
        var delivery = new Delivery(placed.alert().alertId(), channel.name(), state, attempt, clock.instant(), due,
                detail, kept);
        log.record(placed.partition(), delivery);
        queue.put(placed.partition(), delivery);
    }
}
