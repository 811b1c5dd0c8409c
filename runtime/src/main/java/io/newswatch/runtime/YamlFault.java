package io.newswatch.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// What is wrong with a file that is no YAML, in one line: the parser's own words are a paragraph with a drawing. Immutable,
/// safe to share.
///
/// @param line   from 1; 1 when it is not known
/// @param column from 1; 1 when it is not known
/// @param what   what was found, what was expected, what to look at
public record YamlFault(int line, int column, String what) {

    private static final String ADVICE = "; check indentation (blanks, no tabs), brackets and quotes";

    /// @param error what the YAML parser threw, or what wraps it
    public static YamlFault of(Throwable error) {
        for (@Nullable
        Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked) {
                var mark = marked.getProblemMark().or(marked::getContextMark);
                var context = Optional.ofNullable(marked.getContext()).map(text -> text + ", ").orElse("");
                return new YamlFault(mark.map(at -> at.getLine() + 1).orElse(1),
                        mark.map(at -> at.getColumn() + 1).orElse(1),
                        inOneLine(context + marked.getProblem()) + ADVICE);
            }
        }
        return new YamlFault(1, 1, inOneLine(String.valueOf(error.getMessage())) + ADVICE);
    }

    private static String inOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
