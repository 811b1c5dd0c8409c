package io.newswatch.alerts.deliver;

import io.newswatch.alerts.channel.Channel;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers alerts to all channels, a thread for each. What goes wrong with Kafka is tried again from the record. `start`
/// and `close` are called once each; `health` by any thread.
public final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(2);
    private static final Duration TO_FINISH = Duration.ofSeconds(3);

    private final List<Worker> workers = new ArrayList<>();

    /// @param tried   hears channel and outcome (delivered, retry, failed) of every try
    /// @param waiting hears how many deliveries of a channel wait for another try
    /// @param unreadable hears that there is a record that is no alert, or no delivery
    public Deliveries(Settings settings, List<Channel> channels, BiConsumer<String, String> tried,
            ObjIntConsumer<String> waiting, Runnable unreadable) {
        channels.forEach(channel -> workers.add(new Worker(settings, channel, tried, waiting, unreadable)));
    }

    public void start() {
        workers.forEach(worker -> worker.thread.start());
    }

    /// @return not ready while a channel cannot reach Kafka
    public Health health() {
        for (var worker : workers) {
            var trouble = worker.trouble;
            if (trouble != null) {
                return Health.notReady("channel " + worker.channel.name() + ": " + trouble);
            }
        }
        return Health.ready("delivering to " + workers.size() + " channels");
    }

    @Override
    public void close() {
        workers.forEach(Worker::stop);
        workers.forEach(Worker::await);
    }

    private static final class Worker {

        private final Settings settings;
        private final Channel channel;
        private final BiConsumer<String, String> tried;
        private final ObjIntConsumer<String> waiting;
        private final Runnable unreadable;
        private final CountDownLatch stop = new CountDownLatch(1);
        private final Thread thread;
        private volatile @Nullable DeliveryStore store;
        private volatile @Nullable String trouble;

        Worker(Settings settings, Channel channel, BiConsumer<String, String> tried, ObjIntConsumer<String> waiting,
                Runnable unreadable) {
            this.unreadable = unreadable;
            this.settings = settings;
            this.channel = channel;
            this.tried = tried;
            this.waiting = waiting;
            thread = Thread.ofPlatform().name("deliver-" + channel.name()).daemon().unstarted(this::run);
        }

        private void run() {
            while (!stopped()) {
                try {
                    deliver();
                } catch (RuntimeException e) {
                    if (!stopped()) {
                        trouble = String.valueOf(e.getMessage());
                        LOG.atError().addKeyValue("channel", channel.name()).setCause(e)
                                .log("delivery stopped and begins again from its record");
                        pause();
                    }
                }
            }
            channel.close();
        }

        private void deliver() {
            var ownership = new Handover();
            try (var log = new DeliveryStore(settings, channel.name(), ownership, unreadable)) {
                var delivery = new ChannelDelivery(channel, log, InstantSource.system(), tried);
                ownership.to = delivery;
                store = log;
                while (!stopped()) {
                    delivery.round();
                    trouble = null;
                    waiting.accept(channel.name(), delivery.waiting());
                }
            } finally {
                store = null;
            }
        }

        private void pause() {
            try {
                if (stop.await(BEFORE_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.atDebug().addKeyValue("channel", channel.name()).log("stopped while waiting to begin again");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                stop.countDown();
            }
        }

        private boolean stopped() {
            return stop.getCount() == 0;
        }

        void stop() {
            stop.countDown();
            var open = store;
            if (open != null) {
                open.wakeup();
            }
        }

        void await() {
            try {
                if (thread.isAlive() && !thread.join(TO_FINISH)) {
                    LOG.atWarn().addKeyValue("channel", channel.name())
                            .log("delivery did not finish in time; what it was sending will be sent again");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The record is made before the delivery that listens to it.
    private static final class Handover implements DeliveryLog.Ownership {

        private @Nullable ChannelDelivery to;

        @Override
        public void came(int partition, List<io.newswatch.contract.Delivery> recorded) {
            if (to != null) {
                to.came(partition, recorded);
            }
        }

        @Override
        public void went(int partition) {
            if (to != null) {
                to.went(partition);
            }
        }
    }
}
