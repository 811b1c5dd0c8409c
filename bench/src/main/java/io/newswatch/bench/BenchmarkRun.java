package io.newswatch.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmarks and prints one line each: what was done in a second of processor time. Takes JMH's own options
/// (`-h` lists them) and is quick unless told otherwise.
public final class BenchmarkRun {

    private BenchmarkRun() {}

    /// @param arguments patterns of benchmark names and JMH's options; everything when there are none
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        var given = new CommandLineOptions(arguments);
        if (given.shouldHelp()) {
            given.showHelp();
            return;
        }
        var options = new OptionsBuilder().parent(given)
                .forks(given.getForkCount().orElse(1))
                .warmupIterations(given.getWarmupIterations().orElse(2))
                .warmupTime(given.getWarmupTime().orElse(TimeValue.seconds(3)))
                .measurementIterations(given.getMeasurementIterations().orElse(2))
                .measurementTime(given.getMeasurementTime().orElse(TimeValue.seconds(3)))
                .shouldFailOnError(true)
                .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx1g", "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow")
                .verbosity(given.verbosity().orElse(VerboseMode.SILENT))
                .addProfiler(ProcessorTime.class)
                .build();
        print(new Runner(options).run(), System.out);
    }

    static void print(Collection<RunResult> results, PrintStream out) {
        out.println("Text: " + Corpus.description() + ". All figures for a second of processor time.");
        out.println();
        out.printf(Locale.ROOT, "%-42s %14s %12s %10s %12s%n", "", "us a document", "documents", "MB", "sentences");
        for (var result : results) {
            var measured = result.getSecondaryResults();
            double seconds = sum(measured, ProcessorTime.NAME);
            double documents = sum(measured, "documents");
            out.printf(Locale.ROOT, "%-42s %14.1f %12.0f %10.1f %12s%n", name(result), 1e6 * seconds / documents,
                    documents / seconds, sum(measured, "bytes") / 1e6 / seconds,
                    perSecond(sum(measured, "sentences"), seconds));
        }
    }

    @SuppressWarnings("rawtypes") // so JMH declares it
    private static double sum(Map<String, Result> measured, String counter) {
        var result = measured.get(counter);
        return result == null ? 0 : result.getScore();
    }

    private static String perSecond(double number, double seconds) {
        return number == 0 ? "" : String.format(Locale.ROOT, "%.0f", number / seconds);
    }

    /// `io.newswatch.bench.JsonBenchmark.readRaw` is "Json readRaw".
    private static String name(RunResult result) {
        var parts = result.getParams().getBenchmark().split("\\.", -1);
        var name = new StringBuilder(parts[parts.length - 2].replace("Benchmark", "")).append(' ')
                .append(parts[parts.length - 1]);
        for (var key : result.getParams().getParamsKeys()) {
            name.append(' ').append(key).append('=').append(result.getParams().getParam(key));
        }
        return name.toString();
    }
}
