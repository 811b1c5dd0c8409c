package io.newswatch.standalone.cli;

import io.newswatch.enrich.lexicon.GrammarException;
import io.newswatch.ingest.FeedsFile.FeedsFileException;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.StartException;
import io.newswatch.standalone.broker.BrokerException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what a command threw into words and an exit code: an expected refusal is one sentence, a mistake of ours shows its
/// stack trace. A wrong call, settings and the files they name: 2; what is right but cannot be had: 1.
final class Refusals {

    private Refusals() {}

    static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        int exit = switch (problem) {
            case SettingException _,FeedsFileException _,GrammarException _ -> ExitCode.USAGE;
            case StartException _,BrokerException _,UncheckedIOException _,KafkaException _ -> ExitCode.SOFTWARE;
            default -> throw problem;
        };
        command.getErr().println("newswatch: " + message(problem));
        for (var other : problem.getSuppressed()) { // what other services had to say
            command.getErr().println("newswatch: " + message(other));
        }
        command.getErr().flush();
        return exit;
    }

    /// Kafka's own errors say what went wrong in their causes only.
    private static String message(Throwable problem) {
        var message = String.valueOf(problem.getMessage());
        if (!(problem instanceof KafkaException)) {
            return message;
        }
        var all = new StringBuilder(message);
        for (var cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && all.indexOf(cause.getMessage()) < 0) {
                all.append("; because ").append(cause.getMessage());
            }
        }
        return all.toString();
    }

    /// A wrong call: what is wrong with it, what was probably meant, and where help is. A command that was not told what to do
    /// lists what it can do.
    static int explainCall(ParameterException problem, String[] arguments) {
        var command = problem.getCommandLine();
        var err = command.getErr();
        var message = String.valueOf(problem.getMessage());
        err.println("newswatch: " + message.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + message.substring(1)
                + meant(problem));
        boolean toldNothing = problem.getClass().equals(ParameterException.class)
                && !command.getSubcommands().isEmpty();
        if (toldNothing) {
            command.usage(err);
        } else {
            err.println(command.getCommandSpec().qualifiedName() + " --help tells how it is called");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    private static String meant(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            return "; did you mean " + unmatched.getSuggestions().getFirst() + "?";
        }
        return "";
    }
}
