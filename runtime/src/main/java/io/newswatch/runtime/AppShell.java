package io.newswatch.runtime;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts services one after the other, tells how they feel, and closes them in reverse order when the process is asked to
/// stop (SIGTERM, Ctrl-C, [#stop]): each within its share of ten seconds, so that no orchestrator has to kill us.
///
/// `run` and `close` are called by one thread; `stop` by any.
public final class AppShell implements AutoCloseable {

    /// All services closed in time.
    public static final int FINE = 0;
    /// A service did not start.
    public static final int NOT_STARTED = 1;
    /// A service stopped for good by itself; why is in the log.
    public static final int GAVE_UP = 4;
    /// A service did not close in time, or not without an error.
    public static final int NOT_CLOSED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(AppShell.class);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(9);
    private static final Duration TIME_TO_START = Duration.ofSeconds(4);

    private final List<Service> services;
    private final boolean together;
    private final Settings settings;
    private final PrometheusMeterRegistry registry;
    private final Deque<Service> started = new ConcurrentLinkedDeque<>();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    /// Held while a service starts and while they close: one at a time.
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int exitCode = FINE;
    private volatile @Nullable HealthServer healthServer;

    private AppShell(Settings settings, PrometheusMeterRegistry registry, List<Service> services, boolean together) {
        this.together = together;
        this.settings = settings;
        this.registry = registry;
        this.services = List.copyOf(services);
    }

    /// @param services in the order of starting
    public static AppShell of(Settings settings, PrometheusMeterRegistry registry, List<Service> services) {
        return new AppShell(settings, registry, services, false);
    }

    /// A shell whose services do not wait for each other and start at the same time.
    ///
    /// @param services closed in reverse order
    public static AppShell together(Settings settings, PrometheusMeterRegistry registry, List<Service> services) {
        return new AppShell(settings, registry, services, true);
    }

    /// Serves health and metrics, then starts the services in order. When one fails, those already started are closed.
    ///
    /// @throws RuntimeException what the service threw
    public void start() {
        try {
            healthServer = HealthServer.start(settings, registry, services);
            if (together) {
                startTogether();
            } else {
                services.forEach(this::startOne);
            }
        } catch (RuntimeException e) {
            exitCode = NOT_STARTED;
            close();
            throw e;
        }
    }

    private void startOne(Service service) {
        turn.lock();
        try {
            if (closing.get()) {
                return;
            }
            started.push(service);
            service.start();
            LOG.atInfo().addKeyValue("service", service.name()).log("service started");
        } finally {
            turn.unlock();
        }
    }

    private void startTogether() {
        turn.lock();
        try {
            if (closing.get()) {
                return;
            }
            services.forEach(started::push);
            var failures = services.stream().gather(Gatherers.mapConcurrent(services.size(), AppShell::startOrFail))
                    .flatMap(Optional::stream).toList();
            if (!failures.isEmpty()) {
                var first = failures.getFirst();
                failures.stream().skip(1).forEach(first::addSuppressed);
                throw first;
            }
        } finally {
            turn.unlock();
        }
    }

    private static Optional<RuntimeException> startOrFail(Service service) {
        try {
            service.start();
            LOG.atInfo().addKeyValue("service", service.name()).log("service started");
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /// @return where health and metrics are served; empty before the start
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(healthServer).map(HealthServer::address);
    }

    /// Starts, waits until the process is asked to stop or a service has given up, closes.
    ///
    /// @return the process's exit code
    /// @throws RuntimeException what a service threw at its start
    public int run() {
        return run(() -> {
        });
    }

    /// The same.
    ///
    /// @param whenStarted called once all services have started
    /// @return the process's exit code
    /// @throws RuntimeException what a service threw at its start
    public int run(Runnable whenStarted) {
        // A signal ends the process when all hooks have returned: ours closes everything and then ends it with our own code.
        var hook = new Thread(() -> {
            stop();
            close();
            System.out.flush();
            Runtime.getRuntime().halt(exitCode);
        }, "newswatch-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start();
            if (!closing.get()) {
                whenStarted.run();
            }
            while (!stopAsked.await(1, TimeUnit.SECONDS)) {
                if (!services.stream().allMatch(Service::alive)) {
                    giveUp();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            removeHook(hook);
        }
        return exitCode;
    }

    private void giveUp() {
        exitCode = GAVE_UP;
        services.stream().filter(service -> !service.alive()).forEach(service -> LOG.atError()
                .addKeyValue("service", service.name()).addKeyValue("detail", service.health().detail())
                .log("service gave up; the process stops so that it can be started anew"));
        stop();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is being shut down already: the hook is what does it.
        }
    }

    /// Asks to stop; returns at once.
    public void stop() {
        stopAsked.countDown();
    }

    /// Closes what has been started, last first, and returns when that is done. The signal's thread and the one that runs
    /// the shell both come here: whoever is second waits for the first, so that nobody ends the process half closed.
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                closeAll();
            } finally {
                closed.countDown();
            }
        } else {
            awaitClosed();
        }
    }

    private void closeAll() {
        long deadline = System.nanoTime() + TIME_TO_STOP.toNanos();
        boolean ours = takeTurn();
        try {
            while (!started.isEmpty()) {
                var service = started.pop();
                long share = Math.max(0, deadline - System.nanoTime()) / (started.size() + 1);
                closeWithin(service, share);
            }
            var server = healthServer;
            if (server != null) {
                server.close();
            }
        } finally {
            if (ours) {
                turn.unlock();
            }
        }
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A service that hangs in its start must not keep us from closing the others.
    private boolean takeTurn() {
        try {
            return turn.tryLock(TIME_TO_START.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void closeWithin(Service service, long nanos) {
        var closer = Thread.ofVirtual().name("close-" + service.name()).unstarted(() -> {
            try {
                service.close();
            } catch (RuntimeException e) {
                exitCode = NOT_CLOSED;
                LOG.atError().addKeyValue("service", service.name()).setCause(e).log("service closed with an error");
            }
        });
        closer.start();
        try {
            if (!closer.join(Duration.ofNanos(Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(100))))) {
                exitCode = NOT_CLOSED;
                LOG.atError().addKeyValue("service", service.name()).log("service did not close in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
