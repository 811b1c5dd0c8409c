package io.newswatch.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The settings that every process has.
public final class RuntimeSettings {

    private static final long MEGABYTE = 1024 * 1024;

    /// How log lines are written.
    public enum LogFormat {
        PLAIN, JSON
    }

    /// From which weight on log lines are written.
    public enum LogLevel {
        ERROR, WARN, INFO, DEBUG, TRACE
    }

    public static final Setting<LogFormat> LOG_FORMAT = Setting.choice("log.format", LogFormat.PLAIN,
            "How log lines are written on standard error: for people, or one JSON object a line.");

    public static final Setting<LogLevel> LOG_LEVEL = Setting.choice("log.level", LogLevel.INFO,
            "The least weight of the log lines written.");

    public static final Setting<String> HTTP_HOST = Setting.text("http.host", "127.0.0.1",
            Pattern.compile("\\S+"), "an address or host name",
            "Where health and metrics are served; 0.0.0.0 opens them to the network, and they have no password.");

    public static final Setting<Integer> HTTP_PORT = Setting.integer("http.port", 8640, 0, 65535,
            "Port of /health/live, /health/ready and /metrics; 0 takes any free one.");

    public static final Setting<Optional<String>> INSTANCE = Setting.optionalText("instance.name",
            "Tells apart processes of one service; must stay the same over restarts, so that work goes on at once. The host's name by default.");

    public static final Setting<Integer> STREAMS_THREADS = Setting.integer("streams.threads", 1, 1, 64,
            "Stream threads of each topology.");

    public static final Setting<Duration> STREAMS_COMMIT_INTERVAL = Setting.duration("streams.commit-interval",
            Duration.ofMillis(20), Duration.ofMillis(1), Duration.ofSeconds(30),
            "How long fresh results gather before they are committed together: longer costs latency, shorter costs throughput. A "
                    + "service that is more than a second behind commits every 200 ms at most.");

    public static final Setting<Duration> STREAMS_SESSION_TIMEOUT = Setting.duration("streams.session-timeout",
            Duration.ofSeconds(6), Duration.ofSeconds(1), Duration.ofMinutes(5),
            "After this much silence of an instance its work goes to others.");

    public static final Setting<Integer> STREAMS_REPLICATION_FACTOR = Setting.integer("streams.replication-factor", -1,
            -1, 9, "Copies of each internal topic; -1 leaves it to the broker's default.");

    public static final Setting<Path> STREAMS_STATE = Setting.path("streams.state",
            Path.of("~/.newswatch/state"),
            "Folder of the local state, rebuilt from Kafka when lost; kept, it makes a restart fast.");

    public static final Setting<Integer> STREAMS_THREAD_REPLACEMENTS = Setting.integer("streams.thread-replacements", 5,
            0, 1000, "How many stream threads are replaced after an unexpected error within ten minutes before the "
                    + "service gives up and /health/live fails.");

    public static final Setting<Long> RECORD_MAX_SIZE = Setting.bytes("records.max-size", 8 * MEGABYTE, MEGABYTE,
            64 * MEGABYTE, "The largest record written or read; brokers must allow it too (message.max.bytes).");

    private RuntimeSettings() {}

    /// @return all of them, in the order of the reference page
    public static List<Setting<?>> all() {
        return List.of(LOG_FORMAT, LOG_LEVEL, HTTP_HOST, HTTP_PORT, INSTANCE, STREAMS_THREADS, STREAMS_COMMIT_INTERVAL,
                STREAMS_SESSION_TIMEOUT, STREAMS_REPLICATION_FACTOR, STREAMS_STATE, STREAMS_THREAD_REPLACEMENTS,
                RECORD_MAX_SIZE);
    }
}
