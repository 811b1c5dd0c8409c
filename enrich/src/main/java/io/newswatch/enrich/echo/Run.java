package io.newswatch.enrich.echo;

/// A stretch of one sentence's words.
///
/// @param from the first of them
/// @param to   behind the last; `from` when there are none
record Run(int from, int to) {

    static Run of(int word) {
        return new Run(word, word + 1);
    }

    int words() {
        return to - from;
    }

    boolean isEmpty() {
        return to == from;
    }

    boolean contains(int word) {
        return from <= word && word < to;
    }
}
