package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What an article said: the numbers of its sentences and, while it may still be corrected, where each stands and where its words
/// do. Stateless.
final class Said {

    private static final int PLACES = 1;

    /// One sentence.
    static final class Entry {

        /// Among the memory's sentences.
        int number;
        final int place;
        final int start;
        final int end;
        final int @Nullable [] starts;
        final int @Nullable [] ends;

        Entry(int number, int place, int start, int end, int @Nullable [] starts, int @Nullable [] ends) {
            this.number = number;
            this.place = place;
            this.start = start;
            this.end = end;
            this.starts = starts;
            this.ends = ends;
        }

        static Entry of(int number, Probe probe) {
            return new Entry(number, probe.sentence(), probe.start(), probe.end(), probe.fingerprint().starts,
                    probe.fingerprint().ends);
        }
    }

    private Said() {}

    static boolean hasPlaces(byte[] said) {
        return (said[0] & PLACES) != 0;
    }

    /// @param stored how many the stored record of the article has
    /// @param places whether to keep where they stand
    static byte[] write(List<Entry> entries, int stored, boolean places) {
        var out = new ByteWriter().octet(places ? PLACES : 0).natural(stored).natural(entries.size());
        int number = 0;
        int place = Probe.TITLE;
        int end = 0;
        for (var entry : entries) {
            out.number((long) entry.number - number);
            number = entry.number + 1;
            if (places) {
                out.number((long) entry.place - place).number((long) entry.start - end)
                        .natural(entry.end - entry.start);
                place = entry.place + 1;
                end = entry.end;
                if (entry.starts == null || entry.ends == null) {
                    out.natural(0);
                } else {
                    out.natural(entry.starts.length + 1);
                    WordPlaces.write(out, entry.start, entry.starts, entry.ends);
                }
            }
        }
        return out.toBytes();
    }

    static int stored(byte[] said) {
        var in = new ByteReader(said);
        in.octet();
        return in.natural();
    }

    /// Without places all of them are 0.
    static List<Entry> read(byte[] said) {
        var in = new ByteReader(said);
        boolean places = in.octet() == PLACES;
        in.natural();
        int count = in.natural();
        var entries = new ArrayList<Entry>(count);
        int number = 0;
        int place = Probe.TITLE;
        int end = 0;
        for (int i = 0; i < count; i++) {
            number += in.small();
            if (!places) {
                entries.add(new Entry(number, 0, 0, 0, null, null));
            } else {
                place += in.small();
                int start = end + in.small();
                end = start + in.natural();
                int words = in.natural();
                int[][] at = words == 0 ? null : WordPlaces.read(in, start, words - 1);
                entries.add(new Entry(number, place, start, end, at == null ? null : at[0], at == null ? null : at[1]));
                place++;
            }
            number++;
        }
        return entries;
    }
}
