package io.newswatch.standalone.up;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/// Where people read: lines of text, with colour when that helps. Safe for use by many threads.
///
/// @param out    standard output
/// @param colour whether it understands ANSI colours
public record Terminal(PrintWriter out, boolean colour) {

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    /// @param env the environment: `NO_COLOR` (no-color.org) and `TERM=dumb` are respected
    public static Terminal on(PrintWriter out, Map<String, String> env) {
        boolean colour = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && env.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(env.get("TERM"));
        return new Terminal(out, colour);
    }

    void line(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    void strong(String text) {
        line(colour ? BOLD + text + PLAIN : text);
    }

    void faint(String text) {
        line(colour ? DIM + text + PLAIN : text);
    }
}
