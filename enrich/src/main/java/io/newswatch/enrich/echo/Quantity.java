package io.newswatch.enrich.echo;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/// Puts the parts of a quantity together: "half", "a", "million" are 500000. Values are figures without needless zeros.
final class Quantity {

    /// Longer numbers are no quantities.
    private static final int LONGEST = 15;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Quantity() {}

    /// The value of figures, or of a word that multiplies; null when it is none that can be reckoned with.
    static @Nullable String valueOf(String canonical) {
        if (isDecimal(canonical)) {
            return canonical;
        }
        if (canonical.equals("half")) {
            return "0.5";
        }
        var multiplier = multiplier(canonical);
        return multiplier == null ? null : multiplier.toPlainString();
    }

    /// The value of a number and what follows it.
    ///
    /// @param value   of the first number
    /// @param between the words between the two: "", "a", "and", "and a"
    /// @param next    the canonical form of the second number
    /// @return null when the two are two numbers
    static @Nullable String joined(String value, String between, String next) {
        if (!isDecimal(value)) {
            return null;
        }
        var first = new BigDecimal(value);
        var fraction = between.isEmpty() && value.length() == 1 ? fraction(next) : null;
        if (fraction != null) {
            return value + fraction;
        }
        if (next.equals("half")) {
            return between.equals("and a") && first.scale() == 0 ? plain(first.add(HALF)) : null;
        }
        var multiplier = multiplier(next);
        if (multiplier != null) {
            boolean isHalf = first.compareTo(HALF) == 0;
            boolean fits = between.isEmpty() || (between.equals("a") && isHalf);
            return fits && first.compareTo(multiplier) < 0 ? plain(first.multiply(multiplier)) : null;
        }
        boolean hundreds = value.length() == 3 && value.endsWith("00") && next.length() <= 2;
        boolean tens = value.length() == 3 && value.endsWith("0") && next.length() == 1 && between.isEmpty();
        if (!isDecimal(next) || between.endsWith("a") || !(hundreds || tens)) {
            return null;
        }
        return plain(first.add(new BigDecimal(next)));
    }

    static boolean isMultiplier(String canonical) {
        return canonical.equals("half") || multiplier(canonical) != null || fraction(canonical) != null;
    }

    private static @Nullable String fraction(String canonical) {
        return switch (canonical) {
            case "thirds" -> "/3";
            case "quarters" -> "/4";
            case "fifths" -> "/5";
            case "tenths" -> "/10";
            default -> null;
        };
    }

    private static @Nullable BigDecimal multiplier(String canonical) {
        return switch (canonical) {
            case "dozen" -> BigDecimal.valueOf(12);
            case "hundred" -> HUNDRED;
            case "thousand" -> BigDecimal.valueOf(1_000);
            case "million" -> BigDecimal.valueOf(1_000_000);
            case "billion" -> BigDecimal.valueOf(1_000_000_000);
            case "trillion" -> BigDecimal.valueOf(1_000_000_000_000L);
            default -> null;
        };
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static boolean isDecimal(String figures) {
        if (figures.isEmpty() || figures.length() > LONGEST) {
            return false;
        }
        int points = 0;
        for (int i = 0; i < figures.length(); i++) {
            char c = figures.charAt(i);
            if (c == '.') {
                points++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return points <= 1 && figures.charAt(0) != '.' && figures.charAt(figures.length() - 1) != '.';
    }
}
