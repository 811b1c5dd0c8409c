package io.newswatch.enrich.echo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// One sentence as the memory keeps it: a 32-bit hash and a class for every word, and the letters of those words
/// only whose change would be news (numbers, dates, names, negations, verbs with an opposite), so that an echo can say what
/// a fact **was** long after the text is gone.
///
/// *Keys.* Of the hashes of all runs of three words (word stems, determiners and the like left out) the four smallest are the
/// sentence's keys: two sentences that share most of their words share most of their runs, hence probably a key. Of a sentence
/// of no more than three such words all runs count, and when it is short it has its whole as its one key. Keys follow from the
/// words, so they aren't stored.
///
/// *Live and remembered.* [#of] gives a live one, which knows where each word stands; [#encodeWithOffsets] keeps that,
/// [#encode] doesn't. Immutable, safe to share.
public final class Fingerprint {

    /// The version of normalisation, hashes and keys; remembered fingerprints of another version can't be compared with, nor
    /// would they be found.
    public static final int VERSION = 4;

    /// A sentence of fewer words repeats only when exact, or beside a repeated neighbour of its article.
    public static final int SHORT = 8;

    /// Of a guarded word so many letters are kept, UTF-16 code units.
    static final int MOST_LETTERS = 80;
    private static final int MOST_LETTER_BYTES = 3 * MOST_LETTERS;

    private static final int KEYS = 4;
    private static final int GRAM = 3;
    private static final int WITH_OFFSETS = 0x80;

    final int[] tokens;
    final byte[] classes;
    /// Letters of guarded words; null for the others.
    final @Nullable String[] surfaces;
    /// Where the words stand in the article; null when remembered without.
    final int @Nullable [] starts;
    final int @Nullable [] ends;
    /// Null until somebody asks.
    private volatile int @Nullable [] keys;

    Fingerprint(int[] tokens, byte[] classes, @Nullable String[] surfaces, int @Nullable [] starts,
            int @Nullable [] ends) {
        this.tokens = tokens;
        this.classes = classes;
        this.surfaces = surfaces;
        this.starts = starts;
        this.ends = ends;
    }

    /// The fingerprint of the sentence `text[start, end)`.
    public static Fingerprint of(String text, int start, int end) {
        return new WordReader(text).read(start, end);
    }

    /// The fingerprint of a sentence that stands alone.
    public static Fingerprint of(String sentence) {
        return of(sentence, 0, sentence.length());
    }

    /// How many words; 0 for a line of dashes.
    public int words() {
        return tokens.length;
    }

    /// Whether it is too short to repeat by likeness.
    public boolean isShort() {
        return tokens.length < SHORT;
    }

    /// The sampled keys, up to four, ascending, all different; none for a sentence without words. Two sentences of
    /// which one may repeat the other usually share one.
    ///
    /// @return always the same array, not to be changed
    public int[] keys() {
        var known = keys;
        if (known == null) {
            known = computeKeys();
            keys = known;
        }
        return known;
    }

    private int[] computeKeys() {
        int[] content = new int[tokens.length];
        int n = 0;
        for (int i = 0; i < tokens.length; i++) {
            if (classes[i] != WordClass.FUNCTION.code && classes[i] != WordClass.MODAL.code) {
                content[n++] = Hashing.stem(tokens[i]);
            }
        }
        if (n <= GRAM) {
            return keysOfFewWords();
        }
        return smallestGrams(content, n);
    }

    private static int[] smallestGrams(int[] stems, int n) {
        int[] smallest = new int[KEYS];
        int found = 0;
        for (int i = 0; i + GRAM <= n; i++) {
            found = Hashing.insert(smallest, found, Hashing.gram(stems, i, i + GRAM));
        }
        return found == KEYS ? smallest : Arrays.copyOf(smallest, found);
    }

    /// The keys of a sentence of hardly more than grammar: of all its words when it is long enough to repeat by likeness.
    private int[] keysOfFewWords() {
        if (tokens.length < SHORT) {
            return tokens.length == 0 ? new int[0] : new int[]{Hashing.gram(tokens, 0, tokens.length)};
        }
        int[] stems = new int[tokens.length];
        for (int i = 0; i < stems.length; i++) {
            stems[i] = Hashing.stem(tokens[i]);
        }
        return smallestGrams(stems, stems.length);
    }

