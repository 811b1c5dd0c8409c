package io.newswatch.enrich.echo;

import org.jspecify.annotations.Nullable;

/// A sentence in an article that the memory holds. Sorted by where it stands among all sentences. What is known of the article
/// is read when it is asked for, so a sighting is of use only until something is forgotten.
///
/// @param articles all articles
/// @param article  the number of this one
/// @param place    which of the article's sentences it is; [Probe#TITLE] for the headline
/// @param start    in the article's text, UTF-16 code units
/// @param end      exclusive
record Sighting(Articles articles, int article, int place, int start, int end) implements Comparable<Sighting> {

    ArticleOrder order() {
        return articles.order(article);
    }

    /// The article's outlet.
    String source() {
        return articles.source(article);
    }

    /// Null when the article has none.
    @Nullable
    String url() {
        return articles.url(article);
    }

    /// What the article is about.
    Outline outline() {
        return articles.outline(article);
    }

    /// Whether both stand in one article, of whichever revision.
    boolean sharesArticleWith(Sighting other) {
        return articles.isSame(article, other.article);
    }

    long micros() {
        return articles.micros(article);
    }

    boolean isBefore(ArticleOrder order) {
        return articles.compare(article, order) < 0;
    }

    boolean isAfter(ArticleOrder order) {
        return articles.compare(article, order) > 0;
    }

    @Override
    public int compareTo(Sighting other) {
        int order = articles.compare(article, other.article);
        return order == 0 ? Integer.compare(place, other.place) : order;
    }
}
