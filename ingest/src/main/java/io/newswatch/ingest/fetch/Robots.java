package io.newswatch.ingest.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.newswatch.ingest.fetch.Fetch.Failure;
import io.newswatch.ingest.fetch.Fetch.Fetched;
import io.newswatch.ingest.fetch.Fetch.NotModified;
import io.newswatch.ingest.fetch.Fetch.Why;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What robots.txt of each site allows, by RFC 9309: kept for a day, ten minutes when it could not be read; a site without
/// one allows everything, and one that cannot answer allows nothing for now. However many feeds of a site ask at once, it is
/// read once. Safe for use by many threads.
final class Robots {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration KEPT_UNREAD = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MANY = 10_000;

    private final String name;
    private final Function<URI, Fetch> fetch;
    private final SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    private final ConcurrentMap<String, Site> sites = new ConcurrentHashMap<>();

    Robots(String userAgent, Function<URI, Fetch> fetch) {
        this.name = userAgent.replaceFirst("[/\\s].*", "").toLowerCase(Locale.ROOT);
        this.fetch = fetch;
    }

    /// @param unread why the file could not be read, so that nothing is allowed for now; null when it could
    private record Known(BaseRobotRules rules, long until, @Nullable String unread) {}

    /// @param allowed whether we may go there
    /// @param pause   between two requests, at most 30 s
    /// @param unread  why robots.txt could not be read, which is why we may not; null when it could
    /// @param again   when it is asked for anew
    record Answer(boolean allowed, Duration pause, @Nullable String unread, Duration again) {}

    /// @throws InterruptedException while waiting for somebody else's reading, or when our own was interrupted
    Answer ask(URI uri) throws InterruptedException {
        var address = uri.getScheme() + "://" + uri.getRawAuthority();
        if (sites.size() > MANY) {
            sites.clear();
        }
        var known = sites.computeIfAbsent(address, _ -> new Site()).known(address);
        var delay = known.rules().getCrawlDelay();
        var pause = delay <= 0 ? Duration.ZERO : Duration.ofMillis(delay);
        return new Answer(known.rules().isAllowed(uri.toString()),
                pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, known.unread(),
                Duration.ofNanos(Math.max(0, known.until() - System.nanoTime())));
    }

    /// What is known of one site.
    private final class Site {

        private final ReentrantLock reading = new ReentrantLock();
        private @Nullable Known known;

        Known known(String address) throws InterruptedException {
            reading.lockInterruptibly();
            try {
                var now = known;
                if (now == null || now.until() - System.nanoTime() < 0) {
                    now = read(address);
                    if (Thread.interrupted()) {
                        // Nobody asked to the end: that is no answer of the site's.
                        throw new InterruptedException();
                    }
                    known = now;
                }
                return now;
            } finally {
                reading.unlock();
            }
        }
    }

    private Known read(String site) {
        return switch (fetch.apply(URI.create(site + "/robots.txt"))) {
            case Fetched(var response) -> known(parse(response), KEPT);
            case NotModified _ -> known(all(true), KEPT);
            case Failure failure -> switch (failure.why()) {
                case NOT_FOUND, GONE, BLOCKED -> known(all(true), KEPT);
                // The guard or the host itself speaks when the page is asked for; robots.txt has nothing to add.
                case GUARD_REFUSED, UNREACHABLE, BAD_REDIRECT, TOO_LARGE -> known(all(true), KEPT_UNREAD);
                case HTTP_ERROR, RATE_LIMITED, TIMED_OUT, ROBOTS_REFUSED, ROBOTS_UNREADABLE ->
                    failure.why() == Why.HTTP_ERROR && failure.status() < 500
                            ? known(all(true), KEPT)
                            : new Known(all(false), System.nanoTime() + KEPT_UNREAD.toNanos(), failure.reason());
            };
        };
    }

    private BaseRobotRules parse(Response response) {
        var type = response.contentType() == null ? "text/plain" : response.contentType();
        if (type.toLowerCase(Locale.ROOT).contains("html")) {
            return all(true);
        }
        synchronized (parser) {
            return parser.parseContent(response.uri().toString(), response.body(), type, List.of(name));
        }
    }

    private static Known known(BaseRobotRules rules, Duration kept) {
        return new Known(rules, System.nanoTime() + kept.toNanos(), null);
    }

    private static BaseRobotRules all(boolean allowed) {
        return new SimpleRobotRules(allowed ? RobotRulesMode.ALLOW_ALL : RobotRulesMode.ALLOW_NONE);
    }
}
