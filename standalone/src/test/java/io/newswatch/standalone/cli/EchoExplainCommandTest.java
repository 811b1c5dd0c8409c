package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.json.JsonMapper;

class EchoExplainCommandTest {

    private static final String MONDAY = """
            The harbour fund of Port Alder holds 100 billion crowns and pays for the new sea wall.
            Divers found a steel boiler under the old pier on Sunday.
            The mayor thanked the tug crews who brought the granite blocks.
            """;
    private static final String FRIDAY = """
            A storm closed the harbour for two days this week.
            The harbour fund of Port Alder holds 60 billion crowns and pays for the new sea wall, the mayor said.
            The mayor thanked the tug crews who brought the granite blocks.
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit has it set
    private String monday;
    @SuppressWarnings("NullAway.Init") // JUnit has it set
    private String friday;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeTexts() throws IOException {
        monday = Files.writeString(folder.resolve("monday.txt"), MONDAY).toString();
        friday = Files.writeString(folder.resolve("friday.txt"), FRIDAY).toString();
    }

    private int explain(String... arguments) {
        var line = NewswatchCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(
                Stream.concat(Stream.of("echo", "explain", "--width=120"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /// `docs/echo.md` holds what is expected: each sentence with what it repeats, its words side by side, and why.
    @Test
    void the_page_on_echoes_shows_what_is_printed() throws IOException {
        var page = Path.of(Objects.requireNonNull(System.getProperty("newswatch.root"))).resolve("docs/echo.md");
        assertThat(explain(monday, friday)).isZero();
        assertThat(Files.readString(page)).contains(out.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void colour_comes_when_asked_for_and_lines_are_the_same_without_it() {
        assertThat(explain("--color", "always", monday, friday)).isZero();
        var coloured = out.toString();
        out.getBuffer().setLength(0);
        assertThat(explain("--color=never", monday, friday)).isZero();
        assertThat(coloured).contains("\u001b[31m[-100 billion-]\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(out.toString());
    }

    @Test
    void colour_is_left_out_when_nobody_can_see_it_or_nobody_wants_it() {
        assertThat(Colour.AUTO.isOn(Map.of(), true)).isTrue();
        assertThat(Colour.AUTO.isOn(Map.of(), false)).isFalse();
        assertThat(Colour.AUTO.isOn(Map.of("NO_COLOR", "1"), true)).isFalse();
        assertThat(Colour.AUTO.isOn(Map.of("TERM", "dumb"), true)).isFalse();
        assertThat(Colour.ALWAYS.isOn(Map.of("NO_COLOR", "1"), false)).isTrue();
    }

    @Test
    void programs_get_one_json_object_with_places_in_both_texts() {
        assertThat(explain("--json", monday, friday)).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        var changed = JsonMapper.shared().readTree(out.toString()).get("sentences").get(1);
        assertThat(changed.get("verdict").asString()).isEqualTo("REPEAT_CHANGED");
        assertThat(changed.get("earlier").get("number").asInt()).isEqualTo(1);
        var delta = changed.get("delta").get(0);
        assertThat(delta.get("was").asString()).startsWith("100");
        assertThat(FRIDAY.substring(delta.get("start").asInt(), delta.get("end").asInt()))
                .isEqualTo(delta.get("now").asString())
                .startsWith("60");
        assertThat(changed.get("steps").findValuesAsString("kind")).contains("SAME", "REPLACED", "ADDED");
    }

    @Test
    void a_page_is_compared_with_one_line_of_many() throws IOException {
        var lines = Files.writeString(folder.resolve("all.jsonl"), """
                {"text":"A storm closed the harbour for two days this week."}
                {"text":"Divers found a steel boiler under the old pier on Sunday."}
                """);
        var page = Files.writeString(folder.resolve("page.html"), "<html><body><article><h1>Boiler</h1><p>"
                + "Divers found a steel boiler under the old pier on Sunday. ".repeat(3)
                + "</p></article></body></html>");
        assertThat(explain(lines + ":2", page.toString())).isZero();
        assertThat(out.toString()).contains("repeats sentence 1, score 1.00").contains("(said earlier in this text)");
        assertThat(explain(lines.toString(), page.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("all.jsonl: 2 articles; name one by its line, such as " + lines + ":1");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void one_text_may_come_from_standard_input() {
        var before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(FRIDAY.getBytes(StandardCharsets.UTF_8)));
            assertThat(explain(monday, "-")).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).contains("[-100 billion-] {+60 billion+}");
    }

    @Test
    void the_settings_of_the_stream_hold_here_too() throws IOException {
        var endless = Files.writeString(folder.resolve("endless.txt"),
                "The fund of the harbour grew again this year, said the mayor. ".repeat(100) + MONDAY).toString();
        assertThat(explain(monday, endless)).isZero();
        assertThat(out.toString()).doesNotContain("not judged");
        assertThat(explain("--set", "enrich.article-effort=10000", monday, endless)).isZero();
        assertThat(out.toString()).contains("not judged: the text is too long");
        assertThat(explain("--set", "enrich.article-effort=1", monday, friday)).isNotZero();
        assertThat(err.toString()).contains("enrich.article-effort");
    }

    @Test
    void what_cannot_be_explained_is_one_line() throws IOException {
        var empty = Files.writeString(folder.resolve("empty.txt"), "").toString();
        assertThat(explain(monday, folder.resolve("none.txt").toString())).isEqualTo(1);
        assertThat(explain(monday, empty)).isEqualTo(1);
        assertThat(explain(monday, folder.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(3).allSatisfy(line -> assertThat(line).startsWith("newswatch: "));
        assertThat(err.toString()).contains("none.txt: no such file").contains("empty.txt: the file is empty")
                .contains("a folder; name one article");
    }

    @Test
    void the_same_text_twice_is_a_wrong_call() {
        assertThat(explain(monday, folder.resolve("../" + folder.getFileName() + "/monday.txt").toString()))
                .isEqualTo(2);
        assertThat(explain("-", "-")).isEqualTo(2);
        assertThat(explain(monday)).isEqualTo(2);
        assertThat(err.toString()).contains("both texts are the same file").contains("both texts are standard input")
                .contains("missing required parameter: 'LATER'");
    }

    @Test
    void words_cannot_steer_the_terminal_and_lines_keep_to_its_width() throws IOException {
        var hostile = Files.writeString(folder.resolve("hostile.txt"),
                MONDAY.replace("mayor", "may\u001b[2Jor\u202e")).toString();
        assertThat(explain(friday, hostile)).isZero();
        assertThat(out.toString()).doesNotContain("\u001b", "\u202e");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void help_shows_an_example() {
        assertThat(explain("--help")).isZero();
        assertThat(out.toString()).contains("newswatch echo explain monday.txt friday.txt").contains("{+60 billion+}");
    }
}
