package io.newswatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.newswatch.runtime.RuntimeSettings.LogFormat;
import io.newswatch.runtime.RuntimeSettings.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {

    @Test
    void a_json_line_holds_the_constant_text_and_its_key_values_apart() {
        var context = new LoggerContext();
        var event = new LoggingEvent("", context.getLogger("io.newswatch.enrich.EnrichApp"), Level.WARN,
                "article refused", new IllegalStateException("too \"long\"\n"), new Object[0]);
        event.setKeyValuePairs(List.of(new KeyValuePair("article", "77aa"), new KeyValuePair("chars", 12)));

        var line = new String(new JsonLogEncoder().encode(event), StandardCharsets.UTF_8);
        var json = JsonMapper.shared().readTree(line);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(json.get("message").asString()).isEqualTo("article refused");
        assertThat(json.get("level").asString()).isEqualTo("WARN");
        assertThat(json.get("article").asString()).isEqualTo("77aa");
        assertThat(json.get("chars").asInt()).isEqualTo(12);
        assertThat(json.get("error").asString()).contains("IllegalStateException", "too \"long\"");
    }

    @Test
    void kafkas_chatter_is_quiet_at_info_and_can_be_heard_at_debug() {
        var context = new LoggerContext();
        Logging.configure(context, LogFormat.PLAIN, LogLevel.INFO);
        assertThat(context.getLogger("org.apache.kafka.clients.Metadata").isInfoEnabled()).isFalse();
        assertThat(context.getLogger("org.apache.kafka.clients.Metadata").isWarnEnabled()).isTrue();
        assertThat(context.getLogger("io.newswatch").isInfoEnabled()).isTrue();

        Logging.configure(context, LogFormat.JSON, LogLevel.DEBUG);
        assertThat(context.getLogger("org.apache.kafka.clients.NetworkClient").isDebugEnabled()).isTrue();
    }
}
