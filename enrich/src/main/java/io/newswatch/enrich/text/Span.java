package io.newswatch.enrich.text;

/// A piece of a text. Immutable.
///
/// @param start first character, UTF-16 code units from 0
/// @param end   end, exclusive; never before `start`
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span needs 0 <= start <= end, was " + start + ".." + end);
        }
    }

    /// Number of UTF-16 code units.
    public int length() {
        return end - start;
    }

    /// The words themselves.
    public String in(String text) {
        return text.substring(start, end);
    }
}
