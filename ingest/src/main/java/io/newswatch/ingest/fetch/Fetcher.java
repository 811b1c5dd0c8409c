package io.newswatch.ingest.fetch;

import io.newswatch.ingest.fetch.Fetch.BadRedirect;
import io.newswatch.ingest.fetch.Fetch.Blocked;
import io.newswatch.ingest.fetch.Fetch.Fetched;
import io.newswatch.ingest.fetch.Fetch.Gone;
import io.newswatch.ingest.fetch.Fetch.GuardRefused;
import io.newswatch.ingest.fetch.Fetch.HttpError;
import io.newswatch.ingest.fetch.Fetch.NotFound;
import io.newswatch.ingest.fetch.Fetch.NotModified;
import io.newswatch.ingest.fetch.Fetch.RateLimited;
import io.newswatch.ingest.fetch.Fetch.RobotsRefused;
import io.newswatch.ingest.fetch.Fetch.RobotsUnreadable;
import io.newswatch.ingest.fetch.Fetch.TimedOut;
import io.newswatch.ingest.fetch.Fetch.TooLarge;
import io.newswatch.ingest.fetch.Fetch.Unreachable;
import io.newswatch.ingest.fetch.Request.Validators;
import io.newswatch.ingest.publish.CanonicalUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Gets what a source asks for, politely and with its guard up: one request at a time and a pause between two for each host,
/// robots.txt heeded, at most five redirects (followed here, each guarded again, never from https to http), limits on time
/// and on size after decompression. Blocks: call it on a virtual thread. Safe for use by many threads.
public final class Fetcher implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])(?:s-)?max-?age\\s*=\\s*(\\d{1,9})");
    private static final Pattern CHALLENGE = Pattern.compile(
            "(?i)cf-challenge|challenge-platform|just a moment\\.\\.\\.|captcha-delivery|px-captcha|/_Incapsula_Resource");

    private final FetchLimits limits;
    private final CloseableHttpClient client;
    private final Politeness politeness;
    private final Robots robots;
    private final ScheduledExecutorService clock;

    /// @param limits times, sizes, name and exemptions
    public Fetcher(FetchLimits limits) {
        this.limits = limits;
        var timeouts = ConnectionConfig.custom().setConnectTimeout(Timeout.of(limits.connect()))
                .setSocketTimeout(Timeout.of(limits.firstByte())).build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new AddressGuard(limits.allowedHosts())).setDefaultConnectionConfig(timeouts)
                .setMaxConnTotal(512).setMaxConnPerRoute(2).build();
        var config = RequestConfig.custom().setResponseTimeout(Timeout.of(limits.firstByte()))
                .setConnectionRequestTimeout(Timeout.of(limits.total())).build();
        this.client = HttpClients.custom().setConnectionManager(connections).setDefaultRequestConfig(config)
                .setUserAgent(limits.userAgent()).disableRedirectHandling().disableCookieManagement()
                .disableAuthCaching().disableAutomaticRetries().build();
        this.politeness = new Politeness(limits.hostPause());
        this.robots = new Robots(limits.userAgent(), this::plainly);
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("newswatch-fetch-clock").factory());
    }

    /// Gets one thing. Never throws but for an interrupt, which is kept and answered with [TimedOut].
    public Fetch fetch(Request request) {
        var uri = request.uri();
        var validators = request.validators();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            if (uri.getHost() == null) {
                return new BadRedirect("no host in " + uri);
            }
            if (request.heedRobots() && limits.heedRobots()) {
                var answer = robots.ask(uri);
                if (answer.unread() != null) {
                    return new RobotsUnreadable("robots.txt of " + uri.getHost() + " cannot be read (" + answer.unread()
                            + "), and until it can nobody may go there; it is asked for again in "
                            + Math.max(1, answer.again().toMinutes()) + " min", answer.again());
                }
                if (!answer.allowed()) {
                    return new RobotsRefused(
                            "robots.txt of " + uri.getHost() + " does not want us at " + uri.getPath());
                }
                politeness.pause(uri, answer.pause());
            }
            var step = politely(uri, request, validators);
            if (!(step instanceof Redirect(var status, var location))) {
                return ((Done) step).fetch();
            }
            var next = CanonicalUrl.parse(resolve(uri, location)).orElse(null);
            if (next == null) {
                return new BadRedirect(status + " from " + uri + " to nowhere: \"" + location + "\"");
            }
            if ("https".equalsIgnoreCase(uri.getScheme()) && "http".equalsIgnoreCase(next.getScheme())) {
                return new BadRedirect("from https to http: " + uri + " -> " + next);
            }
            // Validators belong to the address they were given for, and travel with it through its redirects.
            uri = next;
        }
        return new BadRedirect("more than " + MOST_REDIRECTS + " redirects from " + request.uri());
    }

    /// One answer, or where to ask instead.
    private sealed interface Step {}

    private record Done(Fetch fetch) implements Step {}

    private record Redirect(int status, String location) implements Step {}

    private Step politely(URI uri, Request request, @Nullable Validators validators) {
        try (var _ = politeness.enter(uri)) {
            return once(uri, request, validators);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Done(new TimedOut("stopped while waiting for " + uri.getHost()));
        }
    }

    /// For robots.txt itself, which needs no leave.
    private Fetch plainly(URI uri) {
        return fetch(new Request(uri, null, 512 * 1024, "text/plain, */*;q=0.1", false));
    }

    private Step once(URI uri, Request request, @Nullable Validators validators) {
        var get = new HttpGet(uri);
        get.setHeader("Accept", request.accept());
        if (validators != null && validators.etag() != null) {
            get.setHeader("If-None-Match", validators.etag());
        }
        if (validators != null && validators.lastModified() != null) {
            get.setHeader("If-Modified-Since", validators.lastModified());
        }
        var late = new AtomicBoolean();
        var alarm = clock.schedule(() -> {
            late.set(true);
            get.cancel();
        }, limits.total().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(get, response -> {
                var step = read(uri, request, response);
                if (step instanceof Done(TooLarge _)) {
                    // What is left of it is not wanted: hang up instead of reading on.
                    get.cancel();
                }
                return step;
            });
        } catch (IOException | IllegalStateException e) {
            return new Done(late.get()
                    ? new TimedOut(
                            "no complete answer from " + uri.getHost() + " within " + limits.total().toSeconds() + " s")
                    : failure(uri, e));
        } finally {
            alarm.cancel(false);
        }
    }

    private static Fetch failure(URI uri, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AddressGuard.Refusal refusal) {
                return new GuardRefused(String.valueOf(refusal.getMessage()));
            }
        }
        return switch (e) {
            case ConnectTimeoutException _ -> new TimedOut("could not connect to " + uri.getHost() + " in time");
            case SocketTimeoutException _ -> new TimedOut("no answer from " + uri.getHost() + " in time");
            case UnknownHostException _ -> new Unreachable("no such host: " + uri.getHost());
            case InterruptedIOException _ -> new TimedOut("stopped while reading from " + uri.getHost());
            default -> new Unreachable(
                    uri.getHost() + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        };
    }

    private Step read(URI uri, Request request, ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        var freshFor = freshFor(response);
        var retryAfter = retryAfter(response);
        var what = status + " from " + uri;
        if (status == 304) {
            return new Done(new NotModified(freshFor));
        }
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
            var location = header(response, "Location");
            return location == null
                    ? new Done(new BadRedirect(what + " without a Location"))
                    : new Redirect(status, location);
        }
        if (status >= 200 && status < 300) {
            return new Done(body(uri, request, response, freshFor));
        }
        return new Done(switch (status) {
            case 404 -> new NotFound(what);
            case 410 -> new Gone(what);
            case 401, 403, 451 -> new Blocked(what);
            case 429 -> new RateLimited(what, retryAfter);
            case 503 -> isChallenge(request, response)
                    ? new Blocked(what + ", a page that wants a browser")
                    : new RateLimited(what, retryAfter);
            default -> new HttpError(what, retryAfter);
        });
    }

    private static boolean isChallenge(Request request, ClassicHttpResponse response) throws IOException {
        var bytes = bytes(response.getEntity(), Math.min(request.largest(), 64 * 1024));
        return bytes != null
                && CHALLENGE.matcher(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)).find();
    }

    private static Fetch body(URI uri, Request request, ClassicHttpResponse response, @Nullable Duration freshFor)
            throws IOException {
        var bytes = bytes(response.getEntity(), request.largest());
        if (bytes == null) {
            return new TooLarge(uri + " is larger than " + request.largest() + " bytes after decompression");
        }
        return new Fetched(new Response(uri, bytes, header(response, "Content-Type"),
                Validators.of(header(response, "ETag"), header(response, "Last-Modified")).orElse(null), freshFor));
    }

    /// @return null when there is more than allowed
    private static byte @Nullable [] bytes(@Nullable HttpEntity entity, int largest) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        // Not closed on purpose when too large: closing would read the rest of a bomb; the connection is cut instead.
        InputStream in = entity.getContent();
        var bytes = in.readNBytes(largest + 1);
        return bytes.length > largest ? null : bytes;
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static @Nullable Duration freshFor(ClassicHttpResponse response) {
        var control = header(response, "Cache-Control");
        if (control == null) {
            return null;
        }
        var age = MAX_AGE.matcher(control);
        return age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : null;
    }

    private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
        var value = header(response, "Retry-After");
        if (value == null) {
            return null;
        }
        if (value.strip().matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value.strip()));
        }
        try {
            var at = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            var wait = Duration.between(Instant.now(), at);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static String resolve(URI from, String location) {
        var target = location.strip().replace(" ", "%20");
        try {
            return target.toLowerCase(Locale.ROOT).startsWith("http") ? target : from.resolve(target).toString();
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /// Limits of all fetches. Immutable, safe to share.
    ///
    /// @param connect      to a connection
    /// @param firstByte    to the first byte, and between two
    /// @param total        to the last byte
    /// @param hostPause    between two requests to one host
    /// @param heedRobots   whether robots.txt is asked
    /// @param userAgent    how we introduce ourselves
    /// @param allowedHosts `host:port` exempt from the guard on private addresses
    public record FetchLimits(Duration connect, Duration firstByte, Duration total, Duration hostPause,
            boolean heedRobots, String userAgent, List<String> allowedHosts) {

        public FetchLimits {
            allowedHosts = List.copyOf(allowedHosts);
        }
    }
}
