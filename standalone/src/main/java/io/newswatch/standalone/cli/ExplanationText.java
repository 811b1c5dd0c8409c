package io.newswatch.standalone.cli;

import static io.newswatch.alerts.AlertText.harmless;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.EchoExplanation;
import io.newswatch.enrich.EchoExplanation.Explained;
import io.newswatch.enrich.EchoExplanation.Grounds;
import io.newswatch.enrich.EchoExplanation.Nearest;
import io.newswatch.enrich.echo.Explanation;
import io.newswatch.enrich.echo.Explanation.Step;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An explanation for people: each sentence of the later text with its verdict, its words beside those it repeats, and why.
/// Every meaning of a colour is also a mark, so it reads as well without. Words of articles cannot steer the terminal. Made
/// for one explanation.
final class ExplanationText {

    private static final String BEYOND_EFFORT = "never compared: what stands before it has used up what one article may cost"
            + " (enrich.article-effort); such sentences are no news.";
    private static final String FURNITURE = "a line that sites put beside whatever they publish, no part of the story; it is neither"
            + " news nor an echo.";
    private static final String INDENT = "     ";
    /// A new sentence with less in common than this is shown without the words of the one most like it.
    private static final double WORTH_SHOWING = 0.4;
    private static final String BOLD = "1";
    private static final String FAINT = "2";

    private final RawArticle earlier;
    private final RawArticle later;
    private final EchoExplanation explanation;
    private final boolean colour;
    private final int width;
    private final Set<Step.Kind> marks = EnumSet.noneOf(Step.Kind.class);
    private final List<String> lines = new ArrayList<>();

    /// A word and how it is painted, if at all.
    private record Word(String text, String paint) {}

    ExplanationText(RawArticle earlier, RawArticle later, EchoExplanation explanation, boolean colour, int width) {
        this.earlier = earlier;
        this.later = later;
        this.explanation = explanation;
        this.colour = colour;
        this.width = width;
    }

    List<String> lines() {
        summary();
        var headline = explanation.headline();
        if (headline != null) {
            sentence("H", headline, title(earlier), title(later));
        }
        int number = 0;
        for (var sentence : explanation.sentences()) {
            number++;
            sentence(String.valueOf(number), sentence, earlier.text(), later.text());
        }
        leftOut();
        legend();
        return lines;
    }

    private static String title(RawArticle article) {
        var title = article.title();
        return title == null ? "" : title;
    }

    // ------------------------------------------------------------------ all in all

    private void summary() {
        int all = explanation.sentences().size();
        var counts = Stream.of(counted(Verdict.NOVEL, "new"), counted(Verdict.REPEAT, "repeated"),
                counted(Verdict.REPEAT_CHANGED, "repeated with a changed fact")).filter(text -> !text.isEmpty());
        wrap("", List.of(new Word("Of " + count(all, "sentence") + " of the later text "
                + counts.collect(Collectors.joining(", ")) + ".", BOLD)));
    }

    /// @return empty when there is none
    private String counted(Verdict verdict, String what) {
        long count = explanation.sentences().stream().filter(one -> one.verdict().verdict() == verdict).count();
        return count == 0 ? "" : count + (count == 1 ? " is " : " are ") + what;
    }

    private void leftOut() {
        var missing = new TreeSet<Integer>();
        for (int i = 1; i <= explanation.earlierSentences(); i++) {
            missing.add(i);
        }
        for (var one : explanation.sentences()) {
            var nearest = one.nearest();
            if (nearest != null && one.verdict().echo() != null) {
                missing.remove(nearest.number());
            }
        }
        lines.add("");
        wrap("", List.of(new Word(missing.isEmpty()
                ? "Every sentence of the earlier text is repeated."
                : "Not repeated of the " + count(explanation.earlierSentences(), "sentence") + " of the earlier text: "
                        + numbers(missing) + ".",
                FAINT)));
    }

    /// @param numbers ascending
    /// @return like "1, 3-5, 9"
    private static String numbers(Set<Integer> numbers) {
        var text = new StringBuilder();
        int first = -1;
        int last = -1;
        for (int number : numbers) {
            if (number != last + 1 || first < 0) {
                range(text, first, last);
                first = number;
            }
            last = number;
        }
        range(text, first, last);
        return text.toString();
    }

    private static void range(StringBuilder text, int first, int last) {
        if (first >= 0) {
            text.append(text.isEmpty() ? "" : ", ").append(first).append(last == first ? "" : "-" + last);
        }
    }

