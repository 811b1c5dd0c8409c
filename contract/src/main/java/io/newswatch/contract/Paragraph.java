package io.newswatch.contract;

import java.util.List;

/// A paragraph and what its sentences add up to. Immutable, safe to share.
///
/// @param start     first character in the article's text, UTF-16 code units
/// @param end       end, exclusive
/// @param verdict   [Verdict#REPEAT] when its sentences, furniture left out, repeat over at least 80 % of their characters,
///                  [Verdict#REPEAT_CHANGED] when that holds only with changed ones, else [Verdict#NOVEL]
/// @param sentences in order, not overlapping, with only white space between them
public record Paragraph(int start, int end, Verdict verdict, List<Sentence> sentences) {

    private static final double REPEATED_SHARE = 0.8;

    public Paragraph {
        sentences = Wire.list(sentences);
    }

    /// The paragraph that these sentences make.
    ///
    /// @param sentences at least one, in order
    public static Paragraph of(List<Sentence> sentences) {
        return new Paragraph(sentences.getFirst().start(), sentences.getLast().end(), verdictOf(sentences), sentences);
    }

    private static Verdict verdictOf(List<Sentence> sentences) {
        double all = 0;
        double repeated = 0;
        double changed = 0;
        for (var sentence : sentences) {
            if (sentence.flags().contains(Sentence.Flag.FURNITURE)) {
                continue;
            }
            int length = sentence.end() - sentence.start();
            all += length;
            switch (sentence.verdict()) {
                case NOVEL -> {
                }
                case REPEAT -> repeated += length;
                case REPEAT_CHANGED -> changed += length;
            }
        }
        if (all > 0 && repeated >= REPEATED_SHARE * all) {
            return Verdict.REPEAT;
        }
        return all > 0 && repeated + changed >= REPEATED_SHARE * all ? Verdict.REPEAT_CHANGED : Verdict.NOVEL;
    }
}
