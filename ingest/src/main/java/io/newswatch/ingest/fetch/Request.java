package io.newswatch.ingest.fetch;

import java.net.URI;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What to get. Immutable, safe to share.
///
/// @param uri          an http or https address
/// @param validators   of the last good answer, for a conditional GET; null to get it whatever it is
/// @param largest      most bytes of the body after decompression
/// @param accept       the Accept header
/// @param heedRobots   whether robots.txt is asked first
public record Request(URI uri, @Nullable Validators validators, int largest, String accept, boolean heedRobots) {

    /// Largest feed, bytes after decompression.
    public static final int LARGEST_FEED = 8 * 1024 * 1024;
    /// Largest page, bytes after decompression.
    public static final int LARGEST_PAGE = 5 * 1024 * 1024;

    public static Request feed(URI uri) {
        return new Request(uri, null, LARGEST_FEED, "application/atom+xml, application/rss+xml, application/xml;q=0.9, "
                + "text/xml;q=0.9, application/feed+json;q=0.9, */*;q=0.5", true);
    }

    public static Request page(URI uri) {
        return new Request(uri, null, LARGEST_PAGE, "text/html, application/xhtml+xml;q=0.9, */*;q=0.1", true);
    }

    public Request onlyIfChanged(@Nullable Validators since) {
        return new Request(uri, since, largest, accept, heedRobots);
    }

    public Request heedRobots(boolean heed) {
        return new Request(uri, validators, largest, accept, heed);
    }

    /// What a server said of an answer so that the next one can be conditional, kept word for word.
    ///
    /// @param etag         null when it gave none
    /// @param lastModified null when it gave none
    public record Validators(@Nullable String etag, @Nullable String lastModified) {

        private static final int LONGEST = 1_000;

        /// @return empty when there is nothing to ask with
        static Optional<Validators> of(@Nullable String etag, @Nullable String lastModified) {
            var tag = etag != null && etag.length() <= LONGEST ? etag : null;
            var date = lastModified != null && lastModified.length() <= LONGEST ? lastModified : null;
            return tag == null && date == null ? Optional.empty() : Optional.of(new Validators(tag, date));
        }
    }
}
