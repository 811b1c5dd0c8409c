package io.newswatch.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.newswatch.runtime.RuntimeSettings.LogFormat;
import io.newswatch.runtime.RuntimeSettings.LogLevel;

/// What Logback does before anyone has called [Logging]: warnings on standard error, and no search for XML files. Found by
/// Logback as a service.
public final class QuietLogging extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.configure(context, LogFormat.PLAIN, LogLevel.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
