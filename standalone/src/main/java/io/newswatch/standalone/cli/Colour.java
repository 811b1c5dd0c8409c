package io.newswatch.standalone.cli;

import java.util.Locale;
import java.util.Map;

/// Whether output for people is coloured: what `--color` takes.
enum Colour {
    AUTO, ALWAYS, NEVER;

    /// @param env        the environment: `NO_COLOR` (no-color.org) and `TERM=dumb` are respected by [#AUTO]
    /// @param onTerminal whether standard output is one
    boolean isOn(Map<String, String> env, boolean onTerminal) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> onTerminal && env.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(env.get("TERM"));
        };
    }

    /// The default console of JDK 25 is null again when there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    static boolean isOnTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
