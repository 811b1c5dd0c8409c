package io.newswatch.enrich.echo;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A growing list of ints kept in an order that its user knows. Not safe for use by several threads.
final class IntList {

    private int[] items = new int[2];
    private int size;

    static IntList of(int item) {
        var list = new IntList();
        list.add(item);
        return list;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// How much heap it takes.
    long bytes() {
        return 40 + 4L * items.length;
    }

    int get(int index) {
        return items[index];
    }

    void set(int index, int item) {
        items[index] = item;
    }

    void add(int item) {
        insert(size, item);
    }

    void insert(int index, int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size + Math.max(2, size / 2));
        }
        System.arraycopy(items, index, items, index + 1, size - index);
        items[index] = item;
        size++;
    }

    void remove(int index) {
        System.arraycopy(items, index + 1, items, index, --size - index);
    }

    int removeLast() {
        return items[--size];
    }

    /// The first index from which on `after` holds, where it holds for no item before that; the size when for none.
    int lowerBound(IntPredicate after) {
        if (size == 0 || !after.test(items[size - 1])) {
            return size;
        }
        int low = 0;
        int high = size - 1;
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
