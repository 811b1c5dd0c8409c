package io.newswatch.enrich.echo;

import java.util.Arrays;
import java.util.stream.LongStream;

/// A sentence on its way to the memory: asked about and remembered at once. Immutable, safe to share.
///
/// @param sentence    its number in the article, from 0; [#TITLE] for the headline
/// @param start       where it stands in the article's text (the headline: in the title), UTF-16 code units
/// @param end         end, exclusive
/// @param fingerprint its words, with their places
public record Probe(int sentence, int start, int end, Fingerprint fingerprint) {

    /// The number of the headline. Headlines only ever repeat headlines.
    public static final int TITLE = -1;

    private static final long OF_TITLES = 1L << 40;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    /// The keys under which it is remembered; none for a sentence without words.
    public LongStream keys() {
        return Arrays.stream(keyArray());
    }

    long[] keyArray() {
        int[] keys = fingerprint.keys();
        long[] all = new long[keys.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (keys[i] & UNSIGNED) | kind();
        }
        return all;
    }

    /// Whether a key is that of a headline.
    static boolean isOfTitle(long key) {
        return key >= OF_TITLES;
    }

    /// Equal for sentences of the same words in the same writing.
    long identity() {
        return identity(fingerprint, sentence == TITLE);
    }

    static long identity(Fingerprint words, boolean title) {
        return words.identity() ^ (title ? OF_TITLES : 0);
    }

    private long kind() {
        return sentence == TITLE ? OF_TITLES : 0;
    }
}
