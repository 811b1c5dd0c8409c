package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.enrich.echo.ArticleOrder;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What is remembered of the texts under one article id, to tell a revision from a repetition. Immutable, safe to share.
///
/// @param order  the place of the latest revision among all articles; it bears the revision's number
/// @param full   whether a whole text has been seen, so that a mere summary is none any more
/// @param texts  numbers of the latest different texts, oldest first, at most [#REMEMBERED]
record RevisionHistory(ArticleOrder order, boolean full, List<Long> texts) {

    /// A site that serves two states of a page in turn must not make revisions without end.
    private static final int REMEMBERED = 8;

    RevisionHistory {
        texts = List.copyOf(texts);
    }

    /// What an arrival is, compared with what was there before.
    sealed interface Arrival {

        /// A text not seen before under its id.
        record Revision(RevisionHistory history) implements Arrival {}

        /// A text seen before: no output.
        record SameAgain() implements Arrival {}

        /// A summary of what is known in full: no output.
        record Poorer() implements Arrival {}
    }

    /// @param known what is known of the article's id; null when nothing is
    static Arrival arrival(@Nullable RevisionHistory known, RawArticle article) {
        boolean full = article.extent() == Extent.FULL;
        long text = number(article.contentHash());
        if (known == null) {
            var order = ArticleOrder.of(article, 1, Long.MIN_VALUE);
            return new Arrival.Revision(new RevisionHistory(order, full, List.of(text)));
        }
        if (known.texts.contains(text)) {
            return new Arrival.SameAgain();
        }
        if (known.full && !full) {
            return new Arrival.Poorer();
        }
        var texts = new ArrayList<>(known.texts);
        texts.add(text);
        if (texts.size() > REMEMBERED) {
            texts.removeFirst();
        }
        var order = ArticleOrder.of(article, known.order.revision() + 1, known.order.arrivedMicros());
        return new Arrival.Revision(new RevisionHistory(order, full, texts));
    }

    /// The number under which an article or a text is remembered.
    ///
    /// @param name its id, or its content hash
    static long number(String name) {
        long number = name.length();
        for (int i = 0; i < name.length(); i++) {
            number = (number ^ name.charAt(i)) * 0x9E3779B97F4A7C15L;
            number ^= number >>> 29;
        }
        return (number ^ number >>> 32) * 0xD6E8FEB86659FD93L;
    }
}
