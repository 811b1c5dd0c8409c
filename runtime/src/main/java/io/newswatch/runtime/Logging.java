package io.newswatch.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.newswatch.runtime.RuntimeSettings.LogFormat;
import io.newswatch.runtime.RuntimeSettings.LogLevel;
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

    /// Warnings and errors only, for command-line tools.
    public static void configureForTools() {
        configure((LoggerContext) LoggerFactory.getILoggerFactory(), LogFormat.PLAIN, LogLevel.WARN);
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
        if (level == LogLevel.INFO) {
            // Kafka tells a story of its own at INFO: hundreds of lines a start.
            context.getLogger("org.apache.kafka").setLevel(Level.WARN);
            context.getLogger("kafka").setLevel(Level.WARN);
            context.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig").setLevel(Level.ERROR);
            context.getLogger("org.apache.kafka.clients.producer.ProducerConfig").setLevel(Level.ERROR);
            context.getLogger("org.apache.kafka.clients.admin.AdminClientConfig").setLevel(Level.ERROR);
        }
    }

    private static Encoder<ILoggingEvent> plain(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PLAIN);
        return encoder;
    }
}
