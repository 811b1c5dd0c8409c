package io.newswatch.contract;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// One event with all reports of it: the value of [Topics#EVENTS]. Immutable, safe to share.
///
/// @param id              the id of the first report's event; the record's key
/// @param event           the event as its fullest report tells it, with its latest status
/// @param firstReportedAt arrival of the first report
/// @param lastReportedAt  arrival of the latest report
/// @param sources         in how many sources it was reported
/// @param reports         who reported it, first report first, at most 100
/// @param sameAs          the id under which it lives on when two records turn out to be one event; null otherwise
public record ReportedEvent(String id, CooperationEvent event, Instant firstReportedAt, Instant lastReportedAt,
        int sources, List<Report> reports, @Nullable String sameAs) {

    public ReportedEvent {
        reports = Wire.list(reports);
    }

    /// One article's report.
    ///
    /// @param url null when the article has none
    public record Report(String articleId, int revision, String source, @Nullable String url, Instant reportedAt,
            CooperationEvent.Status status) {}
}
