package io.newswatch.ingest.feed;

import io.newswatch.contract.PublicationDate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a feed says. Immutable, safe to share.
///
/// @param title    plain text; null when it has none
/// @param link     address of its site, absolute; null when it has none
/// @param id       null when it has none
/// @param language BCP 47 tag; null when not declared
/// @param published null when not declared
/// @param updated  null when not declared
/// @param timeToLive how long it asks not to be read again; null when it does not ask
/// @param items    in the order of the feed
/// @param repairs  what had to be mended to read it, in words; empty for a well-formed feed
/// @param complete whether it was read to its end; a feed cut off in the middle is not
public record Feed(@Nullable String title, @Nullable String link, @Nullable String id, @Nullable String language,
        @Nullable PublicationDate published, @Nullable PublicationDate updated, @Nullable Duration timeToLive,
        List<FeedItem> items, List<String> repairs, boolean complete) {

    public Feed {
        items = List.copyOf(items);
        repairs = List.copyOf(repairs);
    }

    /// @return the same feed, with one more thing that had to be mended
    Feed repaired(String repair) {
        var all = new ArrayList<>(repairs);
        all.add(repair);
        return new Feed(title, link, id, language, published, updated, timeToLive, items, all, complete);
    }
}
