package io.newswatch.enrich.echo;

import io.newswatch.contract.RawArticle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where an article stands among all articles: the total order that decides who said it first. Immutable, safe to share.
///
/// @param arrivedMicros arrival, microseconds since 1970
/// @param articleId     breaks ties, so that no two articles stand at one place
/// @param revision      breaks ties between revisions of one article, from 1
public record ArticleOrder(long arrivedMicros, String articleId, int revision) implements Comparable<ArticleOrder> {

    /// The place of a revision of an article. It never stands before `notBefore`, the place of the revision before it,
    /// even where a clock went backwards.
    ///
    /// @param notBefore microseconds since 1970
    public static ArticleOrder of(RawArticle article, int revision, long notBefore) {
        return new ArticleOrder(Math.max(notBefore, micros(article.arrivedAt())), article.articleId(), revision);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public Instant arrivedAt() {
        return instant(arrivedMicros);
    }

    @Override
    public int compareTo(ArticleOrder other) {
        if (arrivedMicros != other.arrivedMicros) {
            return Long.compare(arrivedMicros, other.arrivedMicros);
        }
        int ids = articleId.compareTo(other.articleId);
        return ids == 0 ? Integer.compare(revision, other.revision) : ids;
    }

    /// The key under which stores hold what belongs to this article; keys sort by arrival.
    public byte[] toKey() {
        var id = articleId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + id.length).putLong(arrivedMicros ^ Long.MIN_VALUE)
                .putInt(revision).put(id).array();
    }

    /// Reads what [#toKey] wrote.
    ///
    /// @throws IllegalArgumentException when the bytes are too few
    public static ArticleOrder ofKey(byte[] key) {
        if (key.length < Long.BYTES + Integer.BYTES) {
            throw new IllegalArgumentException("an article's order in " + key.length + " bytes");
        }
        var bytes = ByteBuffer.wrap(key);
        long arrived = bytes.getLong() ^ Long.MIN_VALUE;
        int revision = bytes.getInt();
        return new ArticleOrder(arrived, new String(key, bytes.position(), bytes.remaining(), StandardCharsets.UTF_8),
                revision);
    }

    /// The least key of all articles that arrived at this moment or later.
    public static byte[] keyAt(long micros) {
        return ByteBuffer.allocate(Long.BYTES).putLong(micros ^ Long.MIN_VALUE).array();
    }
}
