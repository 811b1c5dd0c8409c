package io.newswatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AppShellTest {

    /// A service that writes down what happens to it and feels as it is told.
    private static class Witness implements Service {
        private final String name;
        private final List<String> story;
        private volatile Health health = Health.ready("reading");
        private volatile boolean alive = true;

        Witness(String name, List<String> story) {
            this.name = name;
            this.story = story;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            story.add("+" + name);
        }

        @Override
        public Health health() {
            return health;
        }

        @Override
        public boolean alive() {
            return alive;
        }

        @Override
        public void close() {
            story.add("-" + name);
        }
    }

    private static Settings settings(String... keysAndValues) {
        var settings = Settings.load(List.of(), null, Map.of(), Map.of("http.port", "0"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings = settings.with(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }

    private static HttpResponse<String> get(AppShell shell, String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + shell.address().orElseThrow().getPort() + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void services_start_in_order_and_close_in_reverse() {
        var story = new ArrayList<String>();
        try (var shell = AppShell.of(settings(), Meters.prometheus(),
                List.of(new Witness("broker", story), new Witness("enrich", story)))) {
            shell.start();
        }
        assertThat(story).containsExactly("+broker", "+enrich", "-enrich", "-broker");
    }

    @Test
    void that_all_have_started_is_told_once_and_after_the_last() {
        var story = new ArrayList<String>();
        try (var shell = AppShell.of(settings(), Meters.prometheus(),
                List.of(new Witness("broker", story), new Witness("enrich", story)))) {
            int exitCode = shell.run(() -> {
                story.add("all started");
                shell.stop();
            });
            assertThat(exitCode).isEqualTo(AppShell.FINE);
        }
        assertThat(story).containsExactly("+broker", "+enrich", "all started", "-enrich", "-broker");
    }

    @Test
    void that_all_have_started_is_not_told_when_one_refused() {
        var story = new ArrayList<String>();
        var refusing = new Witness("enrich", story) {
            @Override
            public void start() {
                throw new StartException("no");
            }
        };
        try (var shell = AppShell.together(settings(), Meters.prometheus(), List.of(refusing))) {
            assertThatThrownBy(() -> shell.run(() -> story.add("all started"))).hasMessage("no");
        }
        assertThat(story).containsExactly("-enrich");
    }

    @Test
    void health_tells_each_services_word_and_turns_with_it() throws Exception {
        var enrich = new Witness("enrich", new ArrayList<>());
        try (var shell = AppShell.of(settings(), Meters.prometheus(), List.of(enrich))) {
            shell.start();
            assertThat(get(shell, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(shell, "/health/ready").body())
                    .contains("\"ok\":true", "\"enrich\":", "\"detail\":\"reading\"");

            enrich.health = Health.notReady("restoring");
            assertThat(get(shell, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(shell, "/health/ready").body()).contains("\"ok\":false", "restoring");
            assertThat(get(shell, "/health/live").statusCode()).isEqualTo(200);

            enrich.alive = false;
            assertThat(get(shell, "/health/live").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void metrics_are_in_prometheus_format_and_hold_those_of_the_process() throws Exception {
        try (var shell = AppShell.of(settings(), Meters.prometheus(), List.of())) {
            shell.start();
            var metrics = get(shell, "/metrics");

            assertThat(metrics.headers().firstValue("Content-Type")).hasValueSatisfying(
                    type -> assertThat(type).startsWith("text/plain"));
            assertThat(metrics.body()).contains("# TYPE jvm_memory_used_bytes gauge", "process_uptime_seconds");
            assertThat(get(shell, "/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_port_in_use_is_named_with_its_setting_and_what_to_do_and_nothing_is_started() throws IOException {
        var story = new ArrayList<String>();
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                var shell = AppShell.of(settings("http.port", Integer.toString(taken.getLocalPort())),
                        Meters.prometheus(), List.of(new Witness("enrich", story)))) {
            assertThatThrownBy(shell::start).isInstanceOf(StartException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort()).hasMessageContaining("http.port")
                    .hasMessageContaining("Stop what uses the port");
        }
        assertThat(story).isEmpty();
    }

    private static Process child(String... args) throws IOException {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Demo.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(false).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitLine(BufferedReader lines, String wanted) throws IOException {
        for (var line = lines.readLine(); !wanted.equals(line); line = lines.readLine()) {
            assertThat(line).as("the child ended before it said " + wanted).isNotNull();
        }
    }

    @Test
    void sigterm_closes_everything_in_reverse_and_the_process_ends_with_zero() throws Exception {
        var process = child();
        try (var out = process.inputReader()) {
            awaitLine(out, "second started");
            process.toHandle().destroy();

            assertThat(out.readLine()).isEqualTo("second closed");
            assertThat(out.readLine()).isEqualTo("first closed");
            assertThat(process.waitFor(Demo.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(AppShell.FINE);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_service_that_hangs_keeps_neither_the_others_nor_the_process_from_ending() throws Exception {
        var process = child("hang");
        try (var out = process.inputReader()) {
            awaitLine(out, "second started");
            process.toHandle().destroy();

            assertThat(out.readLine()).isEqualTo("first closed");
            assertThat(process.waitFor(Demo.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(AppShell.NOT_CLOSED);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void when_one_service_refuses_to_start_those_already_started_are_closed() throws Exception {
        var process = child("refuse");
        try (var out = process.inputReader()) {
            assertThat(out.lines()).containsExactly("first started", "second closed", "first closed",
                    "refused: second cannot start");
            assertThat(process.waitFor()).isEqualTo(AppShell.NOT_STARTED);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_service_that_gave_up_ends_the_process_so_that_it_can_be_started_anew() throws Exception {
        var process = child("die");
        try (var out = process.inputReader()) {
            assertThat(out.lines()).containsExactly("first started", "second started", "second closed",
                    "first closed");
            assertThat(process.waitFor()).isEqualTo(AppShell.GAVE_UP);
        } finally {
            process.destroyForcibly();
        }
    }
}
