package io.newswatch.enrich;

import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.enrich.echo.ByteReader;
import io.newswatch.enrich.echo.ByteWriter;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// An article that waits for the memory's answers. Its stored form is not the JSON of the topic, which takes ten times as
/// long to write and read. Immutable, safe to share.
///
/// @param since when the memory was asked, by this machine's clock
/// @param turn  which of its task's articles was asked about first: of two the one with the lower turn, whatever the clock says
@SuppressWarnings("EnumOrdinal") // the stored form; new constants go to the end
record WaitingArticle(RawArticle article, Instant since, long turn) {

    private static final int VERSION = 3;
    private static final Extent[] EXTENTS = Extent.values();

    byte[] encode() {
        var published = article.publishedAt();
        var arrived = article.arrivedAt();
        return new ByteWriter().count(VERSION).number(since.toEpochMilli()).number(turn).text(article.articleId())
                .textOrNull(article.feed()).text(article.source()).textOrNull(article.url())
                .textOrNull(article.title()).text(article.text()).count(article.extent().ordinal())
                .flag(article.truncated()).textOrNull(article.author()).textOrNull(article.language())
                .textOrNull(published == null ? null : published.text())
                .number(arrived.getEpochSecond()).count(arrived.getNano())
                .text(article.contentHash()).flag(article.backfill()).toBytes();
    }

    /// @throws IllegalArgumentException when the bytes are none
    static WaitingArticle decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        var since = since(in);
        long turn = in.number();
        return new WaitingArticle(new RawArticle(in.text(), in.textOrNull(), in.text(), in.textOrNull(),
                in.textOrNull(), in.text(), in.oneOf(EXTENTS), in.flag(), in.textOrNull(), in.textOrNull(),
                date(in.textOrNull()), Instant.ofEpochSecond(in.number(), in.count()), in.text(), in.flag()), since,
                turn);
    }

    private static @Nullable PublicationDate date(@Nullable String text) {
        return text == null ? null : PublicationDate.parse(text);
    }

    /// When it began to wait, without reading the article.
    static Instant sinceOf(byte[] bytes) {
        return since(new ByteReader(bytes));
    }

    /// Its turn, without reading the article.
    static long turnOf(byte[] bytes) {
        var in = new ByteReader(bytes);
        since(in);
        return in.number();
    }

    private static Instant since(ByteReader in) {
        in.version(VERSION, "a waiting article");
        return Instant.ofEpochMilli(in.number());
    }
}
