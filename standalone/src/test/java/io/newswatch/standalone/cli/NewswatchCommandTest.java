package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class NewswatchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int newswatch(String... arguments) {
        return NewswatchCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void an_unknown_option_is_a_wrong_call() {
        assertThat(newswatch("--colour")).isEqualTo(2);
        assertThat(err.toString()).contains("--colour").contains("Usage: newswatch");
    }

    @Test
    void no_command_is_a_wrong_call_that_names_the_main_one() {
        assertThat(newswatch()).isEqualTo(2);
        assertThat(err.toString()).contains("newswatch up");
    }

    @Test
    void help_and_version_are_fine_and_go_to_standard_output() {
        assertThat(newswatch("--help")).isZero();
        assertThat(newswatch("--version")).isZero();
        assertThat(out.toString()).contains("tells you what is new").contains("Kafka 4.3.1");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_setting_that_is_not_known_is_one_line_and_a_wrong_call() {
        assertThat(newswatch("topics", "list", "--set", "enrich.index-partitons=2")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean enrich.index-partitions?").doesNotContain("\tat ");
    }

    @Test
    void brokers_that_cannot_be_named_are_one_line() {
        assertThat(newswatch("topics", "list", "--set", "kafka.bootstrap.servers=nowhere")).isEqualTo(1);
        assertThat(err.toString()).contains("newswatch: ").doesNotContain("\tat ");
    }
}
