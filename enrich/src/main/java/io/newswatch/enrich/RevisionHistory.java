package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.ByteReader;
import io.newswatch.enrich.echo.ByteWriter;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What is remembered of the texts under one article id, to tell a revision from a repetition. Immutable, safe to share.
///
/// @param order  the place of the latest revision among all articles; it bears the revision's number
/// @param full   whether a whole text has been seen, so that a mere summary is none any more
/// @param hashes the latest different texts' content hashes, oldest first, at most [#REMEMBERED]
record RevisionHistory(ArticleOrder order, boolean full, List<String> hashes) {

    private static final int VERSION = 1;
    /// A site that serves two states of a page in turn must not make revisions without end.
    private static final int REMEMBERED = 8;

    RevisionHistory {
        hashes = List.copyOf(hashes);
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
        if (known == null) {
            var order = ArticleOrder.of(article, 1, Long.MIN_VALUE);
            return new Arrival.Revision(new RevisionHistory(order, full, List.of(article.contentHash())));
        }
        if (known.hashes.contains(article.contentHash())) {
            return new Arrival.SameAgain();
        }
        if (known.full && !full) {
            return new Arrival.Poorer();
        }
        var hashes = new ArrayList<>(known.hashes);
        hashes.add(article.contentHash());
        if (hashes.size() > REMEMBERED) {
            hashes.removeFirst();
        }
        var order = ArticleOrder.of(article, known.order.revision() + 1, known.order.arrivedMicros());
        return new Arrival.Revision(new RevisionHistory(order, full, hashes));
    }

    byte[] encode() {
        var out = new ByteWriter().count(VERSION).bytes(order.toKey()).flag(full).count(hashes.size());
        hashes.forEach(out::text);
        return out.toBytes();
    }

    /// @throws IllegalArgumentException when the bytes are none
    static RevisionHistory decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        in.version(VERSION, "a revision history");
        var order = ArticleOrder.ofKey(in.bytes());
        boolean full = in.flag();
        var hashes = new ArrayList<String>();
        for (int left = in.things(); left > 0; left--) {
            hashes.add(in.text());
        }
        return new RevisionHistory(order, full, hashes);
    }
}
