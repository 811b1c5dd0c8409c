package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.echo.ByteReader;
import io.newswatch.enrich.echo.ByteWriter;
import java.time.Instant;

/// An article that waits for the memory's answers. Immutable, safe to share.
///
/// @param since when the memory was asked, by this machine's clock
record WaitingArticle(RawArticle article, Instant since) {

    private static final int VERSION = 1;

    byte[] encode() {
        return new ByteWriter().count(VERSION).number(since.toEpochMilli())
                .bytes(Topics.RAW_ARTICLES.toBytes(article)).toBytes();
    }

    /// @throws IllegalArgumentException when the bytes are none
    static WaitingArticle decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        var since = since(in);
        return new WaitingArticle(Topics.RAW_ARTICLES.ofBytes(in.bytes()), since);
    }

    /// When it began to wait, without reading the article.
    static Instant sinceOf(byte[] bytes) {
        return since(new ByteReader(bytes));
    }

    private static Instant since(ByteReader in) {
        in.version(VERSION, "a waiting article");
        return Instant.ofEpochMilli(in.number());
    }
}