    private void legend() {
        var words = marks.stream().map(kind -> switch (kind) {
            case REPLACED, LEFT_OUT, ADDED -> "[-gone-] {+come+}";
            case OTHER_FORM -> "<was|is> another form of the word";
            case MOVED_AWAY, MOVED_HERE -> "[~moved away~] {~moved here~}";
            case SAME -> "";
        }).distinct().filter(text -> !text.isEmpty()).collect(Collectors.joining("   "));
        if (!words.isEmpty()) {
            wrap("", List.of(new Word("Marks: " + words, FAINT)));
        }
    }

    // ------------------------------------------------------------------ one sentence

    private void sentence(String number, Explained one, String earlierText, String laterText) {
        lines.add("");
        var verdict = one.verdict();
        var words = laterText.substring(verdict.start(), verdict.end());
        lines.add(paint(BOLD, String.format(Locale.ROOT, "%-5s", number)) + heading(one) + flags(verdict));
        var nearest = one.nearest();
        if (nearest != null && isWorthShowing(verdict, nearest.explanation())) {
            wrap(INDENT, sideBySide(nearest, verdict, earlierText, laterText));
        } else {
            wrap(INDENT, List.of(new Word(words, "")));
        }
        if (nearest != null && verdict.verdict() == Verdict.REPEAT_CHANGED) {
            nearest.explanation().comparison().deltas()
                    .forEach(delta -> wrap(INDENT, List.of(new Word(change(delta), "33"))));
        }
        wrap(INDENT, List.of(new Word("Why: " + why(one, Fingerprint.of(words).words()), FAINT)));
    }

    private String heading(Explained one) {
        var nearest = one.nearest();
        var of = nearest == null ? "" : nearest.inTitle() ? "the headline" : "sentence " + nearest.number();
        return switch (one.verdict().verdict()) {
            case NOVEL -> paint("1;32", "new");
            case REPEAT -> paint("1;34", "repeats " + of) + score(nearest);
            case REPEAT_CHANGED -> paint("1;33", "repeats " + of + " with a changed fact") + score(nearest);
        };
    }

    private static String score(@Nullable Nearest nearest) {
        return nearest == null
                ? ""
                : String.format(Locale.ROOT, ", score %.2f", nearest.explanation().comparison().score());
    }

    private static String flags(Sentence sentence) {
        return sentence.flags().stream().map(flag -> switch (flag) {
            case FURNITURE -> " (site furniture)";
            case HEADLINE -> " (the headline again)";
            case SELF_REPEAT -> " (said earlier in this text)";
            case UNJUDGED -> " (not judged: the text is too long)";
            case UNKNOWN -> "";
        }).collect(Collectors.joining());
    }

    private static boolean isWorthShowing(Sentence verdict, Explanation explanation) {
        return verdict.echo() != null || explanation.isEcho() || explanation.reason() == Reason.OTHER_STATEMENT
                || explanation.inCommon() >= WORTH_SHOWING;
    }

    private static String change(Delta delta) {
        var kind = delta.kind().name().toLowerCase(Locale.ROOT) + ": ";
        if (delta.was().isBlank()) {
            return kind + "added \"" + delta.now() + "\"";
        }
        return kind + (delta.now().isBlank()
                ? "left out \"" + delta.was() + "\""
                : delta.was() + " -> " + delta.now());
    }

    private static String why(Explained one, int words) {
        if (one.grounds() == Grounds.TOO_LONG) {
            return BEYOND_EFFORT;
        }
        if (one.grounds() == Grounds.FURNITURE) {
            return FURNITURE;
        }
        var nearest = one.nearest();
        if (nearest == null) {
            return words == 0
                    ? "a line without words."
                    : "the earlier text has no sentence with such words.";
        }
        var of = nearest.inTitle() ? "the earlier headline" : "sentence " + nearest.number();
        var explanation = nearest.explanation();
        return switch (one.grounds()) {
            case COMPARISON -> because(explanation, of, words);
            case BESIDE_REPEAT -> "a short sentence (" + words + " words, under " + Fingerprint.SHORT
                    + ") that is much like " + of + " and stands beside a repeat.";
            case NO_REPEAT_BESIDE -> "a short sentence (" + words + " words, under " + Fingerprint.SHORT
                    + ") that is much like " + of + ", but not word for word, and no sentence beside it repeats.";
            case TURN_OF_PHRASE -> "word for word like " + of
                    + ", but a turn of phrase that anybody uses, and no sentence beside it repeats.";
            case NO_SHARED_KEY -> "much like " + of
                    + ", but too many words between the same ones differ: the memory, which looks sentences up by a sample"
                    + " of their runs of three words, does not find it.";
            case FORM ->
                "like " + of + ", but the two texts are about something else: a form that both fill, no source.";
            case ALONE ->
                "like " + of + ", but too little of it to be a source by itself, and no sentence beside it repeats.";
            case FURNITURE -> FURNITURE;
            case TOO_LONG -> BEYOND_EFFORT;
            case NOTHING_LIKE_IT -> "the earlier text has no sentence with such words.";
        };
    }

