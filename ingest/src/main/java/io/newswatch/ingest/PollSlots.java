package io.newswatch.ingest;

import io.newswatch.ingest.publish.ArticlePublisher;
import java.util.HashMap;
import java.util.Map;

/// How many feeds may be polled at the same time: so many in all, and a few of one site. Requests to a host take turns, so
/// that more polls of a site would only wait for each other, and in the places of all other feeds. Safe for use by many
/// threads.
final class PollSlots {

    private static final int OF_ONE_SITE = 4;

    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /// @param most in all, at least 1
    PollSlots(int most) {
        this.most = most;
    }

    /// @param feed its key
    /// @return whether it may be polled now; then its place must be given back
    synchronized boolean tryTake(String feed) {
        var site = ArticlePublisher.site(feed);
        int ofSite = taken.getOrDefault(site, 0);
        if (all >= most || ofSite >= OF_ONE_SITE) {
            return false;
        }
        all++;
        taken.put(site, ofSite + 1);
        return true;
    }

    synchronized void giveBack(String feed) {
        all--;
        taken.computeIfPresent(ArticlePublisher.site(feed), (_, ofSite) -> ofSite == 1 ? null : ofSite - 1);
    }
}
