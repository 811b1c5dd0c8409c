package io.newswatch.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.newswatch.runtime.RuntimeSettings.LogFormat;
import io.newswatch.runtime.RuntimeSettings.LogLevel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets up the log: on standard error, never on standard output, which belongs to results.
public final class Logging {

    private static final String PLAIN = "%d{HH:mm:ss.SSS} %-5level %logger{0}  %msg%replace(  %kvp){'^  $', ''}%n";

    private Logging() {}

    /// As the settings say.
    public static void configure(Settings settings) {
        configure((LoggerContext) LoggerFactory.getILoggerFactory(), RuntimeSettings.LOG_FORMAT.in(settings),
                RuntimeSettings.LOG_LEVEL.in(settings));
    }

    /// Our own warnings and errors only, for command-line tools: they say themselves what Kafka's clients have to tell.
    public static void configureForTools() {
        configureForTools((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    static void configureForTools(LoggerContext context) {
        configure(context, LogFormat.PLAIN, LogLevel.WARN);
        quietKafka(context, Level.OFF);
    }

    /// Where clients and broker share a process, Kafka's warnings about each start and stop of the other tell people nothing:
    /// errors only from now on. Nor do errors of which whoever asked learns anyway and asks again: that the controller is not
    /// in charge yet, that a topic is not there yet, that a record cannot be read; or of which nobody can do anything: that the
    /// machine slept.
    public static void quietOwnBroker() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
        context.getLogger("kafka").setLevel(Level.ERROR);
        context.getLogger("state.change.logger").setLevel(Level.ERROR);
        for (var told : List.of("kafka.server.ControllerApis",
                "org.apache.kafka.controller.EventPerformanceMonitor",
                "org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy",
                "org.apache.kafka.clients.consumer.internals.CompletedFetch")) {
            context.getLogger(told).setLevel(Level.OFF);
        }
    }

    static void configure(LoggerContext context, LogFormat format, LogLevel level) {
        context.reset();
        var encoder = switch (format) {
            case PLAIN -> plain(context);
            case JSON -> new JsonLogEncoder();
        };
        encoder.setContext(context);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.valueOf(level.name()));
        if (level != LogLevel.DEBUG && level != LogLevel.TRACE) {
            quietKafka(context, level == LogLevel.ERROR ? Level.ERROR : Level.WARN);
        }
    }

    /// Kafka tells a story of its own at INFO, hundreds of lines a start, and warns of properties that only Streams reads; of
    /// brokers that do not answer every client warns every second, where [Brokers] says it once.
    private static void quietKafka(LoggerContext context, Level level) {
        context.getLogger("org.apache.kafka").setLevel(level);
        context.getLogger("kafka").setLevel(level);
        context.getLogger("state.change.logger").setLevel(level);
        context.getLogger("crawlercommons").setLevel(Level.WARN);
        for (var chatter : List.of("clients.consumer.ConsumerConfig", "clients.producer.ProducerConfig",
                "clients.admin.AdminClientConfig", "clients.NetworkClient", "streams.StreamsConfig",
                "common.utils.AppInfoParser")) {
            context.getLogger("org.apache.kafka." + chatter).setLevel(level == Level.OFF ? level : Level.ERROR);
        }
    }

    private static Encoder<ILoggingEvent> plain(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PLAIN);
        return encoder;
    }
}