    private static String because(Explanation explanation, String of, int words) {
        long common = Math.round(explanation.inCommon() * words);
        return switch (explanation.reason()) {
            case SAME_WORDS -> "word for word the same.";
            case NO_FACT_CHANGED -> common + " of its " + words
                    + " words are the same, and the others change no number, date, name, negation or status.";
            case FACT_CHANGED -> common + " of its " + words + " words are the same, but "
                    + (explanation.comparison().deltas().size() == 1 ? "a fact is another." : "facts are others.");
            case TOO_SHORT -> "too short to repeat " + of + " by likeness.";
            case TOO_LITTLE_IN_COMMON -> "the sentence most like it is " + of + ": " + common + " of its " + words
                    + " words are the same, at most " + explanation.longestRun() + " in a row.";
            case OTHER_STATEMENT -> "much like " + of + ", but a whole part of it says something else.";
            case NO_WORDS -> "a line without words.";
        };
    }

    // ------------------------------------------------------------------ words

    /// The later sentence with what became of the earlier one's words.
    private List<Word> sideBySide(Nearest nearest, Sentence verdict, String earlierText, String laterText) {
        var words = new ArrayList<Word>();
        int at = verdict.start();
        for (var step : nearest.explanation().steps()) {
            int upTo = Math.max(at, Math.min(step.laterStart(), verdict.end()));
            words.add(new Word(laterText.substring(at, upTo), ""));
            var was = earlierText.substring(step.earlierStart(), step.earlierEnd());
            var now = laterText.substring(upTo, Math.max(upTo, step.laterEnd()));
            at = Math.max(upTo, step.laterEnd());
            addTo(words, step, was, now);
        }
        words.add(new Word(laterText.substring(at, verdict.end()), ""));
        return words;
    }

    private void addTo(List<Word> words, Step step, String was, String now) {
        boolean looksSame = step.kind() == Step.Kind.SAME || was.equalsIgnoreCase(now);
        if (!looksSame) {
            marks.add(step.kind());
        }
        switch (step.kind()) {
            case SAME -> words.add(new Word(now, ""));
            case OTHER_FORM -> words.add(looksSame ? new Word(now, "") : new Word("<" + was + "|" + now + ">", "36"));
            case REPLACED -> {
                words.add(new Word(" [-" + was + "-] ", "31"));
                words.add(new Word("{+" + now + "+}", "32"));
            }
            case LEFT_OUT -> words.add(new Word(" [-" + was + "-] ", "31"));
            case ADDED -> words.add(new Word("{+" + now + "+}", "32"));
            case MOVED_AWAY -> words.add(new Word(" [~" + was + "~] ", "35"));
            case MOVED_HERE -> words.add(new Word("{~" + now + "~}", "35"));
        }
    }

    /// Adds lines no longer than the width. White space in a word is where lines may break; between words is none.
    private void wrap(String indent, List<Word> words) {
        var line = new Line(indent);
        boolean blank = false;
        for (var word : words) {
            for (int from = 0, to; from < word.text.length(); from = to) {
                boolean space = isSpace(word.text.charAt(from));
                to = from + 1;
                while (to < word.text.length() && isSpace(word.text.charAt(to)) == space) {
                    to++;
                }
                if (space) {
                    blank = true;
                    continue;
                }
                var piece = harmless(word.text.substring(from, to));
                if (blank && !line.isEmpty() && !line.hasRoomFor(piece)) {
                    line.end();
                    line = new Line(indent);
                }
                line.add(blank && !line.isEmpty(), piece, word.paint);
                blank = false;
            }
        }
        line.end();
    }

    /// A line in the making; paint is changed only where it must be.
    private final class Line {

        private final StringBuilder text;
        private int length;
        private boolean empty = true;
        private String paint = "";

        Line(String indent) {
            text = new StringBuilder(indent);
            length = indent.length();
        }

        boolean isEmpty() {
            return empty;
        }

        boolean hasRoomFor(String piece) {
            return length + 1 + piece.length() <= width;
        }

        void add(boolean blank, String piece, String newPaint) {
            boolean changes = colour && !newPaint.equals(paint);
            if (changes && !paint.isEmpty()) {
                text.append("\u001b[0m");
            }
            text.append(blank ? " " : "");
            if (changes && !newPaint.isEmpty()) {
                text.append("\u001b[").append(newPaint).append('m');
            }
            text.append(piece);
            length += piece.length() + (blank ? 1 : 0);
            paint = newPaint;
            empty = false;
        }

        void end() {
            lines.add(text + (colour && !paint.isEmpty() ? "\u001b[0m" : ""));
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private String paint(String code, String text) {
        return colour && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
