package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A sentence of an article and what the memory says of it: the unit of novelty. Immutable, safe to share.
///
/// @param start   first character in the article's text (in its title, for [EnrichedArticle#headline]), UTF-16 code
///                units
/// @param end     end, exclusive
/// @param verdict what the memory says
/// @param flags   reasons why the sentence is no story text at all; usually empty
/// @param echo    where the words stood before; null when they are new
public record Sentence(int start, int end, Verdict verdict, Set<Flag> flags, @Nullable Echo echo) {

    public Sentence {
        flags = flags == null || flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
        if ((verdict == Verdict.NOVEL) != (echo == null)) {
            throw new IllegalArgumentException("a sentence has an echo exactly when it repeats: " + verdict);
        }
    }

    /// Why a sentence never alerts, whatever its verdict.
    public enum Flag {
        /// Site furniture: menus, share buttons, "Continue reading". Recognised by its words it is [Verdict#NOVEL] and
        /// has no echo, for where it stood first means nothing.
        FURNITURE,
        /// The article's own headline said again in its text.
        HEADLINE,
        /// Said before in this very article.
        SELF_REPEAT,
        /// Not looked at: it lies beyond what is judged of one article (`enrich.article-effort`).
        UNJUDGED,
        /// A reason that a later version knows and this one does not.
        @JsonEnumDefaultValue
        UNKNOWN;

        private final String slug = Wire.slug(this);

        @JsonValue
        public String slug() {
            return slug;
        }
    }

    /// Whether rules with `novelOnly` look at this sentence and events are coded from it.
    public boolean isNews() {
        return verdict != Verdict.REPEAT && flags.isEmpty();
    }

    /// The same sentence with another verdict.
    public Sentence judged(Verdict newVerdict, @Nullable Echo newEcho) {
        return new Sentence(start, end, newVerdict, flags, newEcho);
    }

    /// A new sentence without marks.
    public static Sentence novel(int start, int end) {
        return new Sentence(start, end, Verdict.NOVEL, Set.of(), null);
    }

    /// @return all sentences of the paragraphs, in order
    public static List<Sentence> of(List<Paragraph> paragraphs) {
        return paragraphs.stream().flatMap(p -> p.sentences().stream()).toList();
    }
}
