package io.newswatch.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/// Reads instants as [Instant#toString] writes them, without the machinery of a formatter, which takes longer than all other
/// short fields of an article together. Whatever is written otherwise Jackson reads. Safe for use by many threads.
final class QuickInstants extends InstantDeserializer<Instant> {

    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NANO_DIGITS = 9;

    QuickInstants() {
        super(INSTANT, DateTimeFormatter.ISO_INSTANT);
    }

    @Override
    protected Instant _fromString(JsonParser parser, DeserializationContext context, String words) {
        var plain = plain(words);
        return plain != null ? plain : super._fromString(parser, context, words);
    }

    /// @return null when it is not `2026-11-22T08:15:00Z`, with or without a fraction of the second
    static @Nullable Instant plain(String words) {
        int end = words.length() - 1;
        if (end < 19 || end == 20 || end > 20 + NANO_DIGITS || words.charAt(end) != 'Z' || words.charAt(4) != '-'
                || words.charAt(7) != '-' || words.charAt(10) != 'T' || words.charAt(13) != ':'
                || words.charAt(16) != ':' || (end > 19 && words.charAt(19) != '.')) {
            return null;
        }
        int year = number(words, 0, 4);
        int month = number(words, 5, 7);
        int day = number(words, 8, 10);
        int hour = number(words, 11, 13);
        int minute = number(words, 14, 16);
        int second = number(words, 17, 19);
        int nanos = end == 19 ? 0 : number(words, 20, end);
        if ((year | month | day | hour | minute | second | nanos) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        for (int digits = end - 20; end > 19 && digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(days * SECONDS_OF_DAY + (hour * 60L + minute) * 60 + second, nanos);
        } catch (DateTimeException _) {
            return null; // Jackson says what is wrong
        }
    }

    /// @return below 0 when a character is no digit
    private static int number(String words, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = words.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
