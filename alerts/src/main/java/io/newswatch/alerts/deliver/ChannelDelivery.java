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
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings alerts to one channel, at least once and each with its stable id. One thread per channel, so that a slow channel
/// never holds another.
///
/// Each round: read some alerts, leave out those that are settled or waiting by the record, send, record the outcome, and
/// only then count the alerts as read. A failed one is recorded as pending, with the alert and the time it is due, so the
/// alerts behind it go on and a schedule of three days needs no memory of this process. After the first failure of a round
/// the rest of the round is recorded as pending untried: an endpoint that is down costs one time-out a round, not one an
/// alert. So it is when the other side asks to be left alone for a while (Retry-After), and when the service stops. Killed
/// between sending and recording, it sends again: never less than once, and never more is claimed.
///
/// It outlives the connection to Kafka: each begins with [#begin] and hands over its log at each round.
final class ChannelDelivery implements DeliveryLog.Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelDelivery.class);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration UNTRIED_WAIT = Duration.ofSeconds(5);
    private static final int DUE_PER_ROUND = 5;
    /// With so many waiting, new alerts are left on their topic.
    private static final int FULL = 10_000;

    private final Channel channel;
    private final InstantSource clock;
    private final BiConsumer<String, String> tried;
    private final BooleanSupplier stopping;
    private final DueQueue queue = new DueQueue();
    private boolean failing;
    private Instant quietUntil = Instant.MIN;
    private volatile boolean gone;
    private volatile int waiting;

    /// @param tried    hears channel and outcome of every try
    /// @param stopping whether to send no more
    ChannelDelivery(Channel channel, InstantSource clock, BiConsumer<String, String> tried, BooleanSupplier stopping) {
        this.channel = channel;
        this.clock = clock;
        this.tried = tried;
        this.stopping = stopping;
    }

    /// Forgets what was on record: partitions come anew.
    void begin() {
        queue.clear();
        waiting = 0;
    }

    @Override
    public void came(int partition, Collection<Delivery> recorded) {
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
    void round(DeliveryLog log) {
        failing = false;
        var alerts = log.poll(untilDue(), queue.size() >= FULL);
        for (var due : queue.due(clock.instant(), DUE_PER_ROUND)) {
            if (mayTry()) {
                attempt(log, new Placed(due.partition(), due.alert()), due.delivery().attempt() + 1);
            }
        }
        for (var placed : alerts) {
            if (placed.alert().channels().contains(channel.name())
                    && !queue.knows(placed.partition(), placed.alert().alertId())) {
                if (mayTry()) {
                    attempt(log, placed, 1);
                } else {
                    record(log, placed, State.PENDING, 0, later(clock.instant().plus(UNTRIED_WAIT), quietUntil),
                            "not tried yet");
                }
            }
        }
        log.commit();
        waiting = queue.size();
    }

    private boolean mayTry() {
        return !failing && !stopping.getAsBoolean() && !clock.instant().isBefore(quietUntil);
    }

    private Duration untilDue() {
        var now = clock.instant();
        var next = later(queue.nextDue(), quietUntil);
        return !next.isAfter(now)
                ? Duration.ZERO
                : next.isBefore(now.plus(LONGEST_WAIT)) ? Duration.between(now, next) : LONGEST_WAIT;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private void attempt(DeliveryLog log, Placed placed, int attempt) {
        if (gone) {
            giveUp(log, placed, attempt - 1, "the channel answered 410 Gone before and is switched off");
            return;
        }
        switch (send(placed.alert())) {
            case Outcome.Delivered(var detail) -> {
                tried.accept(channel.name(), "delivered");
                record(log, placed, State.DELIVERED, attempt, null, detail);
            }
            case Outcome.Gone(var detail) -> {
                gone = true;
                LOG.atError().addKeyValue("channel", channel.name())
                        .log("channel wants no more alerts and is switched off until the next start");
                giveUp(log, placed, attempt, detail);
            }
            case Outcome.Later(var detail, var notBefore) -> {
                failing = true;
                if (notBefore != null) {
                    quietUntil = later(quietUntil, clock.instant().plus(notBefore));
                }
                var next = RetrySchedule.next(placed.alert().alertId(), attempt, clock.instant(), notBefore);
                if (next.isPresent()) {
                    tried.accept(channel.name(), "retry");
                    LOG.atWarn().addKeyValue("channel", channel.name())
                            .addKeyValue("alert", placed.alert().alertId()).addKeyValue("attempt", attempt)
                            .addKeyValue("next", next.get()).addKeyValue("reason", detail)
                            .log("alert not delivered yet");
                    record(log, placed, State.PENDING, attempt, next.get(), detail);
                } else {
                    giveUp(log, placed, attempt, detail);
                }
            }
        }
    }

    /// A mistake of the channel's own must not hold up the alerts behind this one.
    private Outcome send(Alert alert) {
        try {
            return channel.send(alert);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("channel", channel.name()).addKeyValue("alert", alert.alertId()).setCause(e)
                    .log("channel failed in a way that it should not");
            return new Outcome.Later("the channel failed: " + e, null);
        }
    }

    private void giveUp(DeliveryLog log, Placed placed, int attempt, String reason) {
        tried.accept(channel.name(), "failed");
        LOG.atError().addKeyValue("channel", channel.name()).addKeyValue("alert", placed.alert().alertId())
                .addKeyValue("reason", reason).log("alert given up; it is in the dead letters");
        log.deadLetter(placed, channel.name(), reason);
        record(log, placed, State.FAILED, attempt, null, reason);
    }

    private void record(DeliveryLog log, Placed placed, State state, int attempt, @Nullable Instant due,
            String detail) {
        Alert kept = state == State.PENDING ? placed.alert() : null;
        var delivery = new Delivery(placed.alert().alertId(), channel.name(), state, attempt, clock.instant(), due,
                detail, kept);
        log.record(placed.partition(), delivery);
        queue.put(placed.partition(), delivery);
    }
}
