package io.newswatch.enrich;

import java.io.Serial;

/// An article that cannot be enriched; the message says which, what was expected and what came.
final class ArticleException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ArticleException(String message) {
        super(message);
    }
}
