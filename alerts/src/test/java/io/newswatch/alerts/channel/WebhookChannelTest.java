package io.newswatch.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import io.newswatch.alerts.AlertText;
import io.newswatch.alerts.OfflineAlerts;
import io.newswatch.alerts.SampleArticle;
import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.alerts.yaml.Problem;
import io.newswatch.contract.Alert;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Webhooks against a real HTTP server on this machine.
class WebhookChannelTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path folder;
    private HttpServer server;
    private final List<Map<String, List<String>>> headers = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final Set<InetSocketAddress> connections = new HashSet<>();
    private int status = 204;
    private byte[] answer = {};
    private Map<String, String> answerHeaders = Map.of();

    WebhookChannelTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            connections.add(exchange.getRemoteAddress());
            answerHeaders.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Outcome send(boolean allowed) throws IOException {
        try (var channel = channel(allowed)) {
            return channel.send(alert());
        }
    }

    private Channel channel(boolean allowed) throws IOException {
        var file = folder.resolve("channels.yaml");
        Files.writeString(file, "- {channel: webhook:desk, url: 'http://127.0.0.1:" + server.getAddress().getPort()
                + "/hook', secretEnv: DESK" + (allowed
                        ? ", allow: ['127.0.0.1:" + server.getAddress().getPort() + "']"
                        : "")
                + "}\n");
        var channels = ChannelsFile.read(file, Map.of("DESK", SECRET), alert -> AlertText.of(alert, false));
        assertThat(channels.problems()).isEmpty();
        var channel = channels.channels().getFirst();
        assertThat(channel.name()).isEqualTo("webhook:desk");
        return channel;
    }

    private static Alert alert() {
        var rules = RuleFile.parse("r", "{id: r, match: {text: {any: [drill]}}}").rules();
        return new OfflineAlerts(rules, false).take(SampleArticle.article("a").novel("A drill.").build()).getFirst();
    }

    @Test
    void an_alert_is_signed_so_that_a_receiver_can_verify_it() throws Exception {
        assertThat(send(true)).isEqualTo(new Outcome.Delivered("answered 204"));

        var got = headers.getFirst();
        assertThat(got.get("Webhook-id")).containsExactly(alert().alertId());
        new Webhook(SECRET).verify(bodies.getFirst(), Map.of("webhook-id", got.get("Webhook-id"), "webhook-timestamp",
                got.get("Webhook-timestamp"), "webhook-signature", got.get("Webhook-signature")));
        assertThat(bodies.getFirst()).contains("\"type\":\"newswatch.alert\"", "\"articleId\":\"a\"");
    }

    @Test
    void an_address_inside_is_not_reached_unless_it_is_named() throws IOException {
        assertThat(send(false).detail()).contains("no public address").contains("allow:");
        assertThat(headers).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"204, 0", "200, 2", "200, 2047", "503, 2"})
    void alerts_one_after_another_take_one_connection(int code, int letters) throws IOException {
        status = code;
        answer = "x".repeat(letters).getBytes(StandardCharsets.UTF_8);
        try (var channel = channel(true)) {
            channel.send(alert());
            channel.send(alert());
            channel.send(alert());
        }
        assertThat(bodies).hasSize(3);
        assertThat(connections).hasSize(1);
    }

    @Test
    void an_answer_without_end_costs_its_connection_and_no_more() throws IOException {
        status = 200;
        answer = new byte[1_000_000];
        try (var channel = channel(true)) {
            assertThat(channel.send(alert())).isEqualTo(new Outcome.Delivered("answered 200"));
            assertThat(channel.send(alert())).isEqualTo(new Outcome.Delivered("answered 200"));
        }
        assertThat(connections).hasSize(2);
    }

    @Test
    void a_connection_that_the_other_side_has_closed_meanwhile_is_no_failure() throws IOException {
        answerHeaders = Map.of("Connection", "close");
        try (var channel = channel(true)) {
            assertThat(channel.send(alert())).isEqualTo(new Outcome.Delivered("answered 204"));
            assertThat(channel.send(alert())).isEqualTo(new Outcome.Delivered("answered 204"));
        }
        assertThat(connections).hasSize(2);
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        status = 302;
        answerHeaders = Map.of("Location", "/elsewhere");

        assertThat(send(true)).isInstanceOf(Outcome.Later.class);
        assertThat(headers).hasSize(1);
    }

    @Test
    void gone_and_later_are_told_apart() throws IOException {
        status = 503;
        answerHeaders = Map.of("Retry-After", "120");
        assertThat(send(true)).isEqualTo(new Outcome.Later("answered 503", Duration.ofMinutes(2)));
        status = 410;
        assertThat(send(true)).isInstanceOf(Outcome.Gone.class);
        server.stop(0);
        assertThat(send(true).detail()).startsWith("could not be reached");
    }

    @Test
    void retry_after_may_be_a_date_and_is_bounded() {
        var now = Instant.parse("2026-03-02T08:00:00Z");
        assertThat(WebhookChannel.wait("Mon, 02 Mar 2026 08:05:00 GMT", now)).isEqualTo(Duration.ofMinutes(5));
        assertThat(WebhookChannel.wait("999999999", now)).isEqualTo(Duration.ofHours(24));
        assertThat(WebhookChannel.wait("soon", now)).isNull();
    }

    @Test
    void a_mistake_in_the_file_is_told_without_the_secret() throws IOException {
        var file = folder.resolve("channels.yaml");
        Files.writeString(file, """
                - {channel: webhook:a, url: ftp://x, secretEnv: DESK}
                - {channel: webhook:b, url: https://x.example.org, secretEnv: NONE}
                - {channel: webhook:c, url: https://x.example.org, secretEnv: BAD}
                - {channel: webook:d, url: https://x.example.org}
                - {channel: log:e, url: https://x.example.org}
                """);
        var read = ChannelsFile.read(file, Map.of("DESK", SECRET, "BAD", "%%%"), alert -> AlertText.of(alert, false));

        assertThat(read.channels()).extracting(Channel::name).containsExactly(ChannelsFile.CONSOLE);
        assertThat(read.problems()).extracting(Problem::line).containsExactly(1, 2, 3, 4, 5);
        assertThat(read.problems().toString()).contains("did you mean \"webhook\"?").doesNotContain("%%%")
                .doesNotContain(SECRET);
    }
}
