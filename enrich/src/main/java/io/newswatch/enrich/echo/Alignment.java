package io.newswatch.enrich.echo;

import io.newswatch.enrich.text.Letters;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Which words of an earlier and a later sentence are the same ones. Made for one comparison.
///
/// **Cost.** A sentence may be compared with 256 others, and who writes it may know that. So the work is bounded whatever
/// the words: sentences of more words than people write are aligned less thoroughly. Pairs without enough words in common are
/// left before they get here ([WordsInCommon]).
final class Alignment {

    /// Beyond this many cells the table gives way to anchors.
    static final int MOST_CELLS = 1 << 15;
    /// Beyond this many pairs of words no moved ones are looked for.
    private static final int MOST_MOVES = 1 << 14;
    /// So many pairs of names may be two spellings of one; any more are taken for different ones.
    private static final int MOST_SPELLINGS = 1 << 9;
    /// A pair with less evidence than this is a near copy only when nearly all of both sentences aligns.
    private static final double LITTLE_EVIDENCE = 4;
    private static final double MOST = 0.9;
    /// What must align of the shorter sentence, of the later one, and of the longer one.
    private static final double OF_SHORTER = 0.65;
    private static final double OF_LATER = 0.5;
    private static final double OF_LONGER = 0.45;
    /// A near copy has so many words in an unbroken row.
    private static final int RUN = 4;
    /// Of a sentence that is whole in another one so much stands there too: of the earlier one's words, of what the later one's
    /// words prove.
    private static final double WHOLE_EARLIER = 0.95;
    private static final double WHOLE_LATER = 0.75;
    private static final double VERY_WHOLE = 0.9;
    /// What the words of an echo must prove that stands alone.
    private static final double PROOF_ALONE = 6;
    /// A figure of so many digits is hardly the same by chance.
    private static final int EXACT_FIGURE = 3;
    private static final double GRAMMAR = 0.25;
    /// What an aligned word proves. Words that all news is full of prove little, names and figures less than rare words do,
    /// for other news of the same people has them too.
    private static final double FREQUENT = 0.25;
    private static final double NAME = 0.4;
    private static final double FIGURE = 0.5;

    final Fingerprint earlier;
    final Fingerprint later;
    /// For each earlier word its partner in the later sentence, or -1.
    final int[] partnerOfEarlier;
    final int[] partnerOfLater;
    /// Whether the earlier word's partner stands out of order.
    final boolean[] moved;
    final Lexicon.@Nullable Entry[] earlierEntries;
    final Lexicon.@Nullable Entry[] laterEntries;
    /// In the form of [Names#comparable]; null for what is no name or too short.
    private final @Nullable String[] earlierNames;
    private final @Nullable String[] laterNames;
    private double evidence;
    private int spellings;
    private double aligned;
    private double earlierWeight;
    private double laterWeight;
    private int alignedWords;
    private int longestRun;

    private Alignment(Fingerprint earlier, Fingerprint later) {
        this.earlier = earlier;
        this.later = later;
        partnerOfEarlier = unpaired(earlier.words());
        partnerOfLater = unpaired(later.words());
        moved = new boolean[earlier.words()];
        earlierEntries = entries(earlier);
        laterEntries = entries(later);
        earlierNames = names(earlier);
        laterNames = names(later);
    }

    /// Aligns two sentences, whatever they have in common: [WordsInCommon] tells quicker that two are no near copies.
    static Alignment of(Fingerprint earlier, Fingerprint later) {
        var alignment = new Alignment(earlier, later);
        alignment.align();
        alignment.pairMoved();
        alignment.weigh();
        return alignment;
    }

    /// Is shown an alignment from the sentences' beginning to their end.
    interface Walker {

        /// Two words that have one another for partners, in order.
        void pair(int i, int j);

        /// What stands before the next such pair, or behind the last.
        void gap(Gap gap);
    }

    void walk(Walker walker) {
        int i = 0;
        int j = 0;
        while (i < partnerOfEarlier.length || j < partnerOfLater.length) {
            int toI = i;
            while (toI < partnerOfEarlier.length && (partnerOfEarlier[toI] < 0 || moved[toI])) {
                toI++;
            }
            boolean more = toI < partnerOfEarlier.length;
            int toJ = more ? partnerOfEarlier[toI] : partnerOfLater.length;
            if (toI > i || toJ > j) {
                walker.gap(new Gap(new Run(i, toI), new Run(j, toJ)));
            }
            if (more) {
                walker.pair(toI, toJ);
            }
            i = toI + 1;
            j = toJ + 1;
        }
    }

    AlignedSentence earlierSentence() {
        return new AlignedSentence(earlier, partnerOfEarlier, earlierEntries);
    }

    AlignedSentence laterSentence() {
        return new AlignedSentence(later, partnerOfLater, laterEntries);
    }

    private static int[] unpaired(int n) {
        int[] partners = new int[n];
        Arrays.fill(partners, -1);
        return partners;
    }

