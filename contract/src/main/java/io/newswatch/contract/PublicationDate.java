package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/// When an outlet says it published: an instant, or only a day, a month or a year. Days and longer count in UTC.
/// Immutable, safe to share.
///
/// @param text      ISO 8601: `2022-12-05T16:54:44Z`, `2022-12-05`, `2022-11` or `2022`
/// @param from      first instant it may mean
/// @param to        first instant after it; equal to `from` for a full time stamp
/// @param precision how much of it is known
public record PublicationDate(String text, Instant from, Instant to, Precision precision) {

    /// From finest to coarsest.
    public enum Precision {
        INSTANT, DAY, MONTH, YEAR
    }

    /// Reads one of the four forms.
    ///
    /// @throws IllegalArgumentException when the text is none of the four forms
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PublicationDate parse(String text) {
        try {
            return switch (text.length()) {
                case 4 -> {
                    var year = Year.parse(text);
                    yield span(text, year.atDay(1), year.plusYears(1).atDay(1), Precision.YEAR);
                }
                case 7 -> {
                    var month = YearMonth.parse(text);
                    yield span(text, month.atDay(1), month.plusMonths(1).atDay(1), Precision.MONTH);
                }
                case 10 -> {
                    var day = LocalDate.parse(text);
                    yield span(text, day, day.plusDays(1), Precision.DAY);
                }
                default -> {
                    var instant = OffsetDateTime.parse(text).toInstant();
                    yield new PublicationDate(text, instant, instant, Precision.INSTANT);
                }
            };
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a publication date: \"" + text
                    + "\"; expected 2022, 2022-12, 2022-12-05 or 2022-12-05T16:54:44Z", e);
        }
    }

    public static PublicationDate of(Instant instant) {
        return new PublicationDate(instant.toString(), instant, instant, Precision.INSTANT);
    }

    private static PublicationDate span(String text, LocalDate from, LocalDate to, Precision precision) {
        return new PublicationDate(text, from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant(), precision);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
