package io.newswatch.ingest.publish;

import io.newswatch.contract.Hashes;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An article as a source read it, before it has an id. Immutable, safe to share.
///
/// @param guid        the name its feed or file gives it; null when it gives none
/// @param origin      where it was read, for people: a file, `file:line` or the feed's address. Together with the feed it
///                    stands in for a missing guid
/// @param source      the outlet as people name it; null to take the host of `url`, or the feed's name
/// @param url         as given; null when there is none
/// @param title       headline; null when there is none
/// @param text        never blank; paragraphs separated by line feeds
/// @param extent      whether `text` is the article or a summary of it
/// @param author      byline; null when unknown
/// @param language    BCP 47 tag; null when not declared
/// @param publishedAt as the outlet says; null when it does not
/// @param arrivedAt   when it was taken in, where the input says so; null, or a time to come, for now
public record ArticleDraft(@Nullable String guid, String origin, @Nullable String source, @Nullable String url,
        @Nullable String title, String text, Extent extent, @Nullable String author, @Nullable String language,
        @Nullable PublicationDate publishedAt, @Nullable Instant arrivedAt) {

    /// @return the canonical form of the address; null without one, or with one that is none
    public @Nullable String canonicalUrl() {
        return CanonicalUrl.of(url).map(CanonicalUrl::text).orElse(null);
    }

    /// The article's id: of its canonical URL; without one, of feed and guid; without a feed, the guid that somebody gave it
    /// by hand; failing all, of the place it was read from.
    ///
    /// @param feed key of the feed; null for articles published by hand
    public String articleId(@Nullable String feed) {
        var canonical = canonicalUrl();
        if (canonical != null) {
            return Hashes.hex128(canonical);
        }
        if (guid != null && feed == null) {
            return guid.length() <= 200 ? guid : Hashes.hex128(guid);
        }
        return Hashes.hex128(feed == null ? "file" : feed, guid == null ? origin : guid);
    }

    /// @return the draft under another name
    public ArticleDraft withGuid(String newGuid) {
        return new ArticleDraft(newGuid, origin, source, url, title, text, extent, author, language, publishedAt,
                arrivedAt);
    }

    /// @return the draft with another text that was found for it
    public ArticleDraft withText(String newText, Extent newExtent) {
        return new ArticleDraft(guid, origin, source, url, title, newText, newExtent, author, language, publishedAt,
                arrivedAt);
    }

    /// @param feed     key of the feed; null for articles published by hand
    /// @param outlet   the outlet's name where neither the draft nor its URL tells
    /// @param now      when it is taken in, unless the draft says; what it says may not lie ahead of that, or the article
    ///                 would come after all others until then
    /// @param backfill whether it only fills the memory
    /// @param longest  most UTF-16 code units of text, at least 1
    public RawArticle toRaw(@Nullable String feed, String outlet, Instant now, boolean backfill, int longest) {
        var canonical = CanonicalUrl.of(url);
        boolean truncated = text.length() > longest;
        var kept = truncated ? cut(text, longest) : text;
        var named = source != null ? source : feed != null ? outlet : canonical.map(CanonicalUrl::site).orElse(outlet);
        var headline = title == null || title.isBlank() ? null : limited(title.strip(), 2_000);
        return new RawArticle(articleId(feed), feed, limited(named, 200),
                canonical.map(CanonicalUrl::text).orElse(null), headline, kept, extent, truncated,
                author == null ? null : limited(author, 500), language == null ? null : limited(language, 35),
                publishedAt, arrivedAt == null || arrivedAt.isAfter(now) ? now : arrivedAt,
                RawArticle.contentHash(headline, kept), backfill);
    }

    private static String limited(String text, int longest) {
        return text.length() > longest ? cut(text, longest) : text;
    }

    private static String cut(String text, int longest) {
        int end = longest;
        int space = text.lastIndexOf(' ', longest);
        if (space > longest - 200 && space > 0) {
            end = space;
        } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }
}
