package io.newswatch.enrich.echo;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A growing list of ints kept in an order that its user knows. Not safe for use by several threads.
final class IntList {

    private int[] items = new int[4];
    private int size;

    static IntList of(int item) {
        var list = new IntList();
        list.insert(0, item);
        return list;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return items[index];
    }

    void insert(int index, int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
        }
        System.arraycopy(items, index, items, index + 1, size - index);
        items[index] = item;
        size++;
    }

    void remove(int index) {
        System.arraycopy(items, index + 1, items, index, --size - index);
    }

    /// The first index from which on `after` holds, where it holds for no item before that; the size when for none.
    int lowerBound(IntPredicate after) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (after.test(items[middle])) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
