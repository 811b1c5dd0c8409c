package io.newswatch.standalone.broker;

import java.io.Serial;

/// Why there is no broker or why its topics are not as they must be; the message says what to do about it.
public final class BrokerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
