package io.newswatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.JsonSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The dashboard asks for meters that the services have.
class DashboardTest {

    private static final Path ROOT = Path.of(System.getProperty("newswatch.root"));
    private static final Pattern ASKED = Pattern.compile("\\bnewswatch_[a-z_]+");
    private static final Pattern NAMED = Pattern.compile("\"(newswatch\\.[a-z]+(?:\\.[a-z]+)*)\"");
    /// What Micrometer puts behind a meter's name for Prometheus.
    private static final List<String> ENDINGS = List.of("", "_total", "_seconds_sum", "_seconds_count", "_seconds_max");

    @Test
    void every_panel_asks_for_meters_that_a_service_has() throws IOException {
        var meters = meterNames();
        assertThat(meters).contains("newswatch_enrich_sentences", "newswatch_alerts_fired");

        var asked = new TreeSet<String>();
        expressions(JsonSerde.MAPPER.readTree(Files.readString(ROOT.resolve("ops/grafana/dashboards/newswatch.json"))))
                .forEach(expression -> ASKED.matcher(expression).results().forEach(name -> asked.add(name.group())));

        assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(ENDINGS).as(name)
                .anyMatch(ending -> name.endsWith(ending)
                        && meters.contains(name.substring(0, name.length() - ending.length()))));
    }

    private static Stream<String> expressions(JsonNode dashboard) {
        return dashboard.get("panels").valueStream().filter(panel -> panel.has("targets"))
                .flatMap(panel -> panel.get("targets").valueStream()).map(target -> target.get("expr").asString());
    }

    private static Set<String> meterNames() throws IOException {
        var names = new TreeSet<String>();
        for (var module : List.of("runtime", "ingest", "enrich", "alerts")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (var file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    NAMED.matcher(Files.readString(file)).results()
                            .forEach(name -> names.add(name.group(1).replace('.', '_')));
                }
            }
        }
        return names;
    }
}
