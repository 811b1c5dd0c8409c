package io.newswatch.standalone.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The broker that used the folder before, when it was killed.
///
/// Its controller died with it and learns from its log that the broker was alive: it then refuses the new one
/// (DuplicateBrokerRegistration) until `broker.session.timeout.ms` after its own start. With a short time-out a busy machine
/// fences a healthy broker, with a long one recovery waits. But the folder's lock proves that the other is dead, so the
/// controller can be told at once, by what an operator would do: unregister it.
final class Predecessor {

    private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);
    /// Kafka's mark of a clean end.
    private static final String CLEAN = ".kafka_cleanshutdown";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private Predecessor() {}

    /// @param logs Kafka's folder, locked by us
    /// @return whether a broker ended there without leave; to be asked before the next one starts
    static boolean wasKilled(Path logs) {
        return Files.isDirectory(logs) && Files.notExists(logs.resolve(CLEAN));
    }

    /// Makes the controller forget it. When that fails, the new broker waits for the time-out instead.
    ///
    /// @param unregister asks the controller, which is started but perhaps not yet in charge
    static void dismiss(Supplier<CompletableFuture<Void>> unregister) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            try {
                unregister.get().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                switch (e.getCause()) {
                    case BrokerIdNotRegisteredException _ -> {
                        return;
                    }
                    case NotControllerException _ -> LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                    case null, default -> {
                        LOG.warn("the controller did not forget the killed broker; starting takes longer", e);
                        return;
                    }
                }
            }
        }
    }
}
