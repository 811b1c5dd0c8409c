package io.newswatch.standalone.cli;

import io.newswatch.enrich.lexicon.GrammarException;
import io.newswatch.ingest.FeedsFile.FeedsFileException;
import io.newswatch.runtime.SettingException;
import io.newswatch.standalone.broker.BrokerException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// Turns what a command threw into words and an exit code: an expected refusal is one sentence, a mistake of ours shows its
/// stack trace.
final class Refusals {

    private Refusals() {}

    static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        int exit = switch (problem) {
            case SettingException _ -> CommandLine.ExitCode.USAGE;
            case BrokerException _,FeedsFileException _,GrammarException _,UncheckedIOException _ ->
                CommandLine.ExitCode.SOFTWARE;
            case KafkaException _ -> CommandLine.ExitCode.SOFTWARE;
            default -> throw problem;
        };
        command.getErr().println("newswatch: " + problem.getMessage());
        command.getErr().flush();
        return exit;
    }
}
