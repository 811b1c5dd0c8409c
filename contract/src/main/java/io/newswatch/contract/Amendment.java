package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A later, better verdict on an article already published, because a predecessor or a missing answer arrived late: the
/// value of [Topics#AMENDMENTS]. It never fires an alert and never recalls one. Immutable, safe to share.
///
/// @param articleId the amended article
/// @param revision  its amended revision
/// @param version   2 for the first amendment of that revision, 3 for the next, ...
/// @param reason    why there is one
/// @param amendedAt the arrival time of the article that caused it
/// @param headline  the judged title when that changed; null when it did not
/// @param sentences the sentences whose verdict, flags or origin changed, with their new ones
public record Amendment(String articleId, int revision, int version, Reason reason, Instant amendedAt,
        @Nullable Sentence headline, List<Sentence> sentences) {

    public Amendment {
        sentences = Wire.list(sentences);
    }

    /// Why an article is amended.
    public enum Reason {
        /// An article that counts as earlier arrived later.
        LATE_PREDECESSOR,
        /// The article had been published `partial`, and the rest of the memory has answered.
        COMPLETED,
        /// What a later version wrote and this one does not know.
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
