package io.newswatch.enrich.echo;

/// Where the words of a sentence stand, in one byte for most of them: the letters between this word and the one before in
/// three bits, its own length in five. Stateless.
final class WordPlaces {

    private static final int LENGTH_BITS = 5;
    private static final int LONGEST = 1 << LENGTH_BITS;
    private static final int WIDEST = 7;
    /// Both follow at length.
    private static final int UNUSUAL = WIDEST << LENGTH_BITS;

    private WordPlaces() {}

    static void write(ByteWriter out, int sentenceStart, int[] starts, int[] ends) {
        int last = sentenceStart;
        for (int i = 0; i < starts.length; i++) {
            int gap = starts[i] - last;
            int length = ends[i] - starts[i];
            if (gap >= 0 && gap < WIDEST && length < LONGEST) {
                out.octet((gap << LENGTH_BITS) | length);
            } else {
                out.octet(UNUSUAL).number(gap).natural(length);
            }
            last = ends[i];
        }
    }

    /// @return starts, then ends
    static int[][] read(ByteReader in, int sentenceStart, int words) {
        int[] starts = new int[words];
        int[] ends = new int[words];
        long last = sentenceStart;
        for (int i = 0; i < words; i++) {
            int octet = in.octet();
            boolean unusual = octet >= UNUSUAL;
            long start = last + (unusual ? in.small() : octet >> LENGTH_BITS);
            long end = start + (unusual ? in.natural() : octet & (LONGEST - 1));
            if (start < 0 || end > Integer.MAX_VALUE) {
                throw in.damaged("a word at " + start);
            }
            starts[i] = (int) start;
            ends[i] = (int) end;
            last = end;
        }
        return new int[][]{starts, ends};
    }
}
