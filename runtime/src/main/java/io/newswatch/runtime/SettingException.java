package io.newswatch.runtime;

import java.util.List;

/// Settings that cannot be used. The message names every key at fault with its range and value and is meant to be shown as
/// it is, without a stack trace.
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingException(String message) {
        super(message);
    }

    SettingException(List<String> problems) {
        super(problems.size() == 1
                ? problems.getFirst()
                : problems.size() + " settings cannot be used:\n  " + String.join("\n  ", problems));
    }
}
