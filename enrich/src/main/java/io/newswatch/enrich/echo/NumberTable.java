package io.newswatch.enrich.echo;

import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/// From 64-bit hashes to numbers, for hundreds of millions of them.
///
/// The upper twelve bits of a hash choose one of 4096 small tables of open addressing, the lower 32 are its tag there. A tag and a
/// number share one long, so that finding costs one visit to memory. Two hashes of one small table with the same tag are not
/// told apart: whoever must know asks with a check.
///
/// **Growth.** Each small table grows by itself, by a fifth to a third, and not all at the same time: so nobody ever waits
/// longer than for one of them (a millisecond at a hundred million entries), and there is never a second copy of the whole. 10
/// to 12 bytes an entry. It does not shrink; room left by removed entries is used again. Used by one thread.
final class NumberTable {

    /// What there is where nothing is; so no number may be this.
    static final int NONE = 0;

    private static final int TABLE_BITS = 12;
    private static final int SMALLEST = 6;
    private static final double FULL = 0.8;
    private static final long TAG = 0xFFFF_FFFFL;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] @Nullable [] tables = new long[1 << TABLE_BITS][];
    private final int[] sizes = new int[1 << TABLE_BITS];
    private long bytes = (1 << TABLE_BITS) * 8L;
    private int size;

    /// How many numbers.
    int size() {
        return size;
    }

    /// How much heap it takes.
    long bytes() {
        return bytes;
    }

    /// The hash of what is itself a 32-bit hash: then the tag is all of it.
    static long spread(int hash) {
        return ((long) Hashing.mix(hash) << Integer.SIZE) | (hash & TAG);
    }

    private static int tableOf(long hash) {
        return (int) (hash >>> (Long.SIZE - TABLE_BITS));
    }

    private static int home(int tag, int length) {
        long mixed = (tag & TAG) * MIX;
        return (int) (((mixed >>> Integer.SIZE) * length) >>> Integer.SIZE);
    }

    /// The number of a hash; [#NONE] when there is none.
    int get(long hash) {
        var table = tables[tableOf(hash)];
        if (table == null) {
            return NONE;
        }
        return (int) table[placeOf((int) hash, table)];
    }

    /// The first place with a tag, else the free one where it belongs.
    private static int placeOf(int tag, long[] table) {
        int at = home(tag, table.length);
        while (table[at] != 0 && (int) (table[at] >>> Integer.SIZE) != tag) {
            at = at + 1 == table.length ? 0 : at + 1;
        }
        return at;
    }

    /// The first number of a hash that passes a check; [#NONE] when none does.
    int find(long hash, IntPredicate check) {
        var table = tables[tableOf(hash)];
        if (table == null) {
            return NONE;
        }
        int tag = (int) hash;
        for (int at = home(tag, table.length);; at = at + 1 == table.length ? 0 : at + 1) {
            long entry = table[at];
            if (entry == 0) {
                return NONE;
            }
            if ((int) (entry >>> Integer.SIZE) == tag && check.test((int) entry)) {
                return (int) entry;
            }
        }
    }

    /// The number of a hash, which gets this one when it has none.
    ///
    /// @return [#NONE] when it had none
    int putIfAbsent(long hash, int number) {
        int t = tableOf(hash);
        var table = tables[t];
        if (table != null) {
            int at = placeOf((int) hash, table);
            if (table[at] != 0) {
                return (int) table[at];
            }
            if (sizes[t] + 1 <= table.length * FULL) {
                table[at] = entry(hash, number);
                sizes[t]++;
                size++;
                return NONE;
            }
        }
        add(hash, number);
        return NONE;
    }

    /// Brings the place of a hash near. The processor waits for several such reads at once, but for those of [#get] one after the
    /// other, because each of them decides what comes next: so ask this for many hashes first, and then for their numbers.
    ///
    /// @return what is there; to be kept somewhere, lest the read be left out
    int near(long hash) {
        var table = tables[tableOf(hash)];
        return table == null ? NONE : (int) table[home((int) hash, table.length)];
    }

    /// Adds a number, whether or not its hash has others.
    void add(long hash, int number) {
        int t = tableOf(hash);
        var table = tables[t];
        if (table == null || sizes[t] + 1 > table.length * FULL) {
            table = grown(t, table);
        }
        insert(table, entry(hash, number));
        sizes[t]++;
        size++;
    }

    private static long entry(long hash, int number) {
        if (number == NONE) {
            throw new IllegalArgumentException("a number must not be " + NONE);
        }
        return ((hash & TAG) << Integer.SIZE) | (number & TAG);
    }

    private static void insert(long[] table, long entry) {
        int at = home((int) (entry >>> Integer.SIZE), table.length);
        while (table[at] != 0) {
            at = at + 1 == table.length ? 0 : at + 1;
        }
        table[at] = entry;
    }

    /// By a factor that differs from table to table, so that they do not all grow together.
    private long[] grown(int t, long @Nullable [] table) {
        int length = table == null ? SMALLEST : table.length;
        int most = length / 8 + 1;
        int more = table == null ? 0 : length / 5 + 1 + Math.floorMod(Hashing.mix(t * 31 + length), most);
        var grown = new long[length + more];
        if (table == null) {
            bytes += 16 + 8L * length;
        } else {
            bytes += 8L * more;
            for (long entry : table) {
                if (entry != 0) {
                    insert(grown, entry);
                }
            }
        }
        tables[t] = grown;
        return grown;
    }

    /// Puts another number in place of one that is there.
    void replace(long hash, int number, int by) {
        var table = tables[tableOf(hash)];
        int at = place(table, hash, number);
        if (table != null && at >= 0) {
            table[at] = entry(hash, by);
        }
    }

    void remove(long hash, int number) {
        int t = tableOf(hash);
        var table = tables[t];
        int hole = place(table, hash, number);
        if (table == null || hole < 0) {
            return;
        }
        sizes[t]--;
        size--;
        int length = table.length;
        for (int next = hole + 1 == length ? 0 : hole + 1; table[next] != 0; next = next + 1 == length ? 0 : next + 1) {
            int home = home((int) (table[next] >>> Integer.SIZE), length);
            if (distance(home, next, length) >= distance(hole, next, length)) {
                table[hole] = table[next];
                hole = next;
            }
        }
        table[hole] = 0;
    }

    private static int distance(int from, int to, int length) {
        return to >= from ? to - from : to - from + length;
    }

    private static int place(long @Nullable [] table, long hash, int number) {
        if (table == null) {
            return -1;
        }
        long wanted = entry(hash, number);
        for (int at = home((int) hash, table.length); table[at] != 0; at = at + 1 == table.length ? 0 : at + 1) {
            if (table[at] == wanted) {
                return at;
            }
        }
        return -1;
    }
}
