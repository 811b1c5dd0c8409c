package io.newswatch.alerts.yaml;

import org.jspecify.annotations.Nullable;

/// Something wrong in a file, told so that its author can mend it. Immutable, safe to share.
///
/// @param severity whether what it stands in was refused
/// @param file     the file, as the caller named it
/// @param line     from 1
/// @param column   from 1
/// @param subject  the rule or channel it concerns; null when that could not be told
/// @param message  what is wrong, what was expected, what to write instead
public record Problem(Severity severity, String file, int line, int column, @Nullable String subject, String message) {

    /// How bad it is.
    public enum Severity {
        /// Nothing of the file could be read.
        UNREADABLE,
        /// The rule or channel is refused.
        ERROR,
        /// It is accepted, but will hardly do what its author wants.
        WARNING
    }

    public boolean isError() {
        return severity != Severity.WARNING;
    }

    /// `rules.yaml:3:7: error: rule az-tr: unknown key "novelonly"; did you mean "novelOnly"?`
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (isError() ? "error" : "warning") + ": "
                + (subject == null ? "" : subject + ": ") + message;
    }
}
