package io.newswatch.alerts.deliver;

import io.newswatch.alerts.channel.Channel;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.MeteredClients;
import io.newswatch.runtime.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers alerts to all channels, a thread for each. What goes wrong with Kafka is tried again from the record. Safe for
/// use by many threads.
public final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(2);
    private static final Duration TO_FINISH = Duration.ofSeconds(1);

    private final Settings settings;
    private final MeteredClients clients;
    private final BiConsumer<String, String> tried;
    private final ObjIntConsumer<String> waiting;
    private final Runnable unreadable;
    private volatile List<Worker> workers = List.of();
    private boolean closed;

    /// @param tried   hears channel and outcome (delivered, retry, failed) of every try
    /// @param waiting hears how many deliveries of a channel wait for another try
    /// @param unreadable hears that there is a record that is no alert, or no delivery
    public Deliveries(Settings settings, MeteredClients clients, BiConsumer<String, String> tried,
            ObjIntConsumer<String> waiting, Runnable unreadable) {
        this.settings = settings;
        this.clients = clients;
        this.tried = tried;
        this.waiting = waiting;
        this.unreadable = unreadable;
    }

    /// Delivers to these channels from now on and to no others, each from where its record says. Former ones finish what they
    /// are sending, within their time for it; what they cannot finish is sent again.
    public synchronized void deliverTo(List<Channel> channels) {
        stopWorkers();
        if (!closed) {
            workers = channels.stream().map(Worker::new).toList();
            workers.forEach(worker -> worker.thread.start());
        }
    }

    /// @return not ready while a channel cannot reach Kafka; a channel that wants no more is named
    public Health health() {
        for (var worker : workers) {
            var trouble = worker.dead() ? "its thread ended" : worker.trouble;
            if (trouble != null) {
                return Health.notReady("channel " + worker.channel.name() + ": " + trouble);
            }
        }
        var gone = workers.stream().filter(worker -> worker.delivery.gone()).map(worker -> worker.channel.name())
                .collect(Collectors.joining(", "));
        return Health.ready("delivering to " + workers.size() + " channels"
                + (gone.isEmpty() ? "" : "; switched off after 410 Gone: " + gone));
    }

    /// @return false once a channel's thread has ended by itself, which a new process may mend
    public boolean alive() {
        return workers.stream().noneMatch(Worker::dead);
    }

    /// Lets what is being sent end, or else cuts it off: it is then recorded as not delivered yet.
    @Override
    public synchronized void close() {
        closed = true;
        stopWorkers();
    }

    private void stopWorkers() {
        workers.forEach(Worker::stop);
        awaitWorkers();
        workers.forEach(worker -> worker.channel.close());
        awaitWorkers();
        workers.stream().filter(worker -> worker.thread.isAlive()).forEach(worker -> LOG.atWarn()
                .addKeyValue("channel", worker.channel.name())
                .log("delivery did not finish in time; what it was sending will be sent again"));
        workers.forEach(worker -> waiting.accept(worker.channel.name(), 0));
    }

    private void awaitWorkers() {
        long deadline = System.nanoTime() + TO_FINISH.toNanos();
        try {
            for (var worker : workers) {
                if (worker.thread.isAlive()) {
                    worker.thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Worker {

        private final Channel channel;
        private final ChannelDelivery delivery;
        private final CountDownLatch stop = new CountDownLatch(1);
        private final Thread thread;
        private volatile @Nullable DeliveryStore store;
        private volatile @Nullable String trouble;

        Worker(Channel channel) {
            this.channel = channel;
            delivery = new ChannelDelivery(channel, InstantSource.system(), tried, this::stopped);
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
        }

        private void deliver() {
            delivery.begin();
            try (var log = new DeliveryStore(settings, clients, channel.name(), unreadable)) {
                store = log;
                log.begin(delivery);
                while (!stopped()) {
                    delivery.round(log);
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

        /// Ended by something that is no exception, such as too little memory.
        boolean dead() {
            return thread.getState() == Thread.State.TERMINATED && !stopped();
        }
    }
}
