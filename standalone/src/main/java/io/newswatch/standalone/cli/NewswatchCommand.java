package io.newswatch.standalone.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root of the command line. A new subcommand is a class beside this one and a line in `COMMANDS`.
@Command(name = "newswatch", description = "Watches the news for you and tells you what is new.", scope = ScopeType.INHERIT, mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, usageHelpAutoWidth = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:fine",
        "1:some input was refused, each piece named on standard error; or something needed could not be had (broker, port, folder)",
        "2:wrong call, wrong settings, or a mistake in a file that settings name",
        "3:up, serve: asked to stop, something did not close in time or not without an error",
        "4:up, serve: a service gave up for good; start it anew"}, footerHeading = "%n", footer = "newswatch COMMAND --help tells more of a command.")
final class NewswatchCommand implements Runnable {

    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing. The main one is: newswatch up");
    }

    private static Map<String, Supplier<Object>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("up", UpCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("topics", TopicsCommand::new);
        commands.put("publish", PublishCommand::new);
        commands.put("alerts", AlertsCommand::new);
        commands.put("feed", FeedCommand::new);
        commands.put("extract", ExtractCommand::new);
        commands.put("enrich", EnrichCommand::new);
        commands.put("echo", EchoCommand::new);
        commands.put("rules", RulesCommand::new);
        commands.put("bench", BenchCommand::new);
        return commands;
    }

    /// @return the whole command line, ready to parse
    static CommandLine commandLine() {
        return commandLine(List.of());
    }

    /// The command line for these arguments. To learn what a command understands takes its time, so when they begin with a
    /// command, only that one is learnt.
    ///
    /// @return ready to parse them
    static CommandLine commandLine(List<String> arguments) {
        var line = new CommandLine(new NewswatchCommand());
        var named = arguments.isEmpty() ? null : COMMANDS.get(arguments.getFirst());
        if (named != null) {
            line.addSubcommand(named.get());
        } else {
            COMMANDS.values().forEach(command -> line.addSubcommand(command.get()));
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true).setParameterExceptionHandler(Refusals::explainCall)
                .setExecutionExceptionHandler(Refusals::explain);
    }
}
