package io.newswatch.standalone.cli;

import io.newswatch.alerts.OfflineAlerts;
import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.contract.Alert;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.JsonSerde;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/// `newswatch rules`: rules in files, without Kafka.
@Command(name = "rules", description = "Checks rule files, or tells which alerts they would have fired.")
final class RulesCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Say what to do: newswatch rules check FILE, or rules match --rules FILE ENRICHED.jsonl");
    }

    @Command(name = "check", description = {"Checks rules: each mistake with its file, line and column.",
            "Warnings (a term that can never match, say) do not change the exit code."})
    int check(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "A YAML or JSON lines file of rules, or a folder of such files.") List<Path> files) {
        int rules = 0;
        boolean fine = true;
        for (var file : files) {
            var read = RuleFile.read(file);
            read.problems().forEach(spec.commandLine().getErr()::println);
            rules += read.rules().size();
            fine &= read.isFine();
        }
        spec.commandLine().getErr().println(rules + (rules == 1 ? " rule" : " rules") + " can be used");
        return fine ? 0 : 1;
    }

    @Command(name = "match", description = {
            "Prints the alerts that rules would have fired on enriched articles, one JSON object a line, in order.",
            "The articles are what `newswatch enrich` prints, in order of arrival. A rule with a mistake is named and left out."})
    int match(
            @Option(names = "--rules", required = true, paramLabel = "FILE", description = "Rules: a file or a folder.") Path rules,
            @Option(names = "--backfill", description = "Let articles that only filled the memory alert too.") boolean backfill,
            @Parameters(paramLabel = "ENRICHED.jsonl", arity = "1..*", description = "Enriched articles; - reads standard input.") List<Path> files) {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var read = RuleFile.read(rules);
        read.problems().forEach(err::println);
        var alerts = new OfflineAlerts(read.rules(), backfill);
        boolean fine = read.isFine();
        for (var file : files) {
            fine &= match(file, alerts, out, err);
        }
        alerts.finish().forEach(alert -> out.println(line(alert)));
        out.flush();
        return fine ? 0 : 1;
    }

    private static boolean match(Path file, OfflineAlerts alerts, PrintWriter out, PrintWriter err) {
        boolean fine = true;
        if (!file.toString().equals("-") && !Files.isReadable(file)) {
            err.println(file + (Files.exists(file) ? ": cannot be read" : ": no such file"));
            return false;
        }
        int number = 0;
        try (var lines = reader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    alerts.take(JsonSerde.MAPPER.readValue(line, EnrichedArticle.class))
                            .forEach(alert -> out.println(line(alert)));
                } catch (JacksonException e) {
                    fine = false;
                    err.println(file + ":" + number + ": no enriched article: " + e.getOriginalMessage());
                }
            }
        } catch (CharacterCodingException _) {
            err.println(file + ": not UTF-8 from line " + (number + 1) + " or near it");
            return false;
        } catch (IOException e) {
            err.println(file + ": cannot be read: " + e.getMessage());
            return false;
        }
        return fine;
    }

    private static BufferedReader reader(Path file) throws IOException {
        return file.toString().equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(file);
    }

    private static String line(Alert alert) {
        var line = new LinkedHashMap<String, Object>();
        line.put("rule", alert.ruleId());
        line.put("alertId", alert.alertId());
        line.put("articleId", alert.articleId());
        line.put("revision", alert.revision());
        line.put("storyId", alert.storyId());
        line.put("matched", alert.matched());
        return JsonSerde.MAPPER.writeValueAsString(line);
    }
}
