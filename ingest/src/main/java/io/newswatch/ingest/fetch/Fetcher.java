package io.newswatch.ingest.fetch;

import io.newswatch.ingest.fetch.Fetch.Failure;
import io.newswatch.ingest.fetch.Fetch.Fetched;
import io.newswatch.ingest.fetch.Fetch.NotModified;
import io.newswatch.ingest.fetch.Fetch.Why;
import io.newswatch.ingest.fetch.Request.Validators;
import io.newswatch.ingest.publish.CanonicalUrl;
import io.newswatch.runtime.AddressGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Gets what a source asks for, politely and with its guard up: one request at a time and a pause between two for each host,
/// robots.txt heeded, at most five redirects (followed here, each guarded again, never from https to http), limits on time
/// and on size after decompression. Blocks: call it on a virtual thread. Safe for use by many threads.
public final class Fetcher implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    /// Of a body that is not wanted, such as the words of an error: what is longer, or does not say how long it is, is left.
    private static final int MOST_LEFT_OVER = 64 * 1024;
    private static final TimeValue IDLE = TimeValue.ofMinutes(1);
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])(?:s-)?max-?age\\s*=\\s*(\\d{1,9})");
    private static final Pattern CHALLENGE = Pattern.compile(
            "(?i)cf-challenge|challenge-platform|just a moment\\.\\.\\.|captcha-delivery|px-captcha|/_Incapsula_Resource");

    private final FetchLimits limits;
    private final Politeness politeness;
    private final Robots robots;
    private final ScheduledExecutorService clock;
    private @Nullable CloseableHttpClient client;
    private boolean closed;

    /// @param limits times, sizes, name and exemptions
    public Fetcher(FetchLimits limits) {
        this.limits = limits;
        this.politeness = new Politeness(limits.hostPause());
        this.robots = new Robots(limits.userAgent(), this::plainly);
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("newswatch-fetch-clock").factory());
    }

    private synchronized CloseableHttpClient client() {
        if (closed) {
            throw new IllegalStateException("fetching has been stopped");
        }
        if (client == null) {
            client = client(limits);
        }
        return client;
    }

    private static CloseableHttpClient client(FetchLimits limits) {
        var guard = new AddressGuard(limits.allowedHosts(),
                place -> "to allow it add \"" + place + "\" to ingest.allowed-hosts");
        var timeouts = ConnectionConfig.custom().setConnectTimeout(Timeout.of(limits.connect()))
                .setSocketTimeout(Timeout.of(limits.firstByte()))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS).build();
        var connections = guard.connections().setDefaultConnectionConfig(timeouts).setMaxConnTotal(512)
                .setMaxConnPerRoute(2).build();
        var config = RequestConfig.custom().setResponseTimeout(Timeout.of(limits.firstByte()))
                .setConnectionRequestTimeout(Timeout.of(limits.total())).build();
        return HttpClients.custom().setConnectionManager(connections).setDefaultRequestConfig(config)
                .setUserAgent(limits.userAgent()).evictIdleConnections(IDLE).disableRedirectHandling()
                .disableCookieManagement().disableAuthCaching().disableAutomaticRetries().build();
    }

    /// Gets one thing. Never throws but for an interrupt, which is kept and answered with [Why#TIMED_OUT].
    public Fetch fetch(Request request) {
        var uri = request.uri();
        var validators = request.validators();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            if (uri.getHost() == null) {
                return new Failure(Why.BAD_REDIRECT, "no host in " + uri);
            }
            var refused = request.heedRobots() && limits.heedRobots() ? askRobots(uri) : null;
            if (refused != null) {
                return refused;
            }
            var step = politely(uri, request, validators);
            if (!(step instanceof Redirect(var status, var location))) {
                return ((Done) step).fetch();
            }
            var next = CanonicalUrl.parse(resolve(uri, location)).orElse(null);
            if (next == null) {
                return new Failure(Why.BAD_REDIRECT, status + " from " + uri + " to nowhere: \"" + location + "\"");
            }
            if ("https".equalsIgnoreCase(uri.getScheme()) && "http".equalsIgnoreCase(next.getScheme())) {
                return new Failure(Why.BAD_REDIRECT, "from https to http: " + uri + " -> " + next);
            }
            // Validators belong to the address they were given for, and travel with it through its redirects.
            uri = next;
        }
        return new Failure(Why.BAD_REDIRECT, "more than " + MOST_REDIRECTS + " redirects from " + request.uri());
    }

    /// @return why we may not go there; null when we may
    private @Nullable Failure askRobots(URI uri) {
        var host = uri.getHost();
        try {
            var answer = robots.ask(uri);
            if (answer.unread() != null) {
                return new Failure(Why.ROBOTS_UNREADABLE, 0, "robots.txt of " + host + " cannot be read ("
                        + answer.unread() + "), and until it can nobody may go there; it is asked for again in "
                        + Math.max(1, answer.again().toMinutes()) + " min", answer.again());
            }
            politeness.pause(uri, answer.pause());
            return answer.allowed()
                    ? null
                    : new Failure(Why.ROBOTS_REFUSED,
                            "robots.txt of " + host + " does not want us at " + uri.getPath());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Failure(Why.TIMED_OUT, "stopped while reading robots.txt of " + host);
        }
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
            return new Done(new Failure(Why.TIMED_OUT, "stopped while waiting for " + uri.getHost()));
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
        try {
            var http = client();
            var alarm = clock.schedule(() -> {
                late.set(true);
                get.cancel();
            }, limits.total().toMillis(), TimeUnit.MILLISECONDS);
            try {
                return http.execute(get, response -> {
                    var step = read(uri, request, response);
                    if (!(step instanceof Done(Fetched _)) && isLong(response.getEntity())) {
                        // The client would read what is left of it to its end: hang up instead.
                        get.cancel();
                    }
                    return step;
                });
            } finally {
                alarm.cancel(false);
            }
        } catch (IOException | IllegalStateException | RejectedExecutionException e) {
            return new Done(late.get()
                    ? new Failure(Why.TIMED_OUT,
                            "no complete answer from " + uri.getHost() + " within " + limits.total().toSeconds() + " s")
                    : failure(uri, e));
        }
    }

    private static Fetch failure(URI uri, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AddressGuard.Refusal refusal) {
                return new Failure(Why.GUARD_REFUSED, String.valueOf(refusal.getMessage()));
            }
        }
        var host = uri.getHost();
        return switch (e) {
            case ConnectTimeoutException _ -> new Failure(Why.TIMED_OUT, "could not connect to " + host + " in time");
            case SocketTimeoutException _ -> new Failure(Why.TIMED_OUT, "no answer from " + host + " in time");
            case UnknownHostException _ -> new Failure(Why.UNREACHABLE, "no such host: " + host);
            case InterruptedIOException _ -> new Failure(Why.TIMED_OUT, "stopped while reading from " + host);
            default -> new Failure(Why.UNREACHABLE,
                    host + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
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
                    ? new Done(new Failure(Why.BAD_REDIRECT, what + " without a Location"))
                    : new Redirect(status, location);
        }
        if (status >= 200 && status < 300) {
            return new Done(body(uri, request, response, freshFor));
        }
        var why = switch (status) {
            case 404 -> Why.NOT_FOUND;
            case 410 -> Why.GONE;
            case 401, 403, 451 -> Why.BLOCKED;
            case 429 -> Why.RATE_LIMITED;
            case 503 -> isChallenge(response) ? Why.BLOCKED : Why.RATE_LIMITED;
            default -> Why.HTTP_ERROR;
        };
        return new Done(new Failure(why, status, what, retryAfter));
    }

    private static boolean isLong(@Nullable HttpEntity entity) {
        return entity != null && (entity.getContentLength() < 0 || entity.getContentLength() > MOST_LEFT_OVER);
    }

    /// Whether it is a page that wants a browser.
    private static boolean isChallenge(ClassicHttpResponse response) throws IOException {
        var bytes = bytes(response.getEntity(), MOST_LEFT_OVER);
        return bytes != null
                && CHALLENGE.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find();
    }

    private static Fetch body(URI uri, Request request, ClassicHttpResponse response, @Nullable Duration freshFor)
            throws IOException {
        var bytes = bytes(response.getEntity(), request.largest());
        if (bytes == null) {
            return new Failure(Why.TOO_LARGE,
                    uri + " is larger than " + request.largest() + " bytes after decompression");
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
            // Java resolves "b" against "http://a" to "http://ab".
            var base = from.getRawPath().isEmpty() ? from.resolve("/") : from;
            return target.toLowerCase(Locale.ROOT).startsWith("http") ? target : base.resolve(target).toString();
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        clock.shutdownNow();
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
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
