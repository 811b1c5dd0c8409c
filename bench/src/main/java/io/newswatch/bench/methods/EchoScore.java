package io.newswatch.bench.methods;

import io.newswatch.bench.methods.Method.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Precision, recall and F1 of recognised repeats, at one threshold or at the best one. The figures are those of the
/// project's scorer: pairs count one each, articles by their characters, white space and stretches to be ignored left out.
/// Used by one thread.
final class EchoScore {

    /// @param threshold the one it was reached at
    record Figures(double threshold, double precision, double recall) {

        double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    /// Something that was judged as one piece.
    ///
    /// @param right how much of it is a repeat
    /// @param wrong how much of it is none
    private record Piece(double likeness, long right, long wrong) {}

    private final List<Piece> pieces = new ArrayList<>();
    private long wanted;

    /// Adds a pair.
    void pair(double likeness, boolean isRepeat) {
        wanted += isRepeat ? 1 : 0;
        pieces.add(new Piece(likeness, isRepeat ? 1 : 0, isRepeat ? 0 : 1));
    }

    /// Adds an article.
    ///
    /// @param repeated stretches that repeat earlier articles, code points
    /// @param ignored  stretches that do not count, code points
    void article(String text, List<int[]> repeated, List<int[]> ignored, List<Stretch> judged) {
        int n = text.codePointCount(0, text.length());
        var want = marked(n, repeated);
        var skip = marked(n, ignored);
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < n; i++) {
            skip[i] |= isSpace(codePoints[i]);
            wanted += want[i] && !skip[i] ? 1 : 0;
        }
        for (var stretch : judged) {
            int start = text.codePointCount(0, stretch.start());
            int end = start + text.codePointCount(stretch.start(), stretch.end());
            long right = 0;
            long wrong = 0;
            for (int i = start; i < end; i++) {
                right += !skip[i] && want[i] ? 1 : 0;
                wrong += !skip[i] && !want[i] ? 1 : 0;
            }
            pieces.add(new Piece(stretch.likeness(), right, wrong));
        }
    }

    private static boolean[] marked(int n, List<int[]> stretches) {
        var marked = new boolean[n];
        for (int[] stretch : stretches) {
            for (int i = stretch[0]; i < Math.min(n, stretch[1]); i++) {
                marked[i] = true;
            }
        }
        return marked;
    }

    /// White space as Python's `isspace` knows it.
    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /// The figures when all that is at least so alike counts as a repeat.
    Figures at(double threshold) {
        long right = 0;
        long wrong = 0;
        for (var piece : pieces) {
            if (piece.likeness >= threshold) {
                right += piece.right;
                wrong += piece.wrong;
            }
        }
        return figures(threshold, right, wrong);
    }

    /// The figures at the threshold with the best F1.
    Figures atBest() {
        pieces.sort(Comparator.comparingDouble(Piece::likeness).reversed());
        var best = new Figures(1, 0, 0);
        long right = 0;
        long wrong = 0;
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            right += piece.right;
            wrong += piece.wrong;
            boolean lastOfItsLikeness = i + 1 == pieces.size() || pieces.get(i + 1).likeness < piece.likeness;
            if (lastOfItsLikeness && piece.likeness > 0) {
                var figures = figures(piece.likeness, right, wrong);
                best = figures.f1() > best.f1() ? figures : best;
            }
        }
        return best;
    }

    private Figures figures(double threshold, long right, long wrong) {
        return new Figures(threshold, right + wrong == 0 ? 0 : (double) right / (right + wrong),
                wanted == 0 ? 0 : (double) right / wanted);
    }
}
