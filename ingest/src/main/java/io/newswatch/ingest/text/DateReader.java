package io.newswatch.ingest.text;

import io.newswatch.contract.PublicationDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads dates as outlets write them: ISO 8601 in all its precisions, RFC 822 with its usual mistakes, asctime, and dates in
/// words in English, Turkish, Azerbaijani, Russian and the larger languages of Europe. A time without a zone counts as UTC;
/// a date whose day and month cannot be told apart (`03/04/2022`) is known to its year only.
///
/// Stateless: safe for use by many threads. Cost is linear in the text, which is cut at 120 characters.
public final class DateReader {

    private static final int LONGEST = 120;

    private static final Pattern ISO = Pattern.compile(
            "(?<![\\d.:])(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?(?![\\d/.]|-\\d)(?:(?:[Tt]|\\s*,?\\s+)(?=\\d{1,2}:))?");
    private static final Pattern COMPACT = Pattern
            .compile("^\\s*(\\d{4})(\\d{2})(\\d{2})(?:[Tt]?(\\d{2})(\\d{2})(\\d{2})?)?(?!\\d)");
    private static final Pattern ORDINAL = Pattern.compile("^\\s*(\\d{4})-?(\\d{3})\\s*$");
    private static final Pattern DOTTED = Pattern
            .compile("(?<!\\d)(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern YEAR_FIRST = Pattern.compile("(?<!\\d)(\\d{4})[./](\\d{1,2})[./](\\d{1,2})(?!\\d)");
    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d:])(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*((?i:[ap]\\.?m\\b\\.?))?");
    private static final Pattern OFFSET = Pattern.compile("\\s*\\(?(?:UTC|GMT)?\\s*([+-])(\\d{1,2}):?(\\d{2})?(?!\\d)");
    private static final Pattern ZONE = Pattern.compile("\\s*\\(?([A-Za-z]{1,4})\\b");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+|\\d+");

    private static final Map<String, Integer> MONTHS = months();
    private static final Map<String, Integer> ZONES = Map.ofEntries(Map.entry("Z", 0), Map.entry("UT", 0),
            Map.entry("UTC", 0), Map.entry("GMT", 0), Map.entry("EST", -300), Map.entry("EDT", -240),
            Map.entry("CST", -360), Map.entry("CDT", -300), Map.entry("MST", -420), Map.entry("MDT", -360),
            Map.entry("PST", -480), Map.entry("PDT", -420), Map.entry("AST", -240), Map.entry("ADT", -180),
            Map.entry("BST", 60), Map.entry("WET", 0), Map.entry("WEST", 60), Map.entry("CET", 60),
            Map.entry("CEST", 120), Map.entry("EET", 120), Map.entry("EEST", 180), Map.entry("MSK", 180),
            Map.entry("TRT", 180), Map.entry("AZT", 240), Map.entry("GST", 240), Map.entry("IRST", 210),
            Map.entry("IST", 330), Map.entry("JST", 540), Map.entry("KST", 540), Map.entry("AEST", 600));

    private DateReader() {}

    /// @return the date this text holds, in UTC; empty when it holds none. Words around it do no harm
    public static Optional<PublicationDate> read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        var cut = (text.length() > LONGEST ? text.substring(0, LONGEST) : text).replace('\u00a0', ' ').strip();
        try {
            var date = compact(cut);
            if (date == null) {
                date = worded(cut);
            }
            if (date == null) {
                date = numeric(cut);
            }
            return Optional.ofNullable(date);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// @return the number of a month from 1, by its name, its usual abbreviation or its genitive; 0 for any other word
    static int month(String word) {
        var folded = fold(word);
        var month = MONTHS.get(folded);
        return month == null ? 0 : month;
    }

    private static @Nullable PublicationDate compact(String text) {
        var ordinal = ORDINAL.matcher(text);
        if (ordinal.find() && text.length() >= 7 && !text.matches("\\d{7}.*\\D.*") && number(ordinal, 2) > 0
                && number(ordinal, 2) <= 366) {
            return PublicationDate.parse(LocalDate.ofYearDay(number(ordinal, 1), number(ordinal, 2)).toString());
        }
        var matcher = COMPACT.matcher(text);
        if (!matcher.find() || number(matcher, 2) > 12) {
            return null;
        }
        var day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        if (matcher.group(4) != null) {
            var time = LocalTime.of(number(matcher, 4), number(matcher, 5),
                    matcher.group(6) == null ? 0 : number(matcher, 6));
            return at(day, time, offset(text, matcher.end()));
        }
        return withTime(day, text, matcher.end());
    }

    /// A date whose month is a word: "Thu, 01 Jan 04 19:48:21 GMT", "December 5, 2022", "5 декабря 2022 г., 14:29".
    private static @Nullable PublicationDate worded(String text) {
        int month = 0;
        int monthAt = -1;
        var words = WORD.matcher(text);
        while (words.find()) {
            month = month(words.group());
            if (month > 0 && !words.group().equals("may")) {
                monthAt = words.start();
                break;
            }
            month = 0;
        }
        if (month == 0) {
            return null;
        }
        var time = TIME.matcher(text);
        int timeStart = time.find() ? time.start() : -1;
        int timeEnd = timeStart < 0 ? -1 : time.end();
        int day = 0;
        int year = -1;
        var numbers = WORD.matcher(text);
        while (numbers.find()) {
            var digits = numbers.group();
            if (!Character.isDigit(digits.charAt(0)) || (numbers.start() >= timeStart && numbers.start() < timeEnd)
                    || zonePart(text, numbers.start(), timeEnd)) {
                continue;
            }
            int value = digits.length() > 4 ? -1 : Integer.parseInt(digits);
            if (digits.length() == 4 && value >= 1000) {
                year = year < 0 ? value : year;
            } else if (digits.length() <= 2 && day == 0 && value >= 1 && value <= 31
                    && Math.abs(numbers.start() - monthAt) < 16) {
                day = value;
            } else if (digits.length() == 2 && year < 0 && day > 0) {
                year = value + (value < 70 ? 2000 : 1900);
            }
        }
        if (year < 0) {
            return null;
        }
        if (day == 0) {
            return PublicationDate.parse(YearMonth.of(year, month).toString());
        }
        return withTime(LocalDate.of(year, month, day), text, 0);
    }

    private static boolean zonePart(String text, int at, int timeEnd) {
        if (timeEnd < 0 || at < timeEnd || at == 0) {
            return false;
        }
        char before = text.charAt(at - 1);
        return before == '+' || before == '-' || before == ':';
    }

    private static @Nullable PublicationDate numeric(String text) {
        var yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.find()) {
            return withTime(LocalDate.of(number(yearFirst, 1), number(yearFirst, 2), number(yearFirst, 3)), text,
                    yearFirst.end());
        }
        var iso = ISO.matcher(text);
        PublicationDate coarse = null;
        while (iso.find()) {
            int year = number(iso, 1);
            if (year < 1000) {
                continue;
            }
            if (iso.group(3) != null) {
                return withTime(LocalDate.of(year, number(iso, 2), number(iso, 3)), text, iso.end());
            }
            if (coarse == null && iso.start() == 0 && iso.end() == text.length()) {
                coarse = iso.group(2) == null
                        ? PublicationDate.parse(iso.group(1))
                        : PublicationDate.parse(YearMonth.of(year, number(iso, 2)).toString());
            }
        }
        var dotted = DOTTED.matcher(text);
        if (dotted.find()) {
            int first = number(dotted, 1);
            int second = number(dotted, 3);
            int year = number(dotted, 4);
            year = dotted.group(4).length() == 2 ? year + (year < 70 ? 2000 : 1900) : year;
            if (dotted.group(2).equals("/") && first <= 12 && second <= 12 && first != second) {
                return PublicationDate.parse("%04d".formatted(year));
            }
            boolean monthFirst = dotted.group(2).equals("/") && second > 12;
            return withTime(LocalDate.of(year, monthFirst ? first : second, monthFirst ? second : first), text,
                    dotted.end());
        }
        return coarse;
    }

    private static PublicationDate withTime(LocalDate day, String text, int from) {
        var time = TIME.matcher(text);
        if (!time.find(from) || number(time, 1) > 24 || number(time, 2) > 59) {
            return PublicationDate.parse(day.toString());
        }
        int hour = number(time, 1);
        if (time.group(4) != null) {
            boolean afternoon = Character.toLowerCase(time.group(4).charAt(0)) == 'p';
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        int second = time.group(3) == null ? 0 : Math.min(59, number(time, 3));
        var moment = hour == 24 ? LocalTime.MIN : LocalTime.of(hour, number(time, 2), second);
        return at(hour == 24 ? day.plusDays(1) : day, moment, offset(text, time.end()));
    }

    private static PublicationDate at(LocalDate day, LocalTime time, ZoneOffset offset) {
        return PublicationDate.of(day.atTime(time).toInstant(offset));
    }

    private static ZoneOffset offset(String text, int from) {
        var offset = OFFSET.matcher(text).region(from, text.length());
        if (offset.lookingAt()) {
            int minutes = offset.group(3) == null ? 0 : number(offset, 3);
            int total = number(offset, 2) * 60 + minutes;
            return total > 18 * 60
                    ? ZoneOffset.UTC
                    : ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -total : total) * 60);
        }
        var zone = ZONE.matcher(text).region(from, text.length());
        if (zone.lookingAt()) {
            var minutes = ZONES.get(zone.group(1).toUpperCase(Locale.ROOT));
            return minutes == null ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(minutes * 60);
        }
        return ZoneOffset.UTC;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("\u0307", "").replace('ı', 'i');
    }

    private static Map<String, Integer> months() {
        var names = new String[]{
                "january jan ocak yanvar январь января янв januar jänner janvier janv enero ene gennaio gen styczeń stycznia січня",
                "february feb şubat subat fevral февраль февраля фев februar février févr febrero febbraio luty lutego лютого",
                "march mar mart март марта мар märz mars marzo marca березня",
                "april apr nisan aprel апрель апреля апр avril avr abril abr aprile kwietnia квітня",
                "may mayis май мая mai mayo maggio maja травня",
                "june jun haziran iyun июнь июня июн juni juin junio giugno czerwca червня",
                "july jul temmuz iyul июль июля июл juli juillet juil julio luglio lipca липня",
                "august aug ağustos agustos avqust август августа авг août agosto ago sierpnia серпня",
                "september sep sept eylül eylul sentyabr сентябрь сентября сен сент septembre septiembre settembre września вересня",
                "october oct ekim oktyabr октябрь октября окт oktober okt octobre octubre ottobre października жовтня",
                "november nov kasim noyabr ноябрь ноября ноя нояб novembre noviembre listopada листопада",
                "december dec aralik dekabr декабрь декабря дек dezember dez décembre diciembre dicembre grudnia грудня"};
        var months = new HashMap<String, Integer>();
        for (int i = 0; i < names.length; i++) {
            for (var name : names[i].split(" ", -1)) {
                months.put(fold(name), i + 1);
            }
        }
        return Map.copyOf(months);
    }
}
