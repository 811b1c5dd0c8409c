package io.newswatch.enrich;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What is known of each article's texts, in arrays instead of objects: 28 bytes an article and half as much again of free
/// places, and some 120 more for one that had a second text. With objects for keys, entries and values it were 220.
///
/// Articles are told apart by 64 bits of a hash of their ids, texts by as many of theirs. Of a million articles a day for
/// sixty days two have the same number once in ten thousand such installations; the later one would be numbered as a revision.
///
/// Open addressing with linear probing in 64 parts, so that growing moves few at a time. Not safe for use by several threads.
final class RevisionTable {

    private static final int PARTS = 64;
    private static final int LEAST = 16;
    private static final int BYTES_EACH = 3 * Long.BYTES + Integer.BYTES;
    private static final int BYTES_OF_OLDER = 120;

    /// @param micros   place of the latest revision in time, microseconds since 1970
    /// @param revision its number, from 1
    /// @param full     whether a whole text has been seen
    /// @param latest   hash of the latest text
    /// @param older    hashes of those before, oldest first
    record Entry(long micros, int revision, boolean full, long latest, List<Long> older) {}

    private static final class Part {

        private long[] ids = new long[LEAST];
        private long[] micros = new long[LEAST];
        private long[] latest = new long[LEAST];
        /// Twice the revision, and one more when a whole text has been seen; 0 where there is nothing.
        private int[] states = new int[LEAST];
        private final Map<Long, List<Long>> older = new HashMap<>();
        private int size;

        private int home(long id) {
            return (int) Math.unsignedMultiplyHigh(id, states.length);
        }

        private int next(int place) {
            return place + 1 == states.length ? 0 : place + 1;
        }

        /// @return where an article is, or would be
        private int place(long id) {
            int place = home(id);
            while (states[place] != 0 && ids[place] != id) {
                place = next(place);
            }
            return place;
        }

        private void put(long id, Entry entry) {
            if ((size + 1) * 10L > states.length * 7L) {
                grow();
            }
            int place = place(id);
            size += states[place] == 0 ? 1 : 0;
            set(place, id, entry.micros, entry.latest, entry.revision << 1 | (entry.full ? 1 : 0));
            if (entry.older.isEmpty()) {
                older.remove(id);
            } else {
                older.put(id, entry.older);
            }
        }

        private void set(int place, long id, long at, long text, int state) {
            ids[place] = id;
            micros[place] = at;
            latest[place] = text;
            states[place] = state;
        }

        private void grow() {
            var from = new Part();
            from.ids = ids;
            from.micros = micros;
            from.latest = latest;
            from.states = states;
            int length = states.length + states.length / 2;
            ids = new long[length];
            micros = new long[length];
            latest = new long[length];
            states = new int[length];
            for (int i = 0; i < from.states.length; i++) {
                if (from.states[i] != 0) {
                    set(place(from.ids[i]), from.ids[i], from.micros[i], from.latest[i], from.states[i]);
                }
            }
        }

        /// Closes the gap, so that no search ends too early.
        private void removeAt(int gap) {
            older.remove(ids[gap]);
            size--;
            int empty = gap;
            for (int i = next(gap); states[i] != 0; i = next(i)) {
                if (distance(home(ids[i]), i) >= distance(empty, i)) {
                    set(empty, ids[i], micros[i], latest[i], states[i]);
                    empty = i;
                }
            }
            states[empty] = 0;
        }

        private int distance(int from, int to) {
            return to >= from ? to - from : to - from + states.length;
        }
    }

    private final Part[] parts = new Part[PARTS];
    /// Where looking for what is over goes on.
    private int part;
    private int place;

    RevisionTable() {
        Arrays.setAll(parts, _ -> new Part());
    }

    /// @param id number of the article
    /// @return null when it is not known
    @Nullable
    Entry get(long id) {
        var in = part(id);
        int at = in.place(id);
        int state = in.states[at];
        return state == 0
                ? null
                : new Entry(in.micros[at], state >> 1, (state & 1) != 0, in.latest[at],
                        in.older.getOrDefault(id, List.of()));
    }

    void put(long id, Entry entry) {
        part(id).put(id, entry);
    }

    void remove(long id) {
        var in = part(id);
        int at = in.place(id);
        if (in.states[at] != 0) {
            in.removeAt(at);
        }
    }

    /// Looks at some places, each time further on, and forgets the articles there that are over.
    ///
    /// @param before those whose latest revision arrived before it are over, microseconds since 1970
    /// @param looks  how many places to look at
    /// @param gone   told the number of each that was forgotten
    void forget(long before, int looks, LongConsumer gone) {
        for (int left = looks; left > 0; left--) {
            var in = parts[part];
            if (place >= in.states.length) {
                place = 0;
                part = (part + 1) % PARTS;
            } else if (in.states[place] != 0 && in.micros[place] < before) {
                long id = in.ids[place];
                in.removeAt(place); // another may have moved here
                gone.accept(id);
            } else {
                place++;
            }
        }
    }

    int size() {
        return Arrays.stream(parts).mapToInt(in -> in.size).sum();
    }

    /// The heap it takes.
    long bytes() {
        return Arrays.stream(parts)
                .mapToLong(in -> (long) BYTES_EACH * in.states.length + (long) BYTES_OF_OLDER * in.older.size()).sum();
    }

    private Part part(long id) {
        return parts[(int) id & (PARTS - 1)];
    }
}
