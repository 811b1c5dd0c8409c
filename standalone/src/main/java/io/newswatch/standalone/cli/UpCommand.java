package io.newswatch.standalone.cli;

import io.newswatch.standalone.up.Standalone;
import io.newswatch.standalone.up.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `newswatch up`: everything in one process.
@Command(name = "up", description = {"Runs everything in this process: a broker, ingest, enrich and alerts.",
        "With neither --config nor --data it plays the bundled sample in ~/.newswatch/sample, emptied at each start, and"
                + " stays up. With one of them it keeps its data and works on from where it stopped."})
final class UpCommand implements Callable<Integer> {

    private static final Path HOME = Path.of(System.getProperty("user.home"), ".newswatch");

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the broker's data and the services' state (default: ~/.newswatch/data).")
    private @Nullable Path data;

    @Option(names = "--once", description = "Ends when the sample is through.")
    private boolean once;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        var standalone = new Standalone(Terminal.on(spec.commandLine().getOut(), System.getenv()), options::settings);
        if (options.config() == null && data == null) {
            return standalone.playSample(HOME.resolve("sample"), once);
        }
        if (once) {
            throw new ParameterException(spec.commandLine(),
                    "--once belongs to the sample; leave out --config and --data");
        }
        return standalone.run(data == null ? HOME.resolve("data") : data);
    }
}
