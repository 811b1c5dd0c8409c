package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent.EventTime;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.PublicationDate.Precision;
import io.newswatch.enrich.event.Reading.Find;
import io.newswatch.enrich.lexicon.Words;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

import org.jspecify.annotations.Nullable;

/// Reads the dates of a sentence: "December 5", "5-10 декабря", "Dekabrın 5-də", "on Monday", "today". Days without a year and
/// weekdays are counted from the day of publication; without one they stay unread. Confined to one thread.
final class DateReader {

    private static final int LONG_AHEAD_DAYS = 200;
    private static final int LONG_AGO_DAYS = 200;

    private final Reading reading;
    private final @Nullable LocalDate published;

    DateReader(Reading reading, @Nullable PublicationDate published) {
        this.reading = reading;
        this.published = published == null || published.precision().compareTo(Precision.DAY) > 0
                ? null
                : LocalDate.ofInstant(published.from(), ZoneOffset.UTC);
    }

    /// @return the date nearest to a word, of two that begin there the longer; null when the sentence has none
    @Nullable
    EventTime near(int trigger) {
        EventTime best = null;
        int distance = Integer.MAX_VALUE;
        int length = 0;
        for (var find : reading.finds) {
            int away = Math.abs(find.from() - trigger);
            int words = find.to() - find.from();
            if (away < distance || (away == distance && words > length)) {
                var time = time(find);
                if (time != null) {
                    best = time;
                    distance = away;
                    length = words;
                }
            }
        }
        return best;
    }

    private @Nullable EventTime time(Find find) {
        try {
            return switch (Lexicon.kind(find.value())) {
                case Lexicon.MONTH -> month(find, Lexicon.index(find.value()));
                case Lexicon.WEEKDAY -> weekday(find, DayOfWeek.of(Lexicon.index(find.value())));
                case Lexicon.RELATIVE_DAY -> published == null
                        ? null
                        : day(published.plusDays(Lexicon.dayOffset(find.value())), find.from(), find.to());
                default -> null;
            };
        } catch (DateTimeException e) {
            return null; // "February 30": no date
        }
    }

    private EventTime day(LocalDate day, int from, int to) {
        return new EventTime(day, day, Precision.DAY, text(from, to));
    }

    /// The named day in the week up to publication; the next one when the clause speaks of the future is a matter of status,
    /// and a day either way is within what counts as the same event.
    private @Nullable EventTime weekday(Find find, DayOfWeek day) {
        return published == null
                ? null
                : day(published.with(TemporalAdjusters.previousOrSame(day)), find.from(), find.to());
    }

    private @Nullable EventTime month(Find find, int month) {
        int first = dayNumber(find.from() - 1);
        int second = -1;
        int from = find.from();
        int to = find.to();
        if (first > 0) {
            from--;
            int before = dayNumber(find.from() - 2);
            if (before > 0) {
                second = first;
                first = before;
                from--;
            }
        } else {
            first = dayNumber(find.to());
            if (first > 0) {
                to++;
                int after = dayNumber(to);
                if (after > first && !reading.words.is(to, Words.BREAK)) {
                    second = after;
                    to++;
                }
            }
        }
        int year = year(to);
        if (year > 0) {
            to++;
        } else {
            year = year(from - 1);
            if (year > 0) {
                from--;
            }
        }
        if (first < 0) {
            if (year < 0) {
                return null;
            }
            var whole = YearMonth.of(year, month);
            return new EventTime(whole.atDay(1), whole.atEndOfMonth(), Precision.MONTH, text(from, to));
        }
        if (year < 0) {
            if (published == null) {
                return null;
            }
            year = nearestYear(month, first);
        }
        var start = LocalDate.of(year, month, first);
        var end = second > first ? LocalDate.of(year, month, second) : start;
        return new EventTime(start, end, Precision.DAY, text(from, to));
    }

    private int nearestYear(int month, int dayOfMonth) {
        var day = java.util.Objects.requireNonNull(published);
        var guess = LocalDate.of(day.getYear(), month, Math.min(dayOfMonth, 28));
        if (guess.isAfter(day.plusDays(LONG_AHEAD_DAYS))) {
            return day.getYear() - 1;
        }
        return guess.isBefore(day.minusDays(LONG_AGO_DAYS)) ? day.getYear() + 1 : day.getYear();
    }

    private String text(int from, int to) {
        return reading.words.text().substring(reading.words.start(from), reading.words.end(to - 1));
    }

    private int dayNumber(int word) {
        if (word < reading.from || word >= reading.to || !reading.words.is(word, Words.NUMBER)) {
            return -1;
        }
        var digits = reading.words.word(word);
        int end = 0;
        while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
            end++;
        }
        var rest = digits.substring(end);
        if (end > 2 || !(rest.isEmpty() || rest.equals("st") || rest.equals("nd") || rest.equals("rd")
                || rest.equals("th"))) {
            return -1;
        }
        int day = Words.number(digits.substring(0, end));
        return day >= 1 && day <= 31 ? day : -1;
    }

    private int year(int word) {
        if (word < reading.from || word >= reading.to || !reading.words.is(word, Words.NUMBER)
                || reading.words.end(word) - reading.words.start(word) != 4) {
            return -1;
        }
        int year = Words.number(reading.words.word(word));
        return year >= 1900 && year < 2100 ? year : -1;
    }
}
