package io.newswatch.ingest;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.ingest.fetch.Fetcher;
import io.newswatch.ingest.fetch.Request;
import io.newswatch.ingest.fetch.Response;
import io.newswatch.ingest.source.Batch;
import io.newswatch.ingest.source.Cursor;
import io.newswatch.ingest.source.FeedSource;
import io.newswatch.ingest.source.Plan;
import io.newswatch.ingest.source.RssSource;
import io.newswatch.ingest.source.SourceConfig;
import io.newswatch.runtime.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Polls of a real web server, with a clock of our own and a claim that keeps what is committed.
@SuppressWarnings("NullAway.Init")
class PollerTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final String PAGE = """
            <html><body><article><h1>Bridge</h1>
            <p>Engineers laid a floating bridge over the river on Monday, faster than it takes to boil rice for a company.</p>
            <p>A second bridge is planned for autumn, when the water is low and the boots of the engineers are dry again.</p>
            <p>The mule that tested it first was given a carrot, a medal, and the rest of the afternoon off in the shade.</p>
            </article></body></html>""";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KeptClaim claim = new KeptClaim();
    private Instant now = MORNING;
    private WireMockServer server;
    private Fetcher fetcher;
    private Poller poller;

    /// What a transaction held.
    private record Committed(List<RawArticle> articles, FeedState state) {}

    /// Keeps commits in a list; refuses them when told to.
    private static final class KeptClaim implements FeedClaim {

        private final List<Committed> commits = new ArrayList<>();
        private boolean refusing;
        private @Nullable FeedState state;

        @Override
        public @Nullable FeedState state() {
            return state;
        }

        @Override
        public void commit(List<RawArticle> articles, FeedState next) {
            if (refusing) {
                throw new NotCommitted(new IllegalStateException("fenced"));
            }
            commits.add(new Committed(articles, next));
            state = next;
        }

        Committed last() {
            return commits.getLast();
        }

        List<RawArticle> articles() {
            return commits.stream().flatMap(one -> one.articles().stream()).toList();
        }
    }

    @BeforeEach
    void start() {
        server = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        var settings = IngestSettings.from(Settings.load(IngestSettings.all(), null, Map.of(),
                Map.of("ingest.allowed-hosts", "127.0.0.1:" + server.port(), "ingest.host-pause", "0ms",
                        "ingest.robots", "false", "ingest.connect-timeout", "60s", "ingest.first-byte-timeout", "60s",
                        "ingest.total-timeout", "120s")));
        fetcher = new Fetcher(settings.limits());
        poller = new Poller(fetcher, new Schedule(settings.minInterval(), settings.maxInterval(), new Random(7)),
                settings, new IngestMetrics(registry), () -> now);
    }

    @AfterEach
    void stop() {
        fetcher.close();
        server.stop();
    }

    private FeedDefinition feed(Map<String, String> options) {
        return new FeedDefinition("127.0.0.1/post", "rss", address("/feed"), "River Post", null, true, options);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private PollOutcome poll() throws InterruptedException {
        return poll(new RssSource(), Map.of());
    }

    private PollOutcome poll(FeedSource source, Map<String, String> options) throws InterruptedException {
        return poller.poll(feed(options), source, claim);
    }

    private String item(String name, String text) {
        return "<item><title>%s</title><link>%s</link><description>%s</description></item>".formatted(name,
                address("/" + name), text);
    }

    private String bridges(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> item("bridge-" + i, "Bridge " + i + " stands."))
                .collect(Collectors.joining());
    }

    private static String rss(String items) {
        return "<rss version=\"2.0\"><channel><title>Post</title>" + items + "</channel></rss>";
    }

    private void answer(String items) {
        server.stubFor(get("/feed").willReturn(ok(rss(items))));
    }

    private void fail(int status) {
        server.stubFor(get("/feed").willReturn(status(status)));
    }

    private FeedState state() {
        return claim.last().state();
    }

    private Duration wait(FeedState state) {
        return Duration.between(now, state.nextDueAt());
    }

    @Test
    void a_first_poll_fills_the_memory_and_the_next_brings_what_is_new_once() throws Exception {
        answer(bridges(1, 2));
        assertThat(poll()).isEqualTo(new PollOutcome.New(2));
        now = now.plus(Duration.ofHours(1));
        answer(bridges(1, 3));
        assertThat(poll()).isEqualTo(new PollOutcome.New(1));
        assertThat(poll()).isInstanceOf(PollOutcome.NothingNew.class);

        assertThat(claim.articles()).extracting(article -> article.title() + " " + article.backfill())
                .containsExactlyInAnyOrder("bridge-1 true", "bridge-2 true", "bridge-3 false");
        assertThat(claim.articles().getLast().arrivedAt()).isEqualTo(now);
        assertThat(state().polledAt()).isEqualTo(now);
        assertThat(state().primed()).isTrue();
        assertThat(wait(state())).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        assertThat(registry.get("newswatch.ingest.polls").tag("outcome", "new").counter().count()).isEqualTo(2);
    }

    @Test
    void a_feed_may_say_that_its_first_items_are_news() throws Exception {
        answer(bridges(1, 1));
        poll(new RssSource(), Map.of("first-poll", "news"));
        assertThat(claim.articles()).extracting(RawArticle::backfill).containsExactly(false);
    }

    @Test
    void an_unchanged_feed_is_asked_for_changes_only_and_keeps_its_validators() throws Exception {
        server.stubFor(get("/feed").willReturn(ok(rss(bridges(1, 1))).withHeader("ETag", "\"a\"")));
        poll();
        server.stubFor(get("/feed").willReturn(status(500)));
        server.stubFor(get("/feed").withHeader("If-None-Match", equalTo("\"a\"")).willReturn(status(304)));
        assertThat(poll()).isInstanceOf(PollOutcome.Unchanged.class);
        assertThat(poll()).isInstanceOf(PollOutcome.Unchanged.class);
        assertThat(claim.articles()).hasSize(1);
    }

    @Test
    void a_failing_feed_is_asked_ever_more_rarely_and_forgets_nothing() throws Exception {
        answer(bridges(1, 1));
        poll();
        fail(500);
        var waits = new ArrayList<Duration>();
        for (int failures = 1; failures <= 4; failures++) {
            assertThat(poll().good()).isFalse();
            assertThat(state().failures()).isEqualTo(failures);
            waits.add(wait(state()));
        }
        assertThat(waits).isSorted();
        answer(bridges(1, 1));
        assertThat(poll()).isInstanceOf(PollOutcome.NothingNew.class);
        assertThat(state().failures()).isZero();
        assertThat(claim.articles()).hasSize(1);
    }

    @Test
    void a_feed_that_is_gone_twice_is_asked_once_a_day() throws Exception {
        fail(410);
        poll();
        assertThat(wait(state())).isLessThan(Duration.ofHours(1));
        poll();
        assertThat(state().lastOutcome()).isEqualTo("gone");
        assertThat(wait(state())).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void a_server_that_names_a_time_is_left_alone_until_then() throws Exception {
        server.stubFor(get("/feed").willReturn(status(503).withHeader("Retry-After", "7200")));
        poll();
        assertThat(wait(state())).isBetween(Duration.ofMinutes(120), Duration.ofMinutes(132));
    }

    @Test
    void an_answer_that_is_no_feed_is_a_failure_and_brings_nothing() throws Exception {
        server.stubFor(get("/feed").willReturn(ok("<html><body>Log in</body></html>").withHeader("ETag", "\"login\"")));
        assertThat(poll()).isInstanceOf(PollOutcome.Malformed.class);
        assertThat(claim.last().articles()).isEmpty();
        assertThat(state().cursor()).doesNotContain("login");
        assertThat(state().primed()).isFalse();
    }

    @Test
    void a_long_first_poll_is_safe_in_parts_and_goes_on_where_it_was_ended() throws Exception {
        answer(bridges(1, 60));
        poll();
        assertThat(claim.commits).extracting(one -> one.articles().size()).containsExactly(25, 25, 10);
        assertThat(claim.commits).extracting(one -> one.state().primed()).containsExactly(false, false, true);

        claim.state = claim.commits.getFirst().state();
        claim.commits.clear();
        assertThat(poll()).isEqualTo(new PollOutcome.New(35));
        assertThat(claim.articles()).allMatch(RawArticle::backfill);
    }

    @Test
    void another_text_under_the_same_link_is_a_revision() throws Exception {
        answer(item("bridge", "One bridge stands."));
        poll();
        answer(item("bridge", "Two bridges stand."));
        assertThat(poll()).isEqualTo(new PollOutcome.New(1));
        assertThat(claim.articles()).extracting(RawArticle::articleId).hasSize(2).containsOnly(
                claim.articles().getFirst().articleId());
    }

    @Test
    void a_page_that_cannot_be_had_is_asked_for_again_and_a_summary_never_replaces_it() throws Exception {
        server.stubFor(get("/bridge").willReturn(status(503)));
        answer(item("bridge", "A bridge."));
        poll();
        server.stubFor(get("/bridge").willReturn(ok(PAGE).withHeader("Content-Type", "text/html")));
        poll();
        assertThat(claim.articles()).extracting(RawArticle::extent).containsExactly(Extent.SUMMARY, Extent.FULL);

        server.stubFor(get("/bridge").willReturn(status(503)));
        answer(item("bridge", "A bridge, said otherwise."));
        assertThat(poll()).isInstanceOf(PollOutcome.NothingNew.class);
    }

    @Test
    void a_host_that_wants_to_be_left_alone_is_not_asked_for_page_after_page() throws Exception {
        answer(bridges(1, 5));
        server.stubFor(get(urlPathMatching("/bridge-.*")).willReturn(status(429)));
        assertThat(poll()).isEqualTo(new PollOutcome.New(5));
        server.verify(1, getRequestedFor(urlPathMatching("/bridge-.*")));
    }

    @Test
    void when_the_commit_is_refused_nothing_of_the_poll_holds() {
        answer(bridges(1, 3));
        claim.refusing = true;
        assertThatThrownBy(this::poll).isInstanceOf(FeedClaim.NotCommitted.class);
        assertThat(registry.get("newswatch.ingest.articles").tag("backfill", "true").counter().count()).isZero();
        assertThat(registry.get("newswatch.ingest.polls").tag("outcome", "failed").counter().count()).isEqualTo(1);
    }

    @Test
    void a_poll_of_a_feed_that_was_let_go_of_commits_nothing() {
        answer(bridges(1, 3));
        Thread.currentThread().interrupt();
        assertThatThrownBy(this::poll).isInstanceOf(InterruptedException.class);
        assertThat(claim.commits).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /// A source that reads answers in a way of its own.
    private record OwnSource(Function<Response, Batch> reading) implements FeedSource {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public Plan plan(SourceConfig config, Cursor cursor) {
            return new Plan(Request.feed(URI.create(config.location())));
        }

        @Override
        public Batch read(Response response, SourceConfig config, Cursor cursor) {
            return reading.apply(response);
        }
    }

    @Test
    void a_source_with_a_mistake_in_it_fails_its_own_feed_and_waits() throws Exception {
        answer(bridges(1, 1));
        var mistaken = new OwnSource(_ -> {
            throw new IllegalStateException("a mistake");
        });
        assertThat(poll(mistaken, Map.of())).isInstanceOf(PollOutcome.Failed.class);
        assertThat(state().failures()).isEqualTo(1);
        assertThat(wait(state())).isPositive();

        var endless = new OwnSource(_ -> {
            throw new StackOverflowError();
        });
        assertThat(poll(endless, Map.of())).isInstanceOf(PollOutcome.Failed.class);
        assertThat(state().failures()).isEqualTo(2);
    }

    @Test
    void what_was_found_before_a_poll_failed_is_found_again() throws Exception {
        answer(bridges(1, 2));
        var inParts = new OwnSource(response -> {
            var batch = (Batch.Items) new RssSource().read(response, new SourceConfig(feed(Map.of())), Cursor.START);
            var rest = response.uri().getPath().equals("/feed")
                    ? List.of(Request.feed(URI.create(address("/rest"))))
                    : List.<Request>of();
            return new Batch.Items(batch.items(), Map.of(), null, List.of(), true, rest);
        });
        assertThat(poll(inParts, Map.of()).good()).isFalse();
        assertThat(claim.articles()).isEmpty();

        server.stubFor(get("/rest").willReturn(ok(rss(bridges(3, 3)))));
        assertThat(poll(inParts, Map.of())).isEqualTo(new PollOutcome.New(3));
    }

    @Test
    void of_a_feed_longer_than_memory_only_the_newest_are_read_and_none_of_them_twice() throws Exception {
        answer(bridges(1, 1_200));
        assertThat(poll(new RssSource(), Map.of("pages", "never"))).isEqualTo(new PollOutcome.New(1_000));
        assertThat(claim.articles().getLast().title()).isEqualTo("bridge-1");
        assertThat(poll(new RssSource(), Map.of("pages", "never"))).isInstanceOf(PollOutcome.NothingNew.class);
    }

    @Test
    void a_link_to_something_that_is_no_text_leaves_the_summary() throws Exception {
        server.stubFor(get("/bridge").willReturn(ok().withBody(noise())));
        answer(item("bridge", "A bridge."));
        poll();
        assertThat(claim.articles()).extracting(RawArticle::text).containsExactly("A bridge.");
    }

    private static byte[] noise() {
        var bytes = new byte[20_000];
        new Random(3).nextBytes(bytes);
        return bytes;
    }
}
