package io.newswatch.enrich.echo;

import org.jspecify.annotations.Nullable;

/// A sentence in an article that the memory holds. Sorted by where it stands among all sentences. Immutable, safe to
/// share.
///
/// @param place which of the article's sentences it is; [Probe#TITLE] for the headline
/// @param start in the article's text, UTF-16 code units
/// @param end   exclusive
record Sighting(RememberedArticle article, int place, int start, int end) implements Comparable<Sighting> {

    /// Where a sentence stands.
    ///
    /// @param url null when the article has none
    record RememberedArticle(ArticleOrder order, String source, @Nullable String url, Outline outline) {

        static RememberedArticle of(ProbeBatch batch) {
            return new RememberedArticle(batch.order(), batch.source(), batch.url(), batch.outline());
        }
    }

    ArticleOrder order() {
        return article.order();
    }

    long micros() {
        return article.order().arrivedMicros();
    }

    boolean isBefore(ArticleOrder order) {
        return order().compareTo(order) < 0;
    }

    boolean isAfter(ArticleOrder order) {
        return order().compareTo(order) > 0;
    }

    /// Whether both stand in one article, of whichever revision.
    boolean sharesArticleWith(Sighting other) {
        return order().articleId().equals(other.order().articleId());
    }

    @Override
    public int compareTo(Sighting other) {
        int order = order().compareTo(other.order());
        return order == 0 ? Integer.compare(place, other.place) : order;
    }
}
