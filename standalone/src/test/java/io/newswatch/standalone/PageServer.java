package io.newswatch.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A web server with pages that change, 404 for all others, on a free port of this machine. Safe for use by many threads.
public final class PageServer implements AutoCloseable {

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private PageServer(HttpServer server) {
        this.server = server;
    }

    public static PageServer start() throws IOException {
        var web = new PageServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
        web.server.setExecutor(web.threads);
        web.server.createContext("/", exchange -> {
            try (exchange) {
                var page = web.pages.get(exchange.getRequestURI().getPath());
                var body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        web.server.start();
        return web;
    }

    /// @return `host:port`
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public void put(String path, String page) {
        pages.put(path, page);
    }

    /// Puts a feed of the items "Bridge 1", "Bridge 2", ..., each with its link, newest first.
    public void putBridges(String path, int from, int to) {
        var items = IntStream.rangeClosed(from, to).mapToObj(i -> from + to - i)
                .map(i -> ("<item><title>Bridge %d</title><link>http://%s/news/%d</link>"
                        + "<description>Bridge %d stands.</description></item>").formatted(i, address(), i, i))
                .collect(Collectors.joining());
        put(path, "<rss version=\"2.0\"><channel><title>Post</title>" + items + "</channel></rss>");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
