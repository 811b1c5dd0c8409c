package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.ReportedEvent;
import io.newswatch.contract.ReportedEvent.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Merges the reports of one event into one record ([CooperationEvent#sameEventAs] says which are one). The fullest report
/// tells the event, the latest its status. When a report shows that two records are one event, the later record is published
/// once more with `sameAs` and lives on in the earlier. Immutable, safe for use by many threads.
public final class EventMerging {

    /// How long a record waits for further reports.
    public static final Duration OPEN = Duration.ofDays(14);

    private static final int MOST_REPORTS = 100;

    /// What a report changes.
    ///
    /// @param records the records to publish: the one the report belongs to first, then those that turned out to be it
    /// @param closed  ids of records that no longer take reports, because they live on in another
    public record Change(List<ReportedEvent> records, List<String> closed) {

        public Change {
            records = List.copyOf(records);
            closed = List.copyOf(closed);
        }
    }

    /// Files one report.
    ///
    /// @param open   the records of the event's type that still take reports
    /// @param event  a countable event
    /// @param source the outlet that reports it
    /// @param url    of the reporting article; null when it has none
    /// @param at     when that article arrived
    /// @return what changes; no records when this very report is known
    public Change report(List<ReportedEvent> open, CooperationEvent event, int revision, String source,
            @Nullable String url, Instant at) {
        var report = new Report(event.evidence().articleId(), revision, source, url, at, event.status());
        var same = open.stream().filter(record -> record.sameAs() == null && isSame(record, event, at))
                .sorted(Comparator.comparing(ReportedEvent::firstReportedAt).thenComparing(ReportedEvent::id)).toList();
        if (same.isEmpty()) {
            return new Change(List.of(new ReportedEvent(event.id(), event, at, at, 1, List.of(report), null)),
                    List.of());
        }
        var first = same.getFirst();
        if (first.reports().stream().anyMatch(known -> known.articleId().equals(report.articleId())
                && known.revision() == report.revision() && known.status() == report.status()) && same.size() == 1) {
            return new Change(List.of(), List.of());
        }
        var merged = with(first, event, report);
        var records = new ArrayList<ReportedEvent>();
        var closed = new ArrayList<String>();
        for (var other : same.subList(1, same.size())) {
            merged = joined(merged, other);
            records.add(new ReportedEvent(other.id(), other.event(), other.firstReportedAt(), other.lastReportedAt(),
                    other.sources(), other.reports(), first.id()));
            closed.add(other.id());
        }
        records.addFirst(merged);
        return new Change(records, closed);
    }

    private static boolean isSame(ReportedEvent record, CooperationEvent event, Instant at) {
        return event.sameEventAs(at, record.event(), record.lastReportedAt());
    }

    private static ReportedEvent with(ReportedEvent record, CooperationEvent event, Report report) {
        boolean later = !report.reportedAt().isBefore(record.lastReportedAt());
        var reports = new ArrayList<>(record.reports());
        if (reports.stream().noneMatch(known -> known.articleId().equals(report.articleId())
                && known.revision() == report.revision()) && reports.size() < MOST_REPORTS) {
            reports.add(report);
            reports.sort(Comparator.comparing(Report::reportedAt).thenComparing(Report::articleId));
        }
        var told = fuller(record.event(), event);
        return new ReportedEvent(record.id(), withStatus(told, progress(record.event(), event, later)),
                earlier(record.firstReportedAt(), report.reportedAt()),
                later ? report.reportedAt() : record.lastReportedAt(),
                sources(reports, record.sources()), reports, null);
    }

    private static ReportedEvent joined(ReportedEvent one, ReportedEvent other) {
        var reports = new ArrayList<>(one.reports());
        reports.addAll(other.reports());
        var all = reports.stream().sorted(Comparator.comparing(Report::reportedAt).thenComparing(Report::articleId))
                .limit(MOST_REPORTS).toList();
        var told = fuller(one.event(), other.event());
        return new ReportedEvent(one.id(), withStatus(told, progress(one.event(), other.event(), false)),
                earlier(one.firstReportedAt(), other.firstReportedAt()),
                earlier(one.lastReportedAt(), other.lastReportedAt()).equals(one.lastReportedAt())
                        ? other.lastReportedAt()
                        : one.lastReportedAt(),
                sources(all, Math.max(one.sources(), other.sources())), all, null);
    }

    private static int sources(List<Report> reports, int known) {
        return Math.max(known, (int) reports.stream().map(Report::source).distinct().count());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// The report that tells most: parties first, then details.
    private static CooperationEvent fuller(CooperationEvent one, CooperationEvent other) {
        return fullness(other) > fullness(one) ? other : one;
    }

    private static int fullness(CooperationEvent event) {
        return event.parties().size() * 10 + (event.time() == null ? 0 : 3) + (event.place() == null ? 0 : 2)
                + (event.exerciseName() == null ? 0 : 2) + (event.ordinal() == null ? 0 : 1)
                + (event.personnel() == null ? 0 : 1) + (event.value() == null ? 0 : 1)
                + Math.min(event.equipment().size(), 3);
    }

    /// Planned, then ongoing, then completed: an event goes on and never back; of curtailed ones the latest word holds.
    private static Status progress(CooperationEvent known, CooperationEvent told, boolean later) {
        if (known.polarity() == Polarity.NEGATIVE) {
            return later ? told.status() : known.status();
        }
        return told.status().compareTo(known.status()) > 0 ? told.status() : known.status();
    }

    private static CooperationEvent withStatus(CooperationEvent e, Status status) {
        return e.status() == status
                ? e
                : new CooperationEvent(e.id(), e.type(), e.mode(), e.polarity(), status, e.epistemic(), e.countable(),
                        e.suppressedBy(), e.participants(), e.thirdParties(), e.place(), e.time(), e.exerciseName(),
                        e.ordinal(), e.equipment(), e.value(), e.personnel(), e.evidence(), e.ruleId(), e.language(),
                        e.cameo(),
                        e.plover(), e.confidence());
    }
}
