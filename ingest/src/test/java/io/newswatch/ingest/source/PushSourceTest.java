package io.newswatch.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The contract of streaming sources, and what only a push over HTTP does.
@SuppressWarnings("NullAway.Init")
class PushSourceTest extends StreamSourceContract {

    private static final String TOKEN = "a-token";

    private HttpClient http;
    private int port;

    @BeforeEach
    void start() throws IOException {
        http = HttpClient.newHttpClient();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Override
    StreamSource source() {
        return new PushSource();
    }

    @Override
    String location() {
        return "127.0.0.1:" + port;
    }

    @Override
    String wrongLocation() {
        return "somewhere";
    }

    @Override
    Map<String, String> options() {
        return Map.of("token", TOKEN, "max-bytes", "2000");
    }

    @Override
    void add(String name, String text) throws Exception {
        post(TOKEN, "{\"id\": \"%s\", \"text\": \"%s\"}".formatted(name, text));
    }

    @Override
    void addUnreadable() throws Exception {
        post(TOKEN, "{\"id\": \"bad\", \"tex\": \"no text\"}");
    }

    private HttpResponse<String> post(String token, String body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://" + location() + "/articles"))
                .header("Authorization", "Bearer " + token).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private StreamSource.Running open(StreamSource.Sink sink) {
        return source().open(new SourceConfig(
                new FeedDefinition("push/push", "push", location(), "push", null, true, options())), Cursor.START,
                sink);
    }

    private static StreamSource.Sink keeping(List<ArticleDraft> kept) {
        return new StreamSource.Sink() {
            @Override
            public int deliver(List<ArticleDraft> drafts, Map<String, String> marks) {
                kept.addAll(drafts);
                return drafts.size();
            }

            @Override
            public void refused(List<Found.Refused> refusals) {
                assertThat(refusals).isNotEmpty();
            }
        };
    }

    @Test
    void nothing_is_taken_without_the_token_or_of_a_request_with_a_mistake_or_too_large() throws Exception {
        var kept = new ArrayList<ArticleDraft>();
        try (var _ = open(keeping(kept))) {
            assertThat(post("another", "{\"id\": \"a\", \"text\": \"A bridge.\"}").statusCode()).isEqualTo(401);
            var mistaken = post(TOKEN, "[{\"id\": \"a\", \"text\": \"A bridge.\"}, {\"id\": \"b\"}]");
            assertThat(mistaken.statusCode()).isEqualTo(400);
            assertThat(mistaken.body()).contains("article 2");
            assertThat(post(TOKEN, "{\"text\": \"" + "x".repeat(3_000) + "\"}").statusCode()).isEqualTo(413);
        }
        assertThat(kept).isEmpty();
    }

    @Test
    void a_sender_is_told_to_send_again_what_could_not_be_committed() throws Exception {
        var failing = new StreamSource.Sink() {
            @Override
            public int deliver(List<ArticleDraft> drafts, Map<String, String> marks) {
                throw new IllegalStateException("no broker");
            }

            @Override
            public void refused(List<Found.Refused> refusals) {
                throw new AssertionError(refusals);
            }
        };
        try (var _ = open(failing)) {
            var answer = post(TOKEN, "{\"id\": \"a\", \"text\": \"A bridge.\"}");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
