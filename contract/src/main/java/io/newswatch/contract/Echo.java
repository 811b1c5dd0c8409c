package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Where words stood before. Immutable, safe to share.
///
/// @param articleId   the earliest article with these words; for changed words, the most similar one
/// @param url         that article's URL; null when it has none
/// @param revision    the revision of that article in which they first stood, from 1
/// @param start       first character of the earlier sentence in that article's text (UTF-16 code units)
/// @param end         end of the earlier sentence, exclusive
/// @param firstSeenAt when that article arrived
/// @param timesSeen   how many articles had these words before this one, at least 1; with `sources` and `alsoIn` as of the
///                    judgement: neither later nor late articles refresh them
/// @param sources     in how many different sources, at least 1
/// @param alsoIn      up to five of the latest other articles with these words, latest first
/// @param score       share of the longer sentence's words that align, 0 to 1
/// @param delta       what differs; empty for [Verdict#REPEAT]
public record Echo(String articleId, @Nullable String url, int revision, int start, int end, Instant firstSeenAt,
        int timesSeen, int sources, List<Sighting> alsoIn, double score, List<Delta> delta) {

    public Echo {
        score = Wire.rounded(score);
        alsoIn = Wire.list(alsoIn);
        delta = Wire.list(delta);
    }

    /// Another article that had the same words.
    ///
    /// @param url null when that article has none
    public record Sighting(String articleId, @Nullable String url, Instant seenAt) {}

    /// One changed fact: "100 billion euros -> 60 billion euros".
    ///
    /// The earlier article's letters are not remembered, so `was` has its place in words: those of the sentence at the
    /// echo's `start` and `end`, counted from 0 as Newswatch reads them. A number with its multiplier is one ("1.5 billion"), so is
    /// a phrase such as "United States"; a dateline is none.
    ///
    /// @param kind    what sort of fact
    /// @param was     the earlier words; empty when words were added
    /// @param now     the new words; empty when words were left out
    /// @param start   where `now` stands in this article's text (UTF-16 code units); where it is missing, when empty
    /// @param end     end of `now`, exclusive
    /// @param wasFrom the first word of the earlier sentence that is `was`; the one it would stand before, when empty
    /// @param wasTo   the word behind the last one of `was`, so `wasFrom` when empty
    public record Delta(Kind kind, String was, String now, int start, int end, int wasFrom, int wasTo) {

        /// The sorts of fact whose change makes a repeated sentence news.
        public enum Kind {
            NUMBER, DATE, DAY, NAME, NEGATION, STATUS,
            /// Any other, also one that a later version tells apart.
            @JsonEnumDefaultValue
            OTHER
        }
    }
}
