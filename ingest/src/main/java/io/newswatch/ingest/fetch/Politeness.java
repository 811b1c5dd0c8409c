package io.newswatch.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// One request at a time for each host, and a pause between two. Hosts that nobody has asked for long are forgotten. Safe
/// for use by many threads.
final class Politeness {

    private static final int MANY = 10_000;

    private final Duration usual;
    private final ConcurrentMap<String, Host> hosts = new ConcurrentHashMap<>();

    Politeness(Duration usual) {
        this.usual = usual;
    }

    private static final class Host {
        private final Semaphore turn = new Semaphore(1, true);
        private volatile long freeAt = System.nanoTime();
        private volatile Duration asked = Duration.ZERO;
    }

    /// A host's own wish, of its robots.txt.
    void pause(URI uri, Duration asked) {
        host(uri).asked = asked;
    }

    /// Waits for this host's turn; closing ends it.
    Turn enter(URI uri) throws InterruptedException {
        var host = host(uri);
        host.turn.acquire();
        try {
            for (long wait = host.freeAt - System.nanoTime(); wait > 0; wait = host.freeAt - System.nanoTime()) {
                LockSupport.parkNanos(wait);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (InterruptedException e) {
            host.turn.release();
            throw e;
        }
        return () -> {
            var pause = host.asked.compareTo(usual) > 0 ? host.asked : usual;
            host.freeAt = System.nanoTime() + pause.toNanos();
            host.turn.release();
        };
    }

    private Host host(URI uri) {
        if (hosts.size() > MANY) {
            long now = System.nanoTime();
            hosts.values().removeIf(host -> host.turn.availablePermits() == 1 && host.freeAt - now < 0);
        }
        var name = uri.getHost().toLowerCase(Locale.ROOT) + ":" + uri.getPort();
        return hosts.computeIfAbsent(name, _ -> new Host());
    }

    /// The right to send one request.
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
