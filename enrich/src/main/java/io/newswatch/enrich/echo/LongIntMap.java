package io.newswatch.enrich.echo;

import java.util.Arrays;

/// A map from long to int in two plain arrays: open addressing, linear probing, no tombstones (a removal shifts the
/// entries behind it back). About 20 bytes an entry. Not safe for use by several threads.
final class LongIntMap {

    /// What [#get] says of a key that is not there; so no value may be this.
    static final int NONE = Integer.MIN_VALUE;

    private static final int SMALLEST = 16;

    private long[] keys = new long[SMALLEST];
    private int[] values = filled(SMALLEST);
    private int size;

    private static int[] filled(int capacity) {
        var values = new int[capacity];
        Arrays.fill(values, NONE);
        return values;
    }

    int size() {
        return size;
    }

    int get(long key) {
        return values[slot(key)];
    }

    void put(long key, int value) {
        if (value == NONE) {
            throw new IllegalArgumentException("a value must not be " + NONE);
        }
        int slot = slot(key);
        if (values[slot] == NONE) {
            keys[slot] = key;
            values[slot] = value;
            if (++size * 3L > keys.length * 2L) {
                resize(keys.length * 2);
            }
        } else {
            values[slot] = value;
        }
    }

    void remove(long key) {
        int hole = slot(key);
        if (values[hole] == NONE) {
            return;
        }
        size--;
        int mask = keys.length - 1;
        for (int next = hole + 1 & mask; values[next] != NONE; next = next + 1 & mask) {
            int home = home(keys[next], mask);
            if ((next - home & mask) >= (next - hole & mask)) {
                keys[hole] = keys[next];
                values[hole] = values[next];
                hole = next;
            }
        }
        values[hole] = NONE;
    }

    /// The slot that holds the key, else the free one where it belongs.
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = home(key, mask);
        while (values[slot] != NONE && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int home(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & mask;
    }

    private void resize(int capacity) {
        var oldKeys = keys;
        var oldValues = values;
        keys = new long[capacity];
        values = filled(capacity);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != NONE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
