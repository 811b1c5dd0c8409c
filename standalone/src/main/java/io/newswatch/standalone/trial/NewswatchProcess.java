package io.newswatch.standalone.trial;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// A `newswatch` process of its own, started as a user starts it, that can be killed; it does not outlive this one. Used by
/// one thread.
public final class NewswatchProcess implements AutoCloseable {

    private static final Duration TO_STOP = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final long logged;
    private final Thread atOurEnd;

    private NewswatchProcess(Process process, Path log, long logged) {
        this.process = process;
        this.log = log;
        this.logged = logged;
        this.atOurEnd = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atOurEnd);
    }

    /// @param program   what starts the program, to be followed by its arguments
    /// @param folder    for its log
    /// @param log       the log's name; what is there stays
    /// @param arguments of the command
    static NewswatchProcess start(List<String> program, Path folder, String log, List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(program);
        command.addAll(arguments);
        var file = folder.resolve(log + ".log");
        long before = Files.exists(file) ? Files.size(file) : 0;
        return new NewswatchProcess(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile())).start(), file, before);
    }

    /// `newswatch serve SERVICE`, under the name "trial" and on any free port.
    ///
    /// @param program what starts the program, to be followed by its arguments
    /// @param folder  for its log and its state
    /// @param broker  where Kafka is
    /// @param more    further arguments, which win
    static NewswatchProcess serve(List<String> program, Path folder, String broker, String service, String... more)
            throws IOException {
        var arguments = new ArrayList<>(List.of("serve", service, "--set", "kafka.bootstrap.servers=" + broker, "--set",
                "http.port=0", "--set", "instance.name=trial", "--set",
                "streams.state=" + folder.resolve("state-" + service)));
        arguments.addAll(List.of(more));
        return start(program, folder, service, arguments);
    }

    /// The command line that starts the program as this process was started: by the launcher, if that was it.
    public static List<String> asThisProcess() {
        String launcher = System.getProperty("newswatch.launcher");
        if (launcher != null) {
            return List.of("env", "NEWSWATCH_LAUNCHER_BUILD=never", launcher);
        }
        var command = new ArrayList<String>();
        command.add(tool("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(inThisClassPath());
        return command;
    }

    /// The command line of a small JVM with the classes of this one, quick to start.
    public static List<String> small() {
        var command = new ArrayList<>(List.of(tool("java"), "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(inThisClassPath());
        return command;
    }

    private static List<String> inThisClassPath() {
        return List.of("-cp", System.getProperty("java.class.path"), "io.newswatch.standalone.cli.Main");
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /// @return the code with which it has ended; empty while it lives
    OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /// @return all that it has told so far
    String told() throws IOException {
        var all = Files.readAllBytes(log);
        return new String(all, (int) logged, (int) (all.length - logged), StandardCharsets.UTF_8);
    }

    /// @return processor time so far; zero where the system does not tell
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What it is doing; into `threads.txt` beside its log.
    void dumpThreads() throws IOException, InterruptedException {
        new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "Thread.print", "-l").redirectErrorStream(true)
                .redirectOutput(log.resolveSibling("threads.txt").toFile()).start().waitFor(20, TimeUnit.SECONDS);
    }

    /// `kill -9`; returns when it is dead.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Asks it to stop (SIGTERM) and waits.
    ///
    /// @return its exit code; empty when it did not end within half a minute
    OptionalInt stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /// Kills it if it still lives.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(atOurEnd);
        } catch (IllegalStateException _) {
            // the end has come
        }
    }
}
