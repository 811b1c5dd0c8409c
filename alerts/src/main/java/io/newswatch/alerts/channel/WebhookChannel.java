package io.newswatch.alerts.channel;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.newswatch.contract.Alert;
import io.newswatch.contract.JsonSerde;
import io.newswatch.runtime.AddressGuard;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Posts alerts to a URL, signed after Standard Webhooks: `webhook-id` is the alert's id and stays the same at every try, so
/// a receiver can leave out repeats; `webhook-timestamp` and `webhook-signature` prove who sent it and when. No redirect is
/// followed, and no address is connected to that [AddressGuard] does not let through. Time and the size of what is read back
/// are bounded. A connection is used again for the next alert, for five minutes at most: the next one is judged anew. Called
/// by one thread at a time.
final class WebhookChannel implements Channel {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final TimeValue LONGEST_CONNECTION = TimeValue.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final int MOST_READ_BACK = 2_048;
    private static final int LONGEST_DETAIL = 200;

    private final String name;
    private final URI url;
    private final Webhook signer;
    private final Duration timeout;
    private final InstantSource clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("webhook-deadlines").factory());

    /// @param timeout for the whole exchange
    /// @param allowed `host:port` that may be reached though not public
    WebhookChannel(String name, URI url, Webhook signer, Duration timeout, Set<String> allowed, InstantSource clock) {
        this.name = name;
        this.url = url;
        this.signer = signer;
        this.timeout = timeout;
        this.clock = clock;
        var wait = Timeout.of(timeout);
        var guard = new AddressGuard(allowed,
                place -> "if it is meant, write allow: [\"" + place + "\"] in the channel");
        var connections = guard.connections()
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(TO_CONNECT))
                        .setSocketTimeout(wait).setTimeToLive(LONGEST_CONNECTION)
                        // Always: a server that has hung up meanwhile must not look like one that is down.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS).build())
                .build();
        client = HttpClients.custom().setConnectionManager(connections).disableRedirectHandling()
                .disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .setUserAgent("Newswatch (webhook)")
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(wait).build()).build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome send(Alert alert) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("type", "newswatch.alert");
        payload.put("timestamp", alert.firedAt().toString());
        payload.put("data", alert);
        var body = JsonSerde.MAPPER.writeValueAsString(payload);
        long now = clock.instant().getEpochSecond();
        var post = new HttpPost(url);
        post.setHeader("webhook-id", alert.alertId());
        post.setHeader("webhook-timestamp", Long.toString(now));
        try {
            post.setHeader("webhook-signature", signer.sign(alert.alertId(), now, body));
        } catch (WebhookSigningException e) {
            return new Outcome.Later("could not be signed: " + e.getMessage(), null);
        }
        post.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        var deadline = deadlines.schedule(post::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            var response = client.executeOpen(null, post, null);
            var outcome = outcome(response);
            letGo(post, response);
            return outcome;
        } catch (IOException e) {
            return new Outcome.Later(post.isCancelled()
                    ? "no answer within " + timeout.toSeconds() + " s"
                    : "could not be reached: " + e.getMessage(), null);
        } finally {
            deadline.cancel(false);
        }
    }

    private Outcome outcome(ClassicHttpResponse response) {
        int status = response.getCode();
        if (status / 100 == 2) {
            return new Outcome.Delivered("answered " + status);
        }
        if (status == 410) {
            return new Outcome.Gone("answered 410 Gone: it wants no more alerts");
        }
        var detail = "answered " + status + (status / 100 == 3
                ? "; redirects are not followed, write the final URL"
                : beginning(response));
        var retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return new Outcome.Later(detail,
                retryAfter == null ? null : wait(retryAfter.getValue(), clock.instant()));
    }

    private static String beginning(ClassicHttpResponse response) {
        try {
            var entity = response.getEntity();
            if (entity == null) {
                return "";
            }
            var text = new String(entity.getContent().readNBytes(MOST_READ_BACK), StandardCharsets.UTF_8)
                    .replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(text.length(), LONGEST_DETAIL));
        } catch (IOException _) {
            return ""; // the status says enough
        }
    }

    /// Once the status is known nothing that comes after it changes the outcome. A short answer is read to its end, which
    /// leaves the connection fit for the next alert; the connection of a long one is dropped.
    private static void letGo(HttpPost post, ClassicHttpResponse response) {
        try (response) {
            var entity = response.getEntity();
            if (entity != null && entity.getContent().readNBytes(MOST_READ_BACK).length == MOST_READ_BACK) {
                post.cancel();
            }
        } catch (IOException _) {
            post.cancel();
        }
    }

    /// Reads seconds or an HTTP date.
    ///
    /// @return between nothing and a day; null when it is neither
    static @Nullable Duration wait(String retryAfter, Instant now) {
        Duration wait;
        try {
            wait = retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(now,
                            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException _) {
            return null;
        }
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
