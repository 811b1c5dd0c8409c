package io.newswatch.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root of the command line. A new subcommand is a class beside this one and a line in `subcommands`.
@Command(name = "newswatch", description = "Watches the news for you and tells you what is new.", scope = ScopeType.INHERIT, mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, usageHelpAutoWidth = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:fine", "1:some input was refused, each piece named on standard error",
        "2:wrong call"}, footerHeading = "%n", footer = "newswatch COMMAND --help tells more of a command.", subcommands = {
                UpCommand.class, ServeCommand.class, TopicsCommand.class, PublishCommand.class, AlertsCommand.class,
                FeedCommand.class, ExtractCommand.class, EnrichCommand.class, EchoCommand.class, RulesCommand.class,
                BenchCommand.class})
final class NewswatchCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing. The main one is: newswatch up");
    }

    /// @return the whole command line, ready to parse
    static CommandLine commandLine() {
        return new CommandLine(new NewswatchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Refusals::explain);
    }
}
