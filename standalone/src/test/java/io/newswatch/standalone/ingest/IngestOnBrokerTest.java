package io.newswatch.standalone.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topics;
import io.newswatch.ingest.IngestApp;
import io.newswatch.ingest.IngestSettings;
import io.newswatch.ingest.publish.ArticlePublisher;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.NewsBroker;
import io.newswatch.standalone.PageServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ingest with a real broker of four partitions and a real web server.
@SuppressWarnings("NullAway.Init")
class IngestOnBrokerTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path folder;
    private NewsBroker broker;
    private PageServer web;

    @BeforeEach
    void start() throws IOException {
        broker = NewsBroker.start(folder, Map.of());
        web = PageServer.start();
    }

    @AfterEach
    void stop() {
        web.close();
        broker.close();
    }

    private Settings settings(String feeds, Map<String, String> more) throws IOException {
        var file = Files.writeString(folder.resolve("feeds.yaml"), feeds);
        var values = new HashMap<String, String>(
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "ingest.feeds",
                        file.toString(), "ingest.min-interval", "200ms", "ingest.max-interval", "1s",
                        "ingest.host-pause", "0ms",
                        "ingest.allowed-hosts", web.address(), "instance.name", "test"));
        values.putAll(more);
        return Settings.load(IngestSettings.all(), null, Map.of(), values);
    }

    private List<String> titles() {
        return broker.values(Topics.RAW_ARTICLES).stream().map(RawArticle::title).map(String::valueOf).toList();
    }

    private FeedState state(String key) {
        return broker.values(Topics.FEED_STATE).stream().filter(one -> one.key().equals(key)).reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void a_first_poll_is_background_and_what_comes_later_is_news_once_also_after_a_restart() throws IOException {
        web.putBridges("/rss", 1, 3);
        var feeds = """
                feeds:
                  - {id: post, url: "http://%s/rss", name: River Post}
                  - {id: gone, url: "http://%s/missing"}
                """.formatted(web.address(), web.address());
        try (var app = IngestApp.of(settings(feeds, Map.of()), new SimpleMeterRegistry())) {
            app.start();
            await().atMost(SOON).until(() -> titles().size() == 3);
            web.putBridges("/rss", 2, 5);
            await().atMost(SOON).until(() -> titles().size() == 5);
            assertThat(state("127.0.0.1/gone").lastOutcome()).isEqualTo("not-found");
            assertThat(state("127.0.0.1/post").failures()).isZero();
        }
        web.putBridges("/rss", 2, 6);
        try (var app = IngestApp.of(settings(feeds, Map.of()), new SimpleMeterRegistry())) {
            app.start();
            await().atMost(SOON).until(() -> titles().contains("Bridge 6"));
        }
        assertThat(titles()).containsExactlyInAnyOrder("Bridge 1", "Bridge 2", "Bridge 3", "Bridge 4", "Bridge 5",
                "Bridge 6");
        assertThat(broker.values(Topics.RAW_ARTICLES)).allSatisfy(article -> {
            assertThat(article.backfill())
                    .isEqualTo(List.of("Bridge 1", "Bridge 2", "Bridge 3").contains(article.title()));
            assertThat(article.extent()).isEqualTo(RawArticle.Extent.SUMMARY);
            assertThat(article.source()).isEqualTo("River Post");
        });
    }

    @Test
    void the_linked_page_brings_the_whole_article() throws IOException {
        web.putBridges("/rss", 1, 1);
        web.put("/news/1", "<html><body><article><h1>Bridge 1</h1>"
                + """
                        <p>Engineers built a floating bridge on Monday, faster than it takes to boil rice for a company of sappers.</p>
                        <p>A second bridge is planned for autumn, when the river is low and the boots of the engineers are dry.</p>
                        <p>The mule that tested it first was given a carrot, a medal, and the rest of the afternoon off.</p>
                        </article></body></html>""");
        try (var app = IngestApp.of(
                settings("feeds: [{id: post, url: \"http://" + web.address() + "/rss\"}]", Map.of()),
                new SimpleMeterRegistry())) {
            app.start();
            await().atMost(SOON).until(() -> titles().size() == 1);
        }
        var article = broker.values(Topics.RAW_ARTICLES).getFirst();
        assertThat(article.extent()).isEqualTo(RawArticle.Extent.FULL);
        assertThat(article.text().lines()).hasSize(3);
        assertThat(article.url()).isEqualTo("http://" + web.address() + "/news/1");
    }

    @Test
    void files_of_a_folder_are_read_once_and_a_grown_file_again() throws IOException {
        var drop = Files.createDirectories(folder.resolve("drop"));
        Files.writeString(drop.resolve("old.txt"), "The old bridge stood here.\n");
        var feeds = "feeds: [{id: drop, source: directory, path: drop, options: {interval-ms: 50}}]";
        try (var app = IngestApp.of(settings(feeds, Map.of()), new SimpleMeterRegistry())) {
            app.start();
            await().atMost(SOON).until(() -> broker.values(Topics.FEED_STATE).stream().anyMatch(FeedState::primed));
            Files.writeString(drop.resolve("new.jsonl"),
                    "{\"id\":\"n1\",\"text\":\"A new bridge stands.\"}\n{\"id\":\"n2\",\"te");
            await().atMost(SOON).until(() -> broker.values(Topics.RAW_ARTICLES).size() == 2);
            Files.writeString(drop.resolve("new.jsonl"), """
                    {"id":"n1","text":"A new bridge stands."}
                    {"id":"n2","text":"Another bridge stands."}
                    """);
            await().atMost(SOON).until(() -> broker.values(Topics.RAW_ARTICLES).size() == 3);
        }
        Files.writeString(drop.resolve("later.txt"), "A later bridge stands here too.\n");
        try (var app = IngestApp.of(settings(feeds, Map.of()), new SimpleMeterRegistry())) {
            app.start();
            await().atMost(SOON).until(() -> broker.values(Topics.RAW_ARTICLES).size() == 4);
        }
        assertThat(broker.values(Topics.RAW_ARTICLES).stream().filter(RawArticle::backfill))
                .extracting(RawArticle::text)
                .containsExactly("The old bridge stood here.");
    }

    @Test
    void a_pushed_article_is_accepted_when_it_is_committed() throws Exception {
        int port = freePort();
        var settings = settings("feeds: []", Map.of("ingest.push", "true", "ingest.push-port", String.valueOf(port),
                "ingest.push-token-file", folder.resolve("token").toString()));
        try (var app = IngestApp.of(settings, new SimpleMeterRegistry()); var http = HttpClient.newHttpClient()) {
            app.start();
            var token = Files.readString(folder.resolve("token")).strip();
            assertThat(Files.getPosixFilePermissions(folder.resolve("token"))).hasSize(2);
            assertThat(post(http, port, "wrong", "{}")).isEqualTo(401);
            assertThat(post(http, port, token, "{\"text\":\"No name.\"}")).isEqualTo(400);
            assertThat(post(http, port, token, "{\"id\":\"p1\",\"text\":\"A pushed bridge.\"}")).isEqualTo(202);
            assertThat(broker.values(Topics.RAW_ARTICLES)).extracting(RawArticle::articleId).containsExactly("p1");
        }
    }

    @Test
    void a_publisher_that_was_replaced_can_commit_nothing_more() {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "same");
        var state = new FeedState("files/drop", "{}", Instant.EPOCH, Instant.EPOCH, "new", 0, true);
        try (var zombie = new ArticlePublisher(config); var heir = new ArticlePublisher(config)) {
            zombie.open();
            heir.open();
            assertThatThrownBy(() -> zombie.publish(List.of(article("a", "Text.")), state, null))
                    .isInstanceOf(KafkaException.class);
        }
        assertThat(broker.values(Topics.RAW_ARTICLES)).isEmpty();
        assertThat(broker.values(Topics.FEED_STATE)).isEmpty();
    }

    @Test
    void whoever_is_interrupted_while_publishing_leaves_a_publisher_that_works() {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "same");
        try (var publisher = new ArticlePublisher(config)) {
            publisher.open();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> publisher.publish(List.of(article("lost", "One bridge."))))
                    .isInstanceOf(KafkaException.class);
            assertThat(Thread.interrupted()).as("still interrupted, for those further up").isTrue();
            publisher.publish(List.of(article("next", "Another bridge.")));
        }
        assertThat(broker.values(Topics.RAW_ARTICLES)).extracting(RawArticle::articleId).containsExactly("next");
    }

    @Test
    void an_article_of_too_many_bytes_becomes_a_dead_letter_and_holds_up_no_other() {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "same",
                "max.request.size", 20_000);
        var huge = article("huge", "A very long bridge. ".repeat(2_000));
        try (var publisher = new ArticlePublisher(config)) {
            assertThat(publisher.publish(List.of(article("first", "One bridge."), huge, article("last", "No bridge."))))
                    .containsExactly(huge);
        }
        assertThat(broker.values(Topics.RAW_ARTICLES)).extracting(RawArticle::articleId).containsExactlyInAnyOrder(
                "first",
                "last");
        var letter = DeadLetter.fromRecord(broker.records(Topics.DEAD_LETTERS).getFirst());
        assertThat(letter.app()).isEqualTo("ingest");
        assertThat(letter.topic()).isEqualTo(Topics.RAW_ARTICLES.name());
        assertThat(letter.reason()).contains("records.max-size, 20000 bytes", "files, Title of huge");
        assertThat(broker.records(Topics.DEAD_LETTERS)).extracting(ConsumerRecord::key).containsExactly("huge");
    }

    @Test
    void of_two_processes_of_one_name_one_gives_up_and_no_article_comes_twice() throws IOException {
        web.putBridges("/rss", 1, 3);
        var feeds = "feeds: [{id: post, url: \"http://" + web.address() + "/rss\"}]";
        try (var one = IngestApp.of(settings(feeds, Map.of()), new SimpleMeterRegistry());
                var other = IngestApp.of(settings(feeds, Map.of()), new SimpleMeterRegistry())) {
            one.start();
            await().atMost(SOON).until(() -> titles().size() == 3);
            other.start();
            await().atMost(SOON).until(() -> one.alive() != other.alive());
            var loser = one.alive() ? other : one;
            assertThat(loser.health().ready()).isFalse();
            assertThat(loser.health().detail()).contains("instance.name");

            web.putBridges("/rss", 1, 5);
            await().atMost(SOON).until(() -> titles().contains("Bridge 5"));
        }
        assertThat(titles()).containsExactlyInAnyOrder("Bridge 1", "Bridge 2", "Bridge 3", "Bridge 4", "Bridge 5");
    }

    private static RawArticle article(String id, String text) {
        var title = "Title of " + id;
        return new RawArticle(id, null, "files", null, title, text, RawArticle.Extent.FULL, false, null, null, null,
                Instant.EPOCH, RawArticle.contentHash(title, text), false);
    }

    private static int post(HttpClient http, int port, String token, String body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/articles"))
                .header("Authorization", "Bearer " + token).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.discarding()).statusCode();
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