    /// A hash of the whole sequence of words with their classes and letters: equal for sentences that are one in the memory.
    /// Letters count, for "Apple cut" and "apple cut", "forty" and "40" are the same words, but not the same facts to
    /// be shown or compared with, and which of them came first must not matter.
    public long identity() {
        long h = tokens.length;
        for (int i = 0; i < tokens.length; i++) {
            h = (h ^ wordHash(i)) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        return h;
    }

    /// A hash of one word, its class and its letters.
    long wordHash(int i) {
        return Vocabulary.hash(tokens[i], classes[i], surfaces[i]);
    }

    /// Whether both are the same words in the same order, whatever their spelling and punctuation.
    public boolean sameWords(Fingerprint other) {
        return Arrays.equals(tokens, other.tokens);
    }

    /// Whether the memory would compare the two at all: they are of the same words, or share a key.
    boolean sharesKeyWith(Fingerprint other) {
        if (sameWords(other)) {
            return true;
        }
        for (int key : keys()) {
            if (Arrays.binarySearch(other.keys(), key) >= 0) {
                return true;
            }
        }
        return false;
    }

    WordClass wordClass(int i) {
        return WordClass.of(classes[i]);
    }

    /// The stored form without the places of the words.
    public byte[] encode() {
        return encode(false);
    }

    /// The stored form with the places of the words (about a byte more a word).
    public byte[] encodeWithOffsets() {
        return encode(starts != null);
    }

    private byte[] encode(boolean withOffsets) {
        var out = new ByteWriter(storedSize());
        write(out, withOffsets);
        return out.toBytes();
    }

    /// Writes the stored form with the places of the words.
    void writeWithOffsets(ByteWriter out) {
        write(out, starts != null);
    }

    /// About how many bytes the stored form takes.
    int storedSize() {
        return 16 + 8 * tokens.length;
    }

    private void write(ByteWriter out, boolean withOffsets) {
        out.octet(VERSION | (withOffsets ? WITH_OFFSETS : 0)).natural(tokens.length);
        for (int token : tokens) {
            out.word(token);
        }
        for (int i = 0; i < classes.length; i += 2) {
            out.octet(classes[i] | (i + 1 < classes.length ? classes[i + 1] << 4 : 0));
        }
        for (var surface : surfaces) {
            if (surface != null) {
                byte[] bytes = surface.getBytes(StandardCharsets.UTF_8);
                out.natural(bytes.length).raw(bytes);
            }
        }
        if (withOffsets && starts != null && ends != null) {
            int last = 0;
            for (int i = 0; i < starts.length; i++) {
                out.natural(starts[i] - last).natural(ends[i] - starts[i]);
                last = starts[i];
            }
        }
    }

    /// The fingerprint from its stored form.
    ///
    /// @throws OtherVersionException    when the bytes are of another version
    /// @throws IllegalArgumentException when they are no fingerprint
    public static Fingerprint decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        int head = in.octet();
        if ((head & ~WITH_OFFSETS) != VERSION) {
            throw new OtherVersionException("a sentence fingerprint", head & ~WITH_OFFSETS, VERSION);
        }
        int n = in.natural();
        if (n > bytes.length) {
            throw in.damaged(n + " words");
        }
        int[] tokens = new int[n];
        for (int i = 0; i < n; i++) {
            tokens[i] = in.word();
        }
        byte[] classes = new byte[n];
        for (int i = 0; i < n; i += 2) {
            int two = in.octet();
            classes[i] = checkedClass(two & 15);
            if (i + 1 < n) {
                classes[i + 1] = checkedClass(two >>> 4);
            }
        }
        @Nullable
        String[] surfaces = new String[n];
        for (int i = 0; i < n; i++) {
            if (WordClass.of(classes[i]).isGuarded()) {
                int length = in.natural();
                if (length > MOST_LETTER_BYTES) {
                    throw in.damaged("a word of " + length + " bytes");
                }
                surfaces[i] = in.letters(length);
            }
        }
        if ((head & WITH_OFFSETS) == 0) {
            return new Fingerprint(tokens, classes, surfaces, null, null);
        }
        int[] starts = new int[n];
        int[] ends = new int[n];
        int last = 0;
        for (int i = 0; i < n; i++) {
            last += in.natural();
            starts[i] = last;
            ends[i] = last + in.natural();
            if (ends[i] < starts[i] || starts[i] < 0) {
                throw in.damaged("a word that ends before it begins");
            }
        }
        return new Fingerprint(tokens, classes, surfaces, starts, ends);
    }

    private static byte checkedClass(int code) {
        if (code >= WordClass.count()) {
            throw new IllegalArgumentException("a sentence fingerprint with an unknown class of word: " + code);
        }
        return (byte) code;
    }

    /// By content; offsets count too.
    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Fingerprint f && Arrays.equals(tokens, f.tokens) && Arrays.equals(classes, f.classes)
                && Arrays.equals(surfaces, f.surfaces) && Arrays.equals(starts, f.starts)
                && Arrays.equals(ends, f.ends);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }
}
