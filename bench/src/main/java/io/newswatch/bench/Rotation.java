package io.newswatch.bench;

import java.util.List;

/// One thing after another, without end. Used by one thread.
final class Rotation<T> {

    private final List<T> things;
    private int at;

    Rotation(List<T> things) {
        this.things = things;
    }

    T next() {
        at = at + 1 == things.size() ? 0 : at + 1;
        return things.get(at);
    }
}