    private static Lexicon.@Nullable Entry[] entries(Fingerprint f) {
        var lexicon = Lexicon.bundled();
        Lexicon.@Nullable Entry[] entries = new Lexicon.Entry[f.words()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = lexicon.ofToken(f.tokens[i]);
        }
        return entries;
    }

    private static @Nullable String[] names(Fingerprint f) {
        @Nullable
        String[] names = new String[f.words()];
        for (int i = 0; i < names.length; i++) {
            names[i] = isNameLike(f, i) ? Names.comparable(f.surfaces[i]) : null;
        }
        return names;
    }

    // ------------------------------------------------------------------ pairing

    private void align() {
        int from = 0;
        int n = earlier.words();
        int m = later.words();
        while (from < n && from < m && same(from, from)) {
            pair(from, from);
            from++;
        }
        while (n > from && m > from && same(n - 1, m - 1)) {
            n--;
            m--;
            pair(n, m);
        }
        int rows = n - from;
        int columns = m - from;
        if (rows == 0 || columns == 0) {
            return;
        }
        if ((long) rows * columns > MOST_CELLS) {
            pairGreedily(from, n, m);
            return;
        }
        int width = columns + 1;
        short[] best = new short[(rows + 1) * width];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                int at = i * width + j;
                best[at] = same(from + i, from + j)
                        ? (short) (best[at + width + 1] + 1)
                        : (short) Math.max(best[at + width], best[at + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            int at = i * width + j;
            if (same(from + i, from + j)) {
                pair(from + i, from + j);
                i++;
                j++;
            } else if (best[at + width] >= best[at + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    /// For very long sentences: each later word takes the next free equal earlier word within a window.
    private void pairGreedily(int from, int n, int m) {
        int i = from;
        for (int j = from; j < m && i < n; j++) {
            for (int k = i; k < n && k < i + 64; k++) {
                if (same(k, j)) {
                    pair(k, j);
                    i = k + 1;
                    break;
                }
            }
        }
    }

    /// Words that stand on both sides but elsewhere.
    private void pairMoved() {
        if ((long) unpairedIn(partnerOfEarlier) * unpairedIn(partnerOfLater) > MOST_MOVES) {
            return;
        }
        for (int i = 0; i < partnerOfEarlier.length; i++) {
            if (partnerOfEarlier[i] >= 0 || isGrammar(earlier, i)) {
                continue;
            }
            for (int j = 0; j < partnerOfLater.length; j++) {
                if (partnerOfLater[j] < 0 && same(i, j)) {
                    pair(i, j);
                    moved[i] = true;
                    break;
                }
            }
        }
    }

    private static int unpairedIn(int[] partners) {
        int count = 0;
        for (int partner : partners) {
            count += partner < 0 ? 1 : 0;
        }
        return count;
    }

    private void pair(int i, int j) {
        partnerOfEarlier[i] = j;
        partnerOfLater[j] = i;
    }

    /// Whether the two words say the same.
    boolean same(int i, int j) {
        int a = earlier.tokens[i];
        int b = later.tokens[j];
        if (a == b) {
            return true;
        }
        if (isFixed(earlier.classes[i]) || isFixed(later.classes[j])) {
            return false;
        }
        var x = earlierEntries[i];
        var y = laterEntries[j];
        if (isNameLike(earlier, i) && isNameLike(later, j)) {
            return (Hashing.sameStem(a, b) && haveSameStem(letters(earlier, i, x), letters(later, j, y)))
                    || ((x == null || y == null || !x.onlyLooksLike(y))
                            && isOtherSpelling(earlierNames[i], laterNames[j]));
        }
        if (Hashing.sameStem(a, b)) {
            return true;
        }
        return x != null && y != null && x.synonyms() != 0 && x.synonyms() == y.synonyms();
    }

    /// The letters that a name's token was made of.
    private static char[] letters(Fingerprint f, int i, Lexicon.@Nullable Entry entry) {
        var surface = f.surfaces[i];
        return entry != null
                ? entry.canonical().toCharArray()
                : surface == null ? new char[0] : Spelling.unify(Letters.fold(surface)).toCharArray();
    }

    /// Whether it is no mere chance of their hashes that two names are forms of one.
    private static boolean haveSameStem(char[] a, char[] b) {
        return Arrays.equals(a, 0, Hashing.stemEnd(a, 0, a.length), b, 0, Hashing.stemEnd(b, 0, b.length));
    }

    /// Whether such a word has no other form.
    private static boolean isFixed(byte wordClass) {
        return wordClass == WordClass.NUMBER.code || wordClass == WordClass.DATE.code
                || wordClass == WordClass.UNIT.code || wordClass == WordClass.CASELESS.code;
    }

    private boolean isOtherSpelling(@Nullable String a, @Nullable String b) {
        return a != null && b != null && a.charAt(0) == b.charAt(0) && spellings++ < MOST_SPELLINGS
                && Names.alikeFolded(a, b);
    }

    // ------------------------------------------------------------------ weighing

    private void weigh() {
        int run = 0;
        for (int i = 0; i < partnerOfEarlier.length; i++) {
            double weight = weight(earlier, i);
            earlierWeight += weight;
            int partner = partnerOfEarlier[i];
            if (partner >= 0) {
                aligned += weight;
                evidence += evidence(earlier.classes[i], earlierEntries[i]);
                alignedWords++;
                run = i > 0 && partnerOfEarlier[i - 1] == partner - 1 ? run + 1 : 1;
                longestRun = Math.max(longestRun, run);
            } else {
                run = 0;
            }
        }
        for (int j = 0; j < partnerOfLater.length; j++) {
            laterWeight += weight(later, j);
        }
    }

    private static double weight(Fingerprint f, int i) {
        return weight(f.classes[i]);
    }

    static double weight(byte wordClass) {
        return wordClass == WordClass.FUNCTION.code || wordClass == WordClass.MODAL.code ? GRAMMAR : 1;
    }

    private static double evidence(byte wordClass, Lexicon.@Nullable Entry entry) {
        return evidence(wordClass, entry != null && entry.frequent());
    }

    /// What an aligned word proves.
    ///
    /// @param frequent whether news is full of it
    static double evidence(byte wordClass, boolean frequent) {
        return switch (WordClass.of(wordClass)) {
            case FUNCTION, MODAL -> GRAMMAR;
            case NAME, OPENING -> NAME;
            case NUMBER, DATE, DAY, UNIT -> FIGURE;
            case OTHER, NEGATION, STATUS, CASELESS -> frequent ? FREQUENT : 1;
        };
    }

    static boolean isGrammar(Fingerprint f, int i) {
        return f.classes[i] == WordClass.FUNCTION.code || f.classes[i] == WordClass.MODAL.code;
    }

    static boolean isNameLike(Fingerprint f, int i) {
        return isNameLike(f.classes[i]);
    }

    static boolean isNameLike(byte wordClass) {
        return wordClass == WordClass.NAME.code || wordClass == WordClass.OPENING.code;
    }

    /// Share of the longer sentence's words that align.
    double score() {
        return Math.min(1, alignedWords / (double) Math.max(earlier.words(), later.words()));
    }

    /// Share of the shorter sentence's weight that aligns.
    double shareOfShorter() {
        return aligned / Math.max(0.25, Math.min(earlierWeight, laterWeight));
    }

    /// What the aligned words prove.
    double evidence() {
        return evidence;
    }

    /// Whether the likeness is no chance and what differs no statement of its own, so that no company is needed to prove an
    /// echo: nearly all of one sentence is in the other, and that is much, or has an exact figure and is the whole.
    boolean provesAlone() {
        double share = evidence(later, laterEntries, partnerOfLater) / evidence(later, laterEntries, null);
        boolean whole = aligned >= WHOLE_EARLIER * earlierWeight || share >= WHOLE_LATER;
        return whole && (evidence >= PROOF_ALONE || (share >= VERY_WHOLE && hasExactFigure()));
    }

    private boolean hasExactFigure() {
        for (int j = 0; j < partnerOfLater.length; j++) {
            if (partnerOfLater[j] >= 0 && later.classes[j] == WordClass.NUMBER.code && isExact(later.surfaces[j])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExact(@Nullable String figure) {
        return figure != null && figure.chars().filter(Character::isDigit).count() >= EXACT_FIGURE;
    }

    /// What the words prove that carry more than grammar.
    ///
    /// @param partners those with a partner only; all when null
    private static double evidence(Fingerprint f, Lexicon.@Nullable Entry[] entries, int @Nullable [] partners) {
        double evidence = 0;
        for (int i = 0; i < f.words(); i++) {
            if (!isGrammar(f, i) && (partners == null || partners[i] >= 0)) {
                evidence += evidence(f.classes[i], entries[i]);
            }
        }
        return evidence;
    }

    /// Whether the two are one passage at all.
    boolean isNearCopy() {
        return isNearCopy(aligned, earlierWeight, laterWeight, evidence, longestRun);
    }

    /// @param aligned    the weight of the aligned words
    /// @param evidence   what they prove
    /// @param longestRun how many of them stand in a row, at most
    static boolean isNearCopy(double aligned, double earlierWeight, double laterWeight, double evidence,
            int longestRun) {
        if (longestRun < RUN) {
            return false;
        }
        double ofShorter = aligned / Math.max(GRAMMAR, Math.min(earlierWeight, laterWeight));
        double ofLater = aligned / Math.max(GRAMMAR, laterWeight);
        if (evidence < LITTLE_EVIDENCE) {
            return ofShorter >= MOST && ofLater >= MOST;
        }
        return ofShorter >= OF_SHORTER && ofLater >= OF_LATER
                && aligned / Math.max(GRAMMAR, Math.max(earlierWeight, laterWeight)) >= OF_LONGER;
    }
}
