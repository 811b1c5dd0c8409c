package io.newswatch.runtime;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Times and sizes as people write them.
final class Quantities {

    private static final Pattern DURATION = Pattern
            .compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final Pattern BYTES = Pattern.compile("(\\d+)\\s*([kmg]?)i?b?", Pattern.CASE_INSENSITIVE);
    private static final String STEPS = "kmg";

    private Quantities() {}

    /// @throws IllegalArgumentException when it is none
    static Duration duration(String raw) {
        var match = DURATION.matcher(raw.replace(" ", ""));
        if (raw.isBlank() || !match.matches()) {
            throw new IllegalArgumentException(raw);
        }
        try {
            return Duration.ofDays(part(match.group(1))).plusHours(part(match.group(2)))
                    .plusMinutes(part(match.group(3)))
                    .plusSeconds(part(match.group(4))).plusMillis(part(match.group(5)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(raw, e);
        }
    }

    private static long part(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        var text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    /// @throws IllegalArgumentException when it is none
    static long bytes(String raw) {
        var match = BYTES.matcher(raw);
        if (!match.matches()) {
            throw new IllegalArgumentException(raw);
        }
        var step = match.group(2).toLowerCase(Locale.ROOT);
        try {
            return Math.multiplyExact(Long.parseLong(match.group(1)),
                    1L << (10 * (STEPS.indexOf(step) + (step.isEmpty() ? 0 : 1))));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(raw, e);
        }
    }

    static String bytesText(long bytes) {
        int step = 0;
        long count = bytes;
        while (count != 0 && count % 1024 == 0 && step < STEPS.length()) {
            count /= 1024;
            step++;
        }
        return step == 0
                ? Long.toString(bytes)
                : count + STEPS.substring(step - 1, step).toUpperCase(Locale.ROOT) + "B";
    }
}
