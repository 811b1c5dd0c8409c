package io.newswatch.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A process of two services that the tests start and end: `Demo [hang | refuse | die]`.
final class Demo {

    private Demo() {}

    public static void main(String... args) {
        var mode = args.length == 0 ? "" : args[0];
        var settings = Settings.load(List.of(), null, Map.of(), Map.of("http.port", "0", "log.format", "json"));
        Logging.configure(settings);
        var first = new Printing("first", "");
        var second = new Printing("second", mode);
        var shell = AppShell.of(settings, Meters.prometheus(), List.of(first, second));
        try {
            System.exit(shell.run());
        } catch (IllegalStateException e) {
            System.out.println("refused: " + e.getMessage());
            System.exit(AppShell.NOT_STARTED);
        }
    }

    /// Says on standard output what happens to it.
    private record Printing(String name, String mode) implements Service {

        @Override
        public void start() {
            if (mode.equals("refuse")) {
                throw new IllegalStateException(name + " cannot start");
            }
            System.out.println(name + " started");
        }

        @Override
        public Health health() {
            return Health.ready("fine");
        }

        @Override
        public boolean alive() {
            return !mode.equals("die");
        }

        @Override
        public void close() {
            if (mode.equals("hang")) {
                awaitForEver();
            }
            System.out.println(name + " closed");
        }

        private static void awaitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// How long the tests wait for a child at most: the machine may be busy.
    static final Duration PATIENCE = Duration.ofSeconds(60);
}
