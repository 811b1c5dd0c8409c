package io.newswatch.enrich.lexicon;

import java.io.Serial;

/// A lexicon or grammar file is wrong; the message names file, line and what was expected.
public final class GrammarException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public GrammarException(String message) {
        super(message);
    }

    public GrammarException(String message, Throwable cause) {
        super(message, cause);
    }
}
