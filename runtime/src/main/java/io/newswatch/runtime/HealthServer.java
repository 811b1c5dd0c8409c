package io.newswatch.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import tools.jackson.databind.json.JsonMapper;

/// Tells others how the process feels: `/health/live`, `/health/ready` (200 or 503, with each service's word for it) and
/// `/metrics` in Prometheus' text format. Safe for use by many threads.
public final class HealthServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Binds the port and answers from now on.
    ///
    /// @param services whose health is told
    /// @throws StartException when the address cannot be bound, naming setting, port and what to do
    public static HealthServer start(Settings settings, PrometheusMeterRegistry registry, List<Service> services) {
        var server = bind(RuntimeSettings.HTTP_HOST.in(settings), RuntimeSettings.HTTP_PORT.in(settings));
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/health/live", get(exchange -> answerHealth(exchange, services, Service::alive)));
        server.createContext("/health/ready",
                get(exchange -> answerHealth(exchange, services, service -> service.health().ready())));
        server.createContext("/metrics", get(exchange -> answer(exchange, 200,
                "text/plain; version=0.0.4; charset=utf-8", registry.scrape().getBytes(StandardCharsets.UTF_8))));
        server.createContext("/", get(exchange -> answer(exchange, 404, "text/plain; charset=utf-8",
                "Newswatch answers at /health/live, /health/ready and /metrics.\n".getBytes(StandardCharsets.UTF_8))));
        server.start();
        return new HealthServer(server, threads);
    }

    private static HttpServer bind(String host, int port) {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new SettingException(RuntimeSettings.HTTP_HOST + " must be an address of this machine, was \"" + host
                    + "\": no such host is known");
        }
        try {
            return HttpServer.create(address, 0);
        } catch (BindException e) {
            throw new StartException("health and metrics cannot be served at " + host + ":" + port + ": "
                    + e.getMessage() + ". Stop what uses the port, or choose another: --set "
                    + RuntimeSettings.HTTP_PORT + "=0 takes any free one (the address is " + RuntimeSettings.HTTP_HOST
                    + ")");
        } catch (IOException e) {
            throw new StartException("health and metrics cannot be served at " + host + ":" + port + ": "
                    + e.getMessage());
        }
    }

    /// @return where it listens, with the real port when 0 was asked for
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static HttpHandler get(HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                if (exchange.getRequestMethod().equals("GET") || exchange.getRequestMethod().equals("HEAD")) {
                    handler.handle(exchange);
                } else {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    answer(exchange, 405, "text/plain; charset=utf-8", "only GET\n".getBytes(StandardCharsets.UTF_8));
                }
            }
        };
    }

    private static void answerHealth(HttpExchange exchange, List<Service> services,
            java.util.function.Predicate<Service> well) throws IOException {
        boolean allWell = services.stream().allMatch(well);
        var details = new LinkedHashMap<String, Object>();
        for (var service : services) {
            var health = service.health();
            details.put(service.name(), Map.of("ok", well.test(service), "detail", health.detail()));
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("ok", allWell);
        body.put("services", details);
        answer(exchange, allWell ? 200 : 503, "application/json", JSON.writeValueAsBytes(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
