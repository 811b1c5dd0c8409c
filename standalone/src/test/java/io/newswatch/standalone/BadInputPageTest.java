package io.newswatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.alerts.AlertsApp;
import io.newswatch.enrich.EnrichApp;
import io.newswatch.ingest.IngestApp;
import io.newswatch.runtime.Brokers;
import io.newswatch.runtime.Meters;
import io.newswatch.runtime.Settings;
import io.newswatch.standalone.up.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page about bad input names counters that the services have, with these labels, before anything went wrong.
class BadInputPageTest {

    private static final Pattern COUNTER = Pattern.compile("`(newswatch_[a-z_]+_total(?:\\{[^}`]+})?)`");

    @Test
    void every_counter_of_the_page_stands_at_zero_from_the_start(@TempDir Path folder) throws IOException {
        var page = Files.readString(Path.of(System.getProperty("newswatch.root")).resolve("docs/bad-input.md"));
        Set<String> named = new TreeSet<>();
        COUNTER.matcher(page).results().forEach(counter -> named.add(counter.group(1)));
        assertThat(named).hasSizeGreaterThan(20);

        var settings = Settings.load(Services.settings(), null, Map.of(),
                Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "streams.state", folder.toString()));
        var registry = Meters.prometheus();
        var _ = Brokers.of(settings, registry);
        try (var _ = IngestApp.of(settings, registry);
                var _ = EnrichApp.of(settings, registry);
                var _ = AlertsApp.of(settings, registry)) {
            assertThat(registry.scrape().lines().map(line -> line.replaceFirst(" [^ ]*$", "")).toList())
                    .containsAll(named);
        }
    }
}
