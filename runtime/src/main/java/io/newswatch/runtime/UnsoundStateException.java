package io.newswatch.runtime;

import java.io.Serial;

/// Thrown by a processor that failed in the middle of a change to what it keeps: going on with that would falsify what comes
/// after, so the stream thread stops, its transaction is aborted, and its successor restores the state from Kafka.
/// Any other exception of a processor makes its record a dead letter, and the stream goes on.
///
/// The record is read again, so whoever throws this must refuse it before the change when it comes back.
public final class UnsoundStateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public UnsoundStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
