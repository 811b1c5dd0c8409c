package io.newswatch.runtime;

/// Why something could not be started or done although it was asked for rightly: a port in use, brokers that do not answer.
/// The message says what and what to do about it, and is meant to be shown as it is, without a stack trace.
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
