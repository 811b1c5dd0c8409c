package io.newswatch.ingest.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.newswatch.contract.JsonSerde;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.ingest.publish.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Articles by HTTP: `POST /articles` with a JSON object, an array or JSON lines, and `Authorization: Bearer TOKEN`. Answers
/// 202 only when every article is committed; nothing of a request with a mistake is taken, and the answer says where the
/// mistake is. Sending the same again does no harm. The location is `host:port`; options `token` (required) and `max-bytes`.
public final class PushSource implements StreamSource {

    /// Most bytes of one request unless the option `max-bytes` says otherwise.
    public static final int LARGEST = 4 * 1024 * 1024;
    private static final int MOST_ARTICLES = 1_000;
    private static final int MOST_TOLD = 20;

    @Override
    public String name() {
        return "push";
    }

    @Override
    public Running open(SourceConfig config, Cursor cursor, Sink sink) {
        var location = config.location();
        int colon = location.lastIndexOf(':');
        var token = config.option("token", "");
        if (colon < 0 || token.isBlank()) {
            throw new IllegalArgumentException("a push feed needs a location host:port and the option token");
        }
        int largest = Integer.parseInt(config.option("max-bytes", String.valueOf(LARGEST)));
        var address = new InetSocketAddress(location.substring(0, colon),
                Integer.parseInt(location.substring(colon + 1)));
        try {
            var server = HttpServer.create(address, 64);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try (exchange) {
                    answer(exchange, token.getBytes(StandardCharsets.UTF_8), largest, sink);
                }
            });
            server.start();
            return () -> {
                server.stop(1);
                threads.shutdownNow();
            };
        } catch (IOException e) {
            throw new UncheckedIOException("push: cannot listen on " + location + ": " + e.getMessage()
                    + "; set ingest.push-port to a free port", e);
        }
    }

    private static void answer(HttpExchange exchange, byte[] token, int largest, Sink sink) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/articles")) {
            reply(exchange, 404, Map.of("error", "no such path; POST to /articles"));
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            reply(exchange, 405, Map.of("error", "only POST"));
            return;
        }
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        var sent = given != null && given.regionMatches(true, 0, "Bearer ", 0, 7) ? given.substring(7).strip() : "";
        if (!MessageDigest.isEqual(token, sent.getBytes(StandardCharsets.UTF_8))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            reply(exchange, 401, Map.of("error", "send Authorization: Bearer with the push token"));
            return;
        }
        var body = exchange.getRequestBody().readNBytes(largest + 1);
        if (body.length > largest) {
            refuse(exchange, 413, sink, List.of(new Found.Refused("push", Fault.TOO_LARGE,
                    "a request of more than " + largest + " bytes (ingest.push-largest)")));
            return;
        }
        take(exchange, body, sink);
    }

    private static void take(HttpExchange exchange, byte[] body, Sink sink) throws IOException {
        var drafts = new ArrayList<ArticleDraft>();
        var problems = new ArrayList<Found.Refused>();
        read(body, drafts, problems);
        if (drafts.isEmpty() && problems.isEmpty()) {
            problems.add(new Found.Refused("push", Fault.NO_WORDS, "no article in the request"));
        }
        if (!problems.isEmpty()) {
            refuse(exchange, 400, sink, problems);
            return;
        }
        try {
            int fresh = sink.deliver(drafts, Map.of());
            var ids = drafts.stream().map(draft -> draft.articleId(null)).toList();
            reply(exchange, 202, Map.of("accepted", drafts.size(), "new", fresh, "articleIds", ids));
        } catch (TooLargeException e) {
            refuse(exchange, 413, sink,
                    List.of(new Found.Refused("push", Fault.TOO_LARGE, String.valueOf(e.getMessage()))));
        } catch (InterruptedException _) {
            // Not interrupted anew: the thread ends with this request, and interrupted it could not answer.
            reply(exchange, 503, Map.of("error", "shutting down; send it again"));
        } catch (RuntimeException _) {
            exchange.getResponseHeaders().set("Retry-After", "5");
            reply(exchange, 503, Map.of("error", "could not be committed; send it again"));
        }
    }

    /// Takes nothing of the request and says why: `outcome` is a word of [Fault], for programs.
    private static void refuse(HttpExchange exchange, int status, Sink sink, List<Found.Refused> problems)
            throws IOException {
        sink.refused(problems);
        reply(exchange, status, Map.of("outcome", problems.getFirst().fault().word(), "error",
                problems.stream().limit(MOST_TOLD).map(problem -> problem.origin() + ": " + problem.reason())
                        .toList()));
    }

    private static void read(byte[] body, List<ArticleDraft> drafts, List<Found.Refused> problems) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString().strip();
        } catch (CharacterCodingException _) {
            problems.add(new Found.Refused("push", Fault.NOT_TEXT, "not UTF-8"));
            return;
        }
        try {
            JsonNode root = JsonSerde.MAPPER.readTree(text);
            int number = 1;
            for (var one : root.isArray() ? root : List.of(root)) {
                add(one, "article " + number++, drafts, problems);
            }
        } catch (JacksonException whole) {
            if (text.indexOf('\n') < 0) {
                problems.add(new Found.Refused("push", Fault.NOT_JSON, "not JSON: " + whole.getOriginalMessage()));
                return;
            }
            int number = 0;
            for (var line : text.lines().toList()) {
                number++;
                try {
                    if (!line.isBlank()) {
                        add(JsonSerde.MAPPER.readTree(line), "line " + number, drafts, problems);
                    }
                } catch (JacksonException e) {
                    problems.add(new Found.Refused("line " + number, Fault.NOT_JSON,
                            "not JSON: " + e.getOriginalMessage()));
                }
            }
        }
        if (drafts.size() > MOST_ARTICLES) {
            problems.add(new Found.Refused("push", Fault.TOO_LARGE,
                    "more than " + MOST_ARTICLES + " articles in one request"));
        }
    }

    private static void add(JsonNode json, String origin, List<ArticleDraft> drafts,
            List<Found.Refused> problems) {
        switch (ArticleFiles.read(json, origin, null)) {
            case Found.Refused refused -> problems.add(refused);
            case Found.Article(var draft) -> {
                if (draft.guid() == null && draft.canonicalUrl() == null) {
                    problems.add(new Found.Refused(origin, Fault.WRONG_FIELD,
                            "\"id\" or \"url\" is needed, so that a repetition is known as one"));
                } else {
                    drafts.add(draft);
                }
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = JsonSerde.MAPPER.writeValueAsBytes(new LinkedHashMap<>(body));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
