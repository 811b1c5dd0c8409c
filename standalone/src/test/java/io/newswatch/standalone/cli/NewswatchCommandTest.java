package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                newswatch: unknown option: '--colour'
                newswatch --help tells how it is called
                """);
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            pubish                                    | unmatched argument at index 0: 'pubish'; did you mean publish?
            up --dta x                                | unknown options: '--dta', 'x'
            up --once --data /nowhere                 | --once belongs to the sample
            serve                                     | missing required parameter: 'SERVICE'
            serve editor                              | expected one of
            serve ingest                              | kafka.bootstrap.servers is not set
            topics list --set nonsense                | should be in KEY=VALUE format
            topics list --set =3                      | a setting has no name (--set)
            topics list --set http=3                  | http is no setting but a group of them (--set): it holds http.host
            topics list --config /nowhere/none.yaml   | there is no settings file /nowhere/none.yaml
            topics list --config /                    | the settings file / cannot be read
            bench load --count many                   | 'many' is not an int
            bench load --count 0                      | --count must be at least 1, was 0
            bench load --rate -1                      | --rate must be at least 0, was -1
            bench kill --kills 0                      | --kills must be at least 1, was 0
            bench kill --victim nobody                | expected one of [EVERYTHING, ENRICH]
            alerts tail --limit x                     | 'x' is not an int
            """)
    void a_wrong_call_says_what_is_wrong_in_a_line_or_two(String call, String words) {
        assertThat(newswatch(call.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("newswatch: ").contains(words).doesNotContain("\tat ");
        assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo compare none.jsonl", "enrich none.jsonl", "extract none.html",
            "rules check none.yaml",
            "rules match --rules none.yaml none.jsonl", "feed parse none.xml", "feed check none.xml"})
    void an_input_that_is_not_there_is_named_and_refused(String call) {
        assertThat(newswatch(call.split(" "))).isEqualTo(1);
        assertThat(err.toString()).contains("none.").doesNotContain("\tat ").doesNotContain("Usage");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log: {levle: debug}    | there is no setting log.levle (FILE, line 1); did you mean log.level?
            http.port: many        | http.port must be a whole number from 0 to 65535, was "many" (FILE, line 1)
            log: [a                | FILE, line 2: no YAML: while parsing a flow sequence, expected ',' or ']'
            hello                  | FILE, line 1: expected keys and values, such as "log.level: info"
            """)
    void a_mistake_in_a_settings_file_is_one_line_that_names_its_place(String yaml, String words, @TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("newswatch.yaml"), yaml + "\n");
        assertThat(newswatch("topics", "list", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(words.replace("FILE", file.toString()));
    }

    @Test
    void a_settings_file_that_is_no_text_is_named(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("newswatch.yaml"), new byte[]{(byte) 0xff, 1, 2});
        assertThat(newswatch("topics", "list", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(file + " is no UTF-8 text");
    }
}
