package io.newswatch.contract;

/// What the memory says of a sentence or paragraph.
public enum Verdict {
    /// No earlier sentence says the same in nearly the same words.
    NOVEL,
    /// Near-identical to an earlier sentence, and no fact differs.
    REPEAT,
    /// Near-identical to an earlier sentence, but a number, date, name or status differs: see [Echo#delta].
    REPEAT_CHANGED
}
