package io.newswatch.alerts.rule;

import io.newswatch.contract.Rule.Term;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A term as word numbers. Immutable, safe to share.
sealed interface CompiledTerm {

    /// The term as the rule writes it.
    Term term();

    /// A word or prefix without which the term cannot occur: its rarest. [WordIds#UNKNOWN] for a term without letters or
    /// digits.
    int key();

    /// The first place in scope.
    ///
    /// @return null when it does not occur there
    @Nullable
    Span find(ReadArticle article, Scope scope);

    /// Positions in a [ReadArticle], both inclusive.
    record Span(int from, int to) {}

    /// Adjacent words, the last perhaps only begun.
    ///
    /// @param anchor index of the rarest
    @SuppressWarnings("ArrayRecordComponent") // nobody compares terms, and numbers in a list would be boxed
    record Sequence(Term term, int[] words, boolean lastIsPrefix, int anchor) implements CompiledTerm {

        @Override
        public int key() {
            return words.length == 0 ? WordIds.UNKNOWN : words[anchor];
        }

        @Override
        public @Nullable Span find(ReadArticle article, Scope scope) {
            if (!article.has(key(), scope)) {
                return null;
            }
            for (int o = article.firstOccurrence(words[anchor]); o >= 0; o = article.nextOccurrence(o)) {
                int from = article.positionOf(o) - anchor;
                if (article.segmentAt(from + anchor).in(scope) && standsAt(article, from)) {
                    return new Span(from, from + words.length - 1);
                }
            }
            return null;
        }

        private boolean standsAt(ReadArticle article, int from) {
            for (int i = 0; i < words.length; i++) {
                boolean begun = lastIsPrefix && i == words.length - 1;
                boolean stands = begun ? article.prefixAt(words[i], from + i) : article.wordAt(from + i) == words[i];
                if (i != anchor && !stands) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Distinct words in any order, within so many positions from the first to the last.
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Close(Term term, int[] words, int within, int key) implements CompiledTerm {

        /// Keeps one occurrence of each word and moves the foremost on, so that each window begins with another word and
        /// is the shortest one from there.
        @Override
        public @Nullable Span find(ReadArticle article, Scope scope) {
            var at = new int[words.length];
            for (int i = 0; i < words.length; i++) {
                if (!article.has(words[i], scope)) {
                    return null;
                }
                at[i] = article.firstOccurrence(words[i]);
            }
            while (true) {
                int foremost = 0;
                int to = 0;
                for (int i = 0; i < words.length; i++) {
                    int position = article.positionOf(at[i]);
                    if (position < article.positionOf(at[foremost])) {
                        foremost = i;
                    }
                    to = Math.max(to, position);
                }
                int from = article.positionOf(at[foremost]);
                if (to - from <= within && article.sameSegment(from, to) && article.segmentAt(from).in(scope)) {
                    return new Span(from, to);
                }
                at[foremost] = article.nextOccurrence(at[foremost]);
                if (at[foremost] < 0) {
                    return null;
                }
            }
        }
    }

    /// The folded words of a term, in order; the last of a prefix term is the prefix.
    static List<String> wordsOf(Term term) {
        return switch (term) {
            case Term.Phrase(var words) -> Words.in(words);
            case Term.Near(var near, _) -> near.stream().flatMap(word -> Words.in(word).stream()).distinct().toList();
            case Term.Prefix(var prefix) -> Words.in(prefix);
        };
    }

    /// A term as its author wrote it, for alerts and messages.
    static String written(Term term) {
        return switch (term) {
            case Term.Phrase(var words) -> words;
            case Term.Near(var near, int within) -> String.join(" ~ ", near) + " (within " + within + ")";
            case Term.Prefix(var prefix) -> prefix + "…";
        };
    }
}
