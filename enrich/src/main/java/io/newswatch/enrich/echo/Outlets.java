package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The outlets of remembered articles, by number. There are few, but their names come from outside: one without articles is
/// let go, and its number used again. Used by one thread.
final class Outlets {

    private static final int OBJECTS = 136;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<@Nullable String> names = new ArrayList<>();
    private final IntList articles = new IntList();
    private final IntList free = new IntList();
    private long bytes;

    /// How much heap they take.
    long bytes() {
        return bytes;
    }

    String name(int number) {
        return Objects.requireNonNull(names.get(number));
    }

    /// Notes an article more of an outlet.
    ///
    /// @return the outlet's number
    int add(String name) {
        int number = numbers.computeIfAbsent(name, this::make);
        articles.set(number, articles.get(number) + 1);
        return number;
    }

    private int make(String name) {
        bytes += OBJECTS + 2L * name.length();
        if (free.isEmpty()) {
            names.add(name);
            articles.add(0);
            return names.size() - 1;
        }
        int number = free.removeLast();
        names.set(number, name);
        return number;
    }

    /// Notes an article less.
    void remove(int number) {
        int left = articles.get(number) - 1;
        articles.set(number, left);
        if (left == 0) {
            var name = name(number);
            bytes -= OBJECTS + 2L * name.length();
            numbers.remove(name);
            names.set(number, null);
            free.add(number);
        }
    }
}
