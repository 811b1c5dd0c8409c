package io.newswatch.enrich.echo;

import io.newswatch.enrich.text.Span;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// One of the two sentences of an [Alignment], as the guard reads it: its words, what the lexicon says of them, and which of
/// the other sentence's words each is paired with.
final class AlignedSentence {

    /// So many helping words may be told with a verb.
    static final int HELPERS = 2;
    private static final Set<String> HELPING = Set.of("is", "are", "was", "were", "be", "been", "being", "has", "have",
            "had", "did", "does");

    private final Fingerprint words;
    private final int[] partners;
    private final Lexicon.@Nullable Entry[] entries;

    AlignedSentence(Fingerprint words, int[] partners, Lexicon.@Nullable Entry[] entries) {
        this.words = words;
        this.partners = partners;
        this.entries = entries;
    }

    int words() {
        return words.words();
    }

    boolean has(int i) {
        return i >= 0 && i < words();
    }

    int token(int i) {
        return words.tokens[i];
    }

    @Nullable
    String surface(int i) {
        return words.surfaces[i];
    }

    Lexicon.@Nullable Entry entry(int i) {
        return entries[i];
    }

    /// Its partner in the other sentence, or -1.
    int partner(int i) {
        return partners[i];
    }

    boolean isPaired(int i) {
        return partners[i] >= 0;
    }

    /// What the lexicon says of a word without a partner; null too when it says nothing.
    Lexicon.@Nullable Entry unpairedEntry(int i) {
        return partners[i] < 0 ? entries[i] : null;
    }

    // ---- classes

    boolean isOf(int i, WordClass wordClass) {
        return words.classes[i] == wordClass.code;
    }

    /// Whether it may be a name, by its shape.
    boolean isName(int i) {
        return Alignment.isNameLike(words, i);
    }

    boolean isNumber(int i) {
        return isOf(i, WordClass.NUMBER);
    }

    boolean isUnit(int i) {
        return isOf(i, WordClass.UNIT);
    }

    boolean isGrammar(int i) {
        return Alignment.isGrammar(words, i);
    }

    /// Whether it is that word or one of its family, and no name.
    boolean is(int i, String canonical) {
        var entry = entries[i];
        return entry != null && !isName(i) && entry.canonical().equals(canonical);
    }

    // ---- looking for words

    /// The first word of that class; -1 when there is none.
    int first(Run run, WordClass wordClass) {
        for (int i = run.from(); i < run.to(); i++) {
            if (isOf(i, wordClass)) {
                return i;
            }
        }
        return -1;
    }

    /// The first word without a partner of which the lexicon says so; -1 when there is none.
    int firstUnpaired(Run run, Predicate<Lexicon.Entry> condition) {
        for (int i = run.from(); i < run.to(); i++) {
            if (isUnpaired(i, condition)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether the word has no partner, and the lexicon says so of it.
    boolean isUnpaired(int i, Predicate<Lexicon.Entry> condition) {
        var entry = unpairedEntry(i);
        return entry != null && condition.test(entry);
    }

    /// How many words of content have no partner.
    int unpairedContent(Run run) {
        int content = 0;
        for (int i = run.from(); i < run.to(); i++) {
            content += partners[i] < 0 && !isGrammar(i) ? 1 : 0;
        }
        return content;
    }

    /// The verb with "was", "has been", "will" before it.
    Run withHelpers(int verb) {
        int from = verb;
        while (from > 0 && verb - from < HELPERS && isHelper(from - 1)) {
            from--;
        }
        return new Run(from, verb + 1);
    }

    private boolean isHelper(int i) {
        if (isOf(i, WordClass.MODAL) || isOf(i, WordClass.NEGATION)) {
            return true;
        }
        var entry = isOf(i, WordClass.FUNCTION) ? entries[i] : null;
        return entry != null && HELPING.contains(entry.canonical());
    }

    // ---- telling

    /// The words as an editor would write them: those whose letters are kept, and those that the lexicon knows.
    String told(Run run) {
        var told = new StringBuilder();
        for (int i = run.from(); i < run.to(); i++) {
            var word = words.surfaces[i];
            var entry = entries[i];
            if (word == null && entry != null) {
                word = entry.canonical();
            }
            if (word != null && !isToldBySign(i, run.from())) {
                boolean sign = isOf(i, WordClass.CASELESS) && word.length() == 1;
                boolean tail = word.length() <= 3 && word.startsWith("n") && word.endsWith("t") && !word.equals("not");
                told.append(told.isEmpty() || sign || tail ? "" : " ").append(word);
            }
        }
        return told.toString();
    }

    /// Whether it is the currency of a number that has its sign: "$7m".
    private boolean isToldBySign(int i, int from) {
        var number = isUnit(i) && i > from ? words.surfaces[i - 1] : null;
        return number != null && !number.isEmpty() && !Character.isLetterOrDigit(number.charAt(0));
    }

    /// Whether the word can be told.
    boolean canBeTold(int i) {
        return !told(Run.of(i)).isEmpty();
    }

    /// Where the words stand in their article; for none where they would stand. At 0 when the places are not known.
    Span place(Run run) {
        var starts = words.starts;
        var ends = words.ends;
        if (starts == null || ends == null || starts.length == 0) {
            return new Span(0, 0);
        }
        int start = run.from() < starts.length ? starts[run.from()] : ends[ends.length - 1];
        int end = start;
        for (int i = run.from(); i < run.to(); i++) {
            start = Math.min(start, starts[i]);
            end = i == run.from() ? ends[i] : Math.max(end, ends[i]);
        }
        return new Span(start, end);
    }
}
