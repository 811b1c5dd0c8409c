package io.newswatch.enrich.echo;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A growing list of ints kept in an order that its user knows. All it holds is one array, so whoever has many lists may keep
/// the arrays alone ([#packed]). Not safe for use by several threads.
final class IntList {

    /// Header of an array, and the reference to it.
    private static final int ARRAY = 20;

    /// How many there are, then they.
    private int[] items;

    IntList() {
        this(new int[3]);
    }

    private IntList(int[] packed) {
        this.items = packed;
    }

    static IntList of(int item) {
        return new IntList(new int[]{1, item});
    }

    /// The list of a [#packed] array: changes may be written there or elsewhere.
    static IntList unpacked(int[] packed) {
        return new IntList(packed);
    }

    /// All of the list, until it is changed again.
    int[] packed() {
        return items;
    }

    /// How much heap a packed list takes.
    static long bytes(int[] packed) {
        return ARRAY + 4L * packed.length;
    }

    int size() {
        return items[0];
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int get(int index) {
        return items[index + 1];
    }

    void set(int index, int item) {
        items[index + 1] = item;
    }

    void add(int item) {
        insert(size(), item);
    }

    void insert(int index, int item) {
        int size = size();
        if (size + 1 == items.length) {
            items = Arrays.copyOf(items, size + 1 + Math.max(2, size / 2));
        }
        System.arraycopy(items, index + 1, items, index + 2, size - index);
        items[index + 1] = item;
        items[0] = size + 1;
    }

    void remove(int index) {
        int size = size() - 1;
        System.arraycopy(items, index + 2, items, index + 1, size - index);
        items[0] = size;
    }

    int removeLast() {
        return items[items[0]--];
    }

    /// The first index from which on `after` holds, where it holds for no item before that; the size when for none.
    int lowerBound(IntPredicate after) {
        int size = size();
        if (size == 0 || !after.test(get(size - 1))) {
            return size;
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (after.test(get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
