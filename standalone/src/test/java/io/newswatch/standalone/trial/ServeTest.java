package io.newswatch.standalone.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.standalone.NewsBroker;
import io.newswatch.standalone.PageServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `newswatch serve` as its user runs it: a process of its own beside a broker, asked to stop, or killed.
@SuppressWarnings("NullAway.Init")
class ServeTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Pattern HEALTH = Pattern.compile("at work {2}health=\"(.*?)\"");

    @TempDir
    private Path folder;
    private NewsBroker broker;

    @BeforeEach
    void start() {
        broker = NewsBroker.start(folder, Map.of());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private NewswatchProcess serve(String service, String... settings) throws IOException {
        var arguments = new ArrayList<String>();
        for (var setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return NewswatchProcess.serve(NewswatchProcess.small(), folder, broker.bootstrapServers(), service,
                arguments.toArray(String[]::new));
    }

    private NewswatchProcess ingest(PageServer web) throws IOException {
        var feeds = Files.writeString(folder.resolve("feeds.yaml"),
                "feeds: [{id: post, url: \"http://%s/rss\", name: River Post}]\n".formatted(web.address()));
        return serve("ingest", "ingest.feeds=" + feeds, "ingest.min-interval=200ms",
                "ingest.max-interval=1s", "ingest.host-pause=0ms", "ingest.allowed-hosts=" + web.address());
    }

    private List<String> titles() {
        return broker.values(Topics.RAW_ARTICLES).stream().map(RawArticle::title).map(String::valueOf).toList();
    }

    private static String metrics(NewswatchProcess process) throws Exception {
        var told = await().atMost(SOON).until(() -> HEALTH.matcher(process.told()).results().findFirst(),
                Optional::isPresent);
        var health = URI.create(told.orElseThrow().group(1));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(health.resolve("/metrics")).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static void assertHasClients(String metrics, String... clients) {
        for (var client : clients) {
            assertThat(metrics.lines().filter(line -> line.startsWith("kafka_")))
                    .anyMatch(line -> line.contains("client_id=\"" + client + "\""));
        }
    }

    /// The transaction is held open where it hurts: the broker lets ingest write some bytes a second, so that after the first
    /// of its articles everything else of the transaction waits.
    private void throttleIngest(boolean throttled) throws Exception {
        var producer = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "newswatch-ingest-trial-producer"));
        var rate = new ClientQuotaAlteration.Op("producer_byte_rate", throttled ? 20.0 : null);
        try (var admin = broker.admin()) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(producer, List.of(rate)))).all().get();
        }
    }

    @Test
    void ingest_killed_in_the_middle_of_a_transaction_loses_and_doubles_nothing_and_stops_when_asked()
            throws Exception {
        try (var web = PageServer.start()) {
            web.putBridges("/rss", 1, 8);
            throttleIngest(true);
            try (var process = ingest(web)) {
                await().atMost(SOON).until(() -> !broker.uncommittedRecords(Topics.RAW_ARTICLES).isEmpty());
                process.kill();
            }
            assertThat(titles()).as("its transaction was open").isEmpty();
            assertThat(broker.values(Topics.FEED_STATE)).isEmpty();

            throttleIngest(false);
            try (var process = ingest(web)) {
                await().atMost(SOON).until(() -> titles().size() >= 8);
                web.putBridges("/rss", 1, 9);
                await().atMost(SOON).until(() -> titles().contains("Bridge 9"));
                assertHasClients(metrics(process), "newswatch-ingest-trial-producer",
                        "newswatch-ingest-trial-consumer");
                assertThat(metrics(process)).contains("kafka_producer_record_send_total", "kafka_consumer_");
                assertThat(process.stop()).as("exit code after SIGTERM: all closed within its ten seconds")
                        .isEqualTo(OptionalInt.of(0));
            }
        }
        assertThat(titles()).containsExactlyInAnyOrder("Bridge 1", "Bridge 2", "Bridge 3", "Bridge 4", "Bridge 5",
                "Bridge 6", "Bridge 7", "Bridge 8", "Bridge 9");
        assertThat(broker.uncommittedRecords(Topics.RAW_ARTICLES)).as("with those of the killed one")
                .hasSizeGreaterThan(9);
        assertThat(broker.values(Topics.FEED_STATE)).last().matches(FeedState::primed);
    }

    @Test
    void alerts_match_and_deliver_and_stop_when_asked() throws Exception {
        var rules = Files.writeString(folder.resolve("rules.yaml"), """
                - id: ferries
                  match: {text: {any: [ferry]}}
                  channels: [log:desk]
                """);
        var channels = Files.writeString(folder.resolve("channels.yaml"),
                "- {channel: log:desk, format: json, file: alerts.jsonl}\n");
        try (var process = serve("alerts", "alerts.rules=" + rules, "alerts.channels=" + channels)) {
            var text = "The ferry of the two ports has a new brass bell since Sunday.";
            var raw = new RawArticle("bell", null, "Harbour Times", null, null, text, Extent.FULL, false, null, "en",
                    null, Instant.parse("2024-03-04T08:00:00Z"), RawArticle.contentHash(null, text), false);
            broker.send(Topics.ENRICHED_ARTICLES, "bell",
                    OfflineEnrichment.remembering().enrich(raw).orElseThrow());
            await().atMost(SOON).until(() -> broker.records(Topics.DELIVERIES).size() == 1);
            assertHasClients(metrics(process), "newswatch-deliver-log-desk-trial-consumer",
                    "newswatch-deliver-log-console-trial-producer", "newswatch-alerts-trial-StreamThread-1-consumer");
            assertThat(process.stop()).as("exit code after SIGTERM: all closed within its ten seconds")
                    .isEqualTo(OptionalInt.of(0));
        }
        assertThat(broker.values(Topics.ALERTS)).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("alerts.jsonl"))).hasSize(1);
    }
}
