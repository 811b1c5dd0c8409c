package io.newswatch.enrich.echo;

/// Why a sentence is an echo of an earlier one, or is none.
public enum Reason {
    /// Word for word the same, whatever spelling and punctuation.
    SAME_WORDS,
    /// The words that differ change no fact.
    NO_FACT_CHANGED,
    /// The same sentence with another number, date, name, negation or status.
    FACT_CHANGED,
    /// Not an echo: a sentence of few words repeats only word for word, or beside another repeat.
    TOO_SHORT,
    /// Not an echo: too few words are the same, or never enough in a row.
    TOO_LITTLE_IN_COMMON,
    /// Not an echo: a whole part of it says something else.
    OTHER_STATEMENT,
    /// Not an echo: a line without words.
    NO_WORDS
}
