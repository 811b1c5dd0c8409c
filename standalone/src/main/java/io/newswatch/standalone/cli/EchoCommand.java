package io.newswatch.standalone.cli;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.PassageComparison;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `newswatch echo`: the memory's judgement of two passages, without the memory.
@Command(name = "echo", description = "Tells what a later passage is to a reader of an earlier one.", subcommands = EchoExplainCommand.class)
final class EchoCommand implements Runnable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// What is asked: unknown fields are ignored.
    private record Pair(@Nullable String id, @Nullable String a, @Nullable String b) {}

    /// The answer, one line of JSON.
    private record Answer(String id, Verdict verdict, List<Delta> delta) {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Say what to do: newswatch echo explain EARLIER LATER, or echo compare PAIRS.jsonl");
    }

    @Command(name = "compare", description = {"Judges pairs of passages.",
            "Reads lines of JSON {\"id\",\"a\",\"b\"}: a is the earlier text, b the later. Prints a line {\"id\",\"verdict\",\"delta\"} for"
                    + " each: REPEAT when b tells a reader of a no changed fact, REPEAT_CHANGED when it is the same passage with"
                    + " a changed fact (shown in delta, with its place in b), else NOVEL."})
    int compare(
            @Parameters(paramLabel = "PAIRS.jsonl", description = "the file of pairs; - is standard input") Path file) {
        var out = spec.commandLine().getOut();
        int refused = 0;
        try (var lines = open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !answer(line, file + ":" + number, out)) {
                    refused++;
                }
            }
        } catch (NoSuchFileException _) {
            refused++;
            refuse(file.toString(), "no such file");
        } catch (CharacterCodingException _) {
            refused++;
            refuse(file.toString(), "not UTF-8; the lines before were answered");
        } catch (IOException e) {
            refused++;
            refuse(file.toString(), "cannot be read: " + e.getMessage());
        }
        out.flush();
        return refused == 0 ? 0 : 1;
    }

    private static BufferedReader open(Path file) throws IOException {
        return file.toString().equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(file);
    }

    private boolean answer(String line, String where, PrintWriter out) {
        Pair pair;
        try {
            pair = JSON.readValue(line, Pair.class);
        } catch (JacksonException e) {
            return refuse(where, "not a line of JSON: " + e.getOriginalMessage());
        }
        if (pair.id == null || pair.a == null || pair.b == null) {
            return refuse(where, "a pair needs the fields id, a (earlier text) and b (later text)");
        }
        var comparison = PassageComparison.compare(pair.a, pair.b);
        out.println(JSON.writeValueAsString(new Answer(pair.id, comparison.verdict(), comparison.deltas())));
        return true;
    }

    private boolean refuse(String where, String why) {
        spec.commandLine().getErr().println(where + ": " + why);
        return false;
    }
}
