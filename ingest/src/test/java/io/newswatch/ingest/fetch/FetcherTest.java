package io.newswatch.ingest.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.newswatch.ingest.fetch.Fetch.Fetched;
import io.newswatch.ingest.fetch.Fetcher.FetchLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class FetcherTest {

    private WireMockServer server;
    private Fetcher fetcher;

    @BeforeEach
    void start() {
        server = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        fetcher = fetcher(true, List.of("127.0.0.1:" + server.port()));
    }

    @AfterEach
    void stop() {
        fetcher.close();
        server.stop();
    }

    /// Longer than any busy machine needs for an answer that does come.
    private static Fetcher fetcher(boolean robots, List<String> allowed) {
        return fetcher(Duration.ofSeconds(60), robots, allowed);
    }

    private static Fetcher fetcher(Duration patience, boolean robots, List<String> allowed) {
        return new Fetcher(new FetchLimits(patience, patience, patience, Duration.ZERO, robots, "Newswatch/test",
                allowed));
    }

    private Fetch fetch(String path) {
        return fetch(fetcher, path);
    }

    private Fetch fetch(Fetcher fetcher, String path) {
        return fetcher.fetch(Request.feed(URI.create("http://127.0.0.1:" + server.port() + path)));
    }

    @Test
    void a_good_answer_brings_validators_and_the_next_request_is_conditional() {
        server.stubFor(get("/f").willReturn(ok("words").withHeader("ETag", "\"1\"")
                .withHeader("Cache-Control", "max-age=600")));
        var response = ((Fetched) fetch("/f")).response();
        assertThat(response.body()).asString().isEqualTo("words");
        assertThat(response.freshFor()).hasMinutes(10);
        server.stubFor(get("/f").withHeader("If-None-Match", equalTo("\"1\"")).willReturn(status(304)));
        assertThat(fetcher.fetch(Request.feed(response.uri()).onlyIfChanged(response.validators())))
                .isInstanceOf(Fetch.NotModified.class);
    }

    @ParameterizedTest
    @CsvSource({"404,not-found", "410,gone", "403,blocked", "401,blocked", "429,rate-limited", "503,rate-limited",
            "500,http-error"})
    void each_status_has_its_outcome(int status, String word) {
        server.stubFor(get("/f").willReturn(status(status).withHeader("Retry-After", "7")));
        var failure = (Fetch.Failure) fetch("/f");
        assertThat(failure.word()).isEqualTo(word);
        assertThat(failure.reason()).contains(String.valueOf(status));
    }

    @Test
    void a_bomb_is_cut_where_the_limit_is() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        server.stubFor(get("/bomb").willReturn(ok().withHeader("Content-Encoding", "gzip")
                .withBody(packed.toByteArray())));
        assertThat(fetch("/bomb")).isInstanceOf(Fetch.TooLarge.class);
    }

    @Test
    void silence_and_dripping_time_out() {
        server.stubFor(get("/silent").willReturn(ok("x").withFixedDelay(12_000)));
        server.stubFor(get("/drip").willReturn(ok("x".repeat(100)).withChunkedDribbleDelay(50, 20_000)));
        try (var impatient = fetcher(Duration.ofSeconds(2), false, List.of("127.0.0.1:" + server.port()))) {
            assertThat(fetch(impatient, "/silent")).isInstanceOf(Fetch.TimedOut.class);
            assertThat(fetch(impatient, "/drip")).isInstanceOf(Fetch.TimedOut.class);
        }
    }

    @Test
    void redirects_are_followed_and_each_is_guarded() {
        server.stubFor(get("/a").willReturn(temporaryRedirect("/b")));
        server.stubFor(get("/b").willReturn(ok("there")));
        assertThat(((Fetched) fetch("/a")).response().uri().getPath()).isEqualTo("/b");
        server.stubFor(get("/in").willReturn(temporaryRedirect("http://127.0.0.1:1/secret")));
        assertThat(fetch("/in")).isInstanceOf(Fetch.GuardRefused.class);
        server.stubFor(get("/meta").willReturn(temporaryRedirect("http://169.254.169.254/latest")));
        assertThat(fetch("/meta")).isInstanceOf(Fetch.GuardRefused.class);
        server.stubFor(get("/loop").willReturn(temporaryRedirect("/loop")));
        assertThat(fetch("/loop")).isInstanceOf(Fetch.BadRedirect.class);
        server.stubFor(get("/file").willReturn(temporaryRedirect("file:///etc/passwd")));
        assertThat(fetch("/file")).isInstanceOf(Fetch.BadRedirect.class);
    }

    @Test
    void without_leave_nothing_inside_is_reached() {
        try (var strict = fetcher(false, List.of())) {
            for (var host : List.of("127.0.0.1", "localhost", "[::1]")) {
                var uri = URI.create("http://" + host + ":" + server.port() + "/f");
                assertThat(strict.fetch(Request.feed(uri))).as(host).isInstanceOfSatisfying(Fetch.GuardRefused.class,
                        refused -> assertThat(refused.reason()).contains("ingest.allowed-hosts"));
            }
        }
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "0.0.0.0", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1"})
    void addresses_inside_are_forbidden(String address) throws IOException {
        assertThat(AddressGuard.forbidden(InetAddress.getByName(address))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "2606:2800:220:1::1", "172.32.0.1", "8.8.8.8"})
    void addresses_outside_are_not(String address) throws IOException {
        assertThat(AddressGuard.forbidden(InetAddress.getByName(address))).isNull();
    }

    @Test
    void a_robots_file_that_cannot_be_read_is_an_outcome_of_its_own_that_says_when_it_is_asked_again() {
        server.stubFor(get("/robots.txt").willReturn(status(502)));
        server.stubFor(get("/f").willReturn(ok("x")));
        assertThat(fetch("/f")).isInstanceOfSatisfying(Fetch.RobotsUnreadable.class, unread -> {
            assertThat(unread.word()).isEqualTo("robots-unreadable");
            assertThat(unread.reason()).contains("robots.txt of 127.0.0.1 cannot be read (502 from", "asked for again");
            assertThat(unread.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(10));
        });
    }

    @Test
    void robots_are_heeded_and_we_say_who_we_are() {
        server.stubFor(get("/robots.txt").willReturn(ok("User-agent: newswatch\nDisallow: /private\n")
                .withHeader("Content-Type", "text/plain")));
        server.stubFor(get("/private/f").willReturn(ok("x")));
        server.stubFor(get("/public/f").willReturn(ok("x")));
        assertThat(fetch("/private/f")).isInstanceOf(Fetch.RobotsRefused.class);
        assertThat(fetch("/public/f")).isInstanceOf(Fetched.class);
        assertThat(server.getAllServeEvents()).allSatisfy(
                event -> assertThat(event.getRequest().getHeader("User-Agent")).isEqualTo("Newswatch/test"));
    }

    @Test
    void a_refused_connection_is_unreachable() {
        int port = server.port();
        server.stop();
        assertThat(fetcher.fetch(Request.feed(URI.create("http://127.0.0.1:" + port + "/f"))))
                .isInstanceOf(Fetch.Unreachable.class);
    }
}
