package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int compare(String lines) throws IOException {
        var file = Files.writeString(folder.resolve("pairs.jsonl"), lines);
        return NewswatchCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute("echo", "compare", file.toString());
    }

    @Test
    void a_changed_number_is_told_with_its_place() throws IOException {
        int code = compare(
                """
                        {"id":"p1","a":"The two fleets sent 12 ships and 900 men to the yearly drill.","b":"The two fleets sent 15 ships and 900 men to the yearly drill."}
                        """);
        assertThat(code).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(
                """
                        {"id":"p1","verdict":"REPEAT_CHANGED","delta":[{"kind":"NUMBER","was":"12","now":"15","start":20,"end":22,"wasFrom":4,"wasTo":5}]}
                        """);
    }

    @Test
    void lines_that_are_no_pairs_are_named_and_the_others_answered() throws IOException {
        int code = compare("""
                {"id":"p1","a":"Same words."}
                no json

                {"id":"p2","a":"Same words.","b":"Same words."}
                """);
        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("\"p2\",\"verdict\":\"REPEAT\"").doesNotContain("p1");
        assertThat(err.toString()).contains("pairs.jsonl:1: a pair needs")
                .contains("pairs.jsonl:2: not a line of JSON");
    }

    @Test
    void a_missing_file_is_refused_in_one_line() {
        int code = NewswatchCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute("echo", "compare", folder.resolve("none.jsonl").toString());
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).endsWith("none.jsonl: no such file" + System.lineSeparator()).hasLineCount(1);
    }
}
