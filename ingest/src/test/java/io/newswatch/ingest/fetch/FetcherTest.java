package io.newswatch.ingest.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.newswatch.ingest.fetch.Fetch.Fetched;
import io.newswatch.ingest.fetch.Fetch.Why;
import io.newswatch.ingest.fetch.Fetcher.FetchLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static Why why(Fetch fetch) {
        return ((Fetch.Failure) fetch).why();
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
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.why().word()).isEqualTo(word);
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
        assertThat(why(fetch("/bomb"))).isEqualTo(Why.TOO_LARGE);
    }

    @Test
    void the_words_of_an_error_are_not_read_to_their_end() {
        server.stubFor(get("/f").willReturn(status(404).withBody("x".repeat(1 << 20))
                .withChunkedDribbleDelay(400, 120_000)));
        assertThat(why(fetch("/f"))).isEqualTo(Why.NOT_FOUND);
    }

    @Test
    void headers_without_end_are_refused() {
        var answer = ok("x");
        for (int i = 0; i < 1_000; i++) {
            answer.withHeader("X-" + i, "y");
        }
        server.stubFor(get("/f").willReturn(answer));
        assertThat(why(fetch("/f"))).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void robots_are_read_once_however_many_ask_and_an_interrupt_is_no_answer_of_theirs() throws Exception {
        server.stubFor(get("/robots.txt").willReturn(ok("User-agent: *\nDisallow: /private\n")
                .withHeader("Content-Type", "text/plain")));
        server.stubFor(get("/f").willReturn(ok("x")));
        Thread.currentThread().interrupt();
        assertThat(why(fetch("/f"))).isEqualTo(Why.TIMED_OUT);
        assertThat(Thread.interrupted()).isTrue();

        var answers = Stream.generate(() -> "/f").limit(8).gather(Gatherers.mapConcurrent(8, this::fetch)).toList();
        assertThat(answers).allMatch(Fetched.class::isInstance);
        server.verify(1, getRequestedFor(urlEqualTo("/robots.txt")));
    }

    @Test
    void after_its_end_it_says_so() {
        fetcher.close();
        assertThat(why(fetcher.fetch(Request.page(URI.create("http://127.0.0.1:" + server.port() + "/f")))))
                .isIn(Why.UNREACHABLE, Why.ROBOTS_UNREADABLE);
    }

    @Test
    void silence_and_dripping_time_out() {
        server.stubFor(get("/silent").willReturn(ok("x").withFixedDelay(12_000)));
        server.stubFor(get("/drip").willReturn(ok("x".repeat(100)).withChunkedDribbleDelay(50, 20_000)));
        try (var impatient = fetcher(Duration.ofSeconds(2), false, List.of("127.0.0.1:" + server.port()))) {
            assertThat(why(fetch(impatient, "/silent"))).isEqualTo(Why.TIMED_OUT);
            assertThat(why(fetch(impatient, "/drip"))).isEqualTo(Why.TIMED_OUT);
        }
    }

    @Test
    void redirects_are_followed_and_each_is_guarded() {
        server.stubFor(get("/a").willReturn(temporaryRedirect("/b")));
        server.stubFor(get("/b").willReturn(ok("there")));
        assertThat(((Fetched) fetch("/a")).response().uri().getPath()).isEqualTo("/b");
        server.stubFor(get("/in").willReturn(temporaryRedirect("http://127.0.0.1:1/secret")));
        assertThat(why(fetch("/in"))).isEqualTo(Why.GUARD_REFUSED);
        server.stubFor(get("/meta").willReturn(temporaryRedirect("http://169.254.169.254/latest")));
        assertThat(why(fetch("/meta"))).isEqualTo(Why.GUARD_REFUSED);
        server.stubFor(get("/loop").willReturn(temporaryRedirect("/loop")));
        assertThat(why(fetch("/loop"))).isEqualTo(Why.BAD_REDIRECT);
        server.stubFor(get("/file").willReturn(temporaryRedirect("file:///etc/passwd")));
        assertThat(why(fetch("/file"))).isEqualTo(Why.BAD_REDIRECT);
    }

    @Test
    void without_leave_nothing_inside_is_reached() {
        try (var strict = fetcher(false, List.of())) {
            for (var host : List.of("127.0.0.1", "localhost", "[::1]")) {
                var uri = URI.create("http://" + host + ":" + server.port() + "/f");
                assertThat(strict.fetch(Request.feed(uri))).as(host).isInstanceOfSatisfying(Fetch.Failure.class,
                        refused -> {
                            assertThat(refused.why()).isEqualTo(Why.GUARD_REFUSED);
                            assertThat(refused.reason()).contains("ingest.allowed-hosts");
                        });
            }
        }
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_robots_file_that_cannot_be_read_is_an_outcome_of_its_own_that_says_when_it_is_asked_again() {
        server.stubFor(get("/robots.txt").willReturn(status(502)));
        server.stubFor(get("/f").willReturn(ok("x")));
        assertThat(fetch("/f")).isInstanceOfSatisfying(Fetch.Failure.class, unread -> {
            assertThat(unread.why().word()).isEqualTo("robots-unreadable");
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
        assertThat(why(fetch("/private/f"))).isEqualTo(Why.ROBOTS_REFUSED);
        assertThat(fetch("/public/f")).isInstanceOf(Fetched.class);
        assertThat(server.getAllServeEvents()).allSatisfy(
                event -> assertThat(event.getRequest().getHeader("User-Agent")).isEqualTo("Newswatch/test"));
    }

    @Test
    void a_refused_connection_is_unreachable() {
        int port = server.port();
        server.stop();
        assertThat(why(fetcher.fetch(Request.feed(URI.create("http://127.0.0.1:" + port + "/f")))))
                .isEqualTo(Why.UNREACHABLE);
    }
}
