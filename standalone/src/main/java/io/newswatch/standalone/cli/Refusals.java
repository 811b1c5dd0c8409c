package io.newswatch.standalone.cli;

import io.newswatch.runtime.SettingException;
import io.newswatch.standalone.broker.BrokerException;
import java.io.UncheckedIOException;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// Turns what a command threw into words and an exit code: an expected refusal is one sentence, a mistake of ours shows its
/// stack trace.
final class Refusals {

    private Refusals() {}

    static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        switch (problem) {
            case BrokerException _,UncheckedIOException _ -> command.getErr()
                    .println("newswatch: " + problem.getMessage());
            default -> throw problem;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
