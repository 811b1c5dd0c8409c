package io.newswatch.alerts;

import io.newswatch.contract.Alert;
import io.newswatch.contract.Alert.Matched;
import io.newswatch.contract.Alert.Matched.Condition;
import io.newswatch.contract.Alert.Passage;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.Echo;
import io.newswatch.contract.PublicationDate.Precision;
import io.newswatch.contract.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// An alert as a person likes to read it: what happened, why it is new, the words that say so, which facts changed, and
/// what was recognised as known. Words of articles cannot steer the terminal: control characters are made harmless. Safe
/// for use by many threads.
public final class AlertText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_EVIDENCE = 3;
    private static final int MOST_GATHERED = 10;
    private static final int BACKGROUND_LETTERS = 110;
    private static final String INDENT = "  ";

    private final Alert alert;
    private final boolean colour;

    private AlertText(Alert alert, boolean colour) {
        this.alert = alert;
        this.colour = colour;
    }

    /// @param colour whether to use ANSI colours
    /// @return several lines without a line break at the end
    public static String of(Alert alert, boolean colour) {
        return new AlertText(alert, colour).write();
    }

    private String write() {
        var lines = new ArrayList<String>();
        var title = alert.title();
        lines.add(paint("1", "● " + (title == null ? "(no headline)" : harmless(title))));
        lines.add(INDENT + paint("36", rule()));
        lines.add(INDENT + paint("2", origin()));
        lines.add(INDENT + "Why: " + why());
        if (alert.provisional()) {
            lines.add(INDENT + paint("33", "Provisional: ")
                    + "part of the memory had not answered; some of this may be old");
        }
        // The headline has been said.
        var sentences = alert.evidence().stream().filter(passage -> !passage.inTitle()).toList();
        sentences.stream().limit(MOST_EVIDENCE)
                .forEach(passage -> lines.add(INDENT + paint("32", "» ") + evidence(passage)));
        if (sentences.size() > MOST_EVIDENCE) {
            lines.add(INDENT + paint("2", "  and " + (sentences.size() - MOST_EVIDENCE) + " more sentences"));
        }
        changes().ifPresent(changes -> lines.add(INDENT + paint("33", "Changed: ") + changes));
        alert.events().forEach(event -> lines.add(INDENT + paint("35", "Event: ") + event(event)));
        known().ifPresent(known -> lines.add(INDENT + paint("2", "Known: " + known)));
        gathered(lines);
        return String.join("\n", lines);
    }

    private String rule() {
        var tenant = alert.tenant().equals("default") ? "" : alert.tenant() + "/";
        var description = alert.ruleDescription();
        return (description.isBlank() ? "" : harmless(description) + " ") + "[" + tenant + alert.ruleId() + "]";
    }

    private String origin() {
        var published = alert.publishedAt();
        var when = published == null
                ? "arrived " + TIME.format(alert.arrivedAt()) + " UTC"
                : published.precision() == Precision.INSTANT
                        ? TIME.format(published.from()) + " UTC"
                        : published.text();
        var url = alert.url();
        return harmless(alert.source()) + " · " + when + (alert.revision() > 1 ? " · revision " + alert.revision() : "")
                + (url == null ? "" : " · " + harmless(url));
    }

    private String why() {
        var reasons = new ArrayList<String>();
        reasons.add(alert.newSentences() == 0
                ? "none of " + count(alert.allSentences(), "sentence") + " is new"
                : alert.newSentences() == alert.allSentences()
                        ? "all " + count(alert.allSentences(), "sentence") + " new or changed"
                        : alert.newSentences() + " of " + count(alert.allSentences(), "sentence")
                                + (alert.newSentences() == 1 ? " is" : " are") + " new or changed");
        var words = alert.matched().stream().filter(matched -> matched.condition() == Condition.TEXT).toList();
        var fresh = words.stream().filter(this::inNewWords).map(matched -> quoted(matched.what())).distinct().toList();
        var old = words.stream().filter(matched -> !inNewWords(matched)).map(matched -> quoted(matched.what()))
                .distinct().filter(word -> !fresh.contains(word)).toList();
        if (!fresh.isEmpty()) {
            reasons.add(String.join(", ", fresh) + " in new words");
        }
        if (!old.isEmpty()) {
            reasons.add(String.join(", ", old) + " in known words");
        }
        var actors = alert.matched().stream().filter(matched -> matched.condition() == Condition.ACTOR)
                .map(matched -> harmless(matched.what())).distinct().toList();
        if (!actors.isEmpty()) {
            reasons.add("names " + String.join(", ", actors));
        }
        reasons.add(alert.reportNumber() <= 1
                ? "first report of this story"
                : "report " + alert.reportNumber() + " of this story");
        return String.join("; ", reasons);
    }

    private boolean inNewWords(Matched matched) {
        return alert.evidence().stream().anyMatch(passage -> passage.verdict() != Verdict.REPEAT
                && passage.inTitle() == matched.inTitle() && passage.start() <= matched.start()
                && matched.end() <= passage.end());
    }

    /// The sentence with its matched words stressed.
    private String evidence(Passage passage) {
        var text = passage.text();
        var stressed = new StringBuilder();
        int at = 0;
        if (colour) {
            var spans = alert.matched().stream()
                    .filter(matched -> matched.condition() != Condition.EVENT && matched.inTitle() == passage.inTitle()
                            && matched.start() >= passage.start()
                            && matched.end() <= Math.min(passage.end(), passage.start() + text.length()))
                    .sorted((a, b) -> Integer.compare(a.start(), b.start())).toList();
            for (var span : spans) {
                int start = span.start() - passage.start();
                if (start >= at) {
                    stressed.append(harmless(text.substring(at, start)));
                    at = span.end() - passage.start();
                    stressed.append(paint("1", harmless(text.substring(start, at))));
                }
            }
        }
        return stressed.append(harmless(text.substring(at))).toString();
    }

    private Optional<String> changes() {
        var changes = alert.evidence().stream().filter(passage -> passage.verdict() == Verdict.REPEAT_CHANGED)
                .map(Passage::echo).filter(Objects::nonNull)
                .flatMap(echo -> echo.delta().stream().map(AlertText::change)
                        .map(change -> change + " (was in " + where(echo) + ")"))
                .distinct().collect(Collectors.joining("; "));
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes);
    }

    private static String change(Echo.Delta delta) {
        if (delta.was().isBlank()) {
            return "added " + quoted(delta.now());
        }
        if (delta.now().isBlank()) {
            return "left out " + quoted(delta.was());
        }
        return harmless(delta.was()) + " -> " + harmless(delta.now());
    }

    private static String event(CooperationEvent event) {
        var ordinal = event.ordinal();
        var place = event.place();
        var name = event.exerciseName();
        return event.status().slug() + " " + event.type().slug()
                + (event.polarity() == CooperationEvent.Polarity.NEGATIVE ? " (curtailed)" : "") + ", "
                + event.participants().stream().filter(CooperationEvent.Participant::takesPart)
                        .map(CooperationEvent.Participant::code).distinct().map(AlertText::harmless)
                        .collect(Collectors.joining(" + "))
                + (name == null ? "" : ", " + quoted(name)) + (ordinal == null ? "" : ", no. " + ordinal)
                + (place == null ? "" : ", " + harmless(place.text()));
    }

    private Optional<String> known() {
        var recycled = alert.background();
        if (recycled.isEmpty()) {
            return Optional.empty();
        }
        int repeated = alert.allSentences() - alert.newSentences();
        var longest = recycled.getFirst();
        var echo = longest.echo();
        var text = harmless(longest.text());
        var cut = text.length() <= BACKGROUND_LETTERS
                ? text
                : text.substring(0, text.lastIndexOf(' ', BACKGROUND_LETTERS) > 0
                        ? text.lastIndexOf(' ', BACKGROUND_LETTERS)
                        : BACKGROUND_LETTERS) + " …";
        return Optional.of(count(Math.max(repeated, recycled.size()), "sentence") + " recycled, such as "
                + "\"" + cut + "\"" + (echo == null ? "" : ", first in " + where(echo) + times(echo)));
    }

    private static String times(Echo echo) {
        return echo.timesSeen() <= 1
                ? ""
                : ", seen in " + echo.timesSeen() + " articles"
                        + (echo.sources() > 1 ? " of " + echo.sources() + " outlets" : "");
    }

    /// The day is that of arrival: when the article was published is not remembered.
    private static String where(Echo echo) {
        var url = echo.url();
        return (url == null ? "article " + harmless(echo.articleId()) : harmless(url)) + ", here since "
                + day(echo.firstSeenAt());
    }

    private static String day(Instant at) {
        return DAY.format(at);
    }

    private void gathered(List<String> lines) {
        for (var further : alert.gathered().stream().limit(MOST_GATHERED).toList()) {
            lines.add(INDENT + "+ " + harmless(orEmpty(further.title())) + " · " + harmless(further.source()) + " · "
                    + TIME.format(further.arrivedAt()) + " UTC");
        }
        if (alert.gathered().size() > MOST_GATHERED) {
            lines.add(INDENT + "+ " + (alert.gathered().size() - MOST_GATHERED) + " more");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "(no headline)" : text;
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static String quoted(String words) {
        return "\"" + harmless(words) + "\"";
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /// Makes control and direction characters harmless: white space of any kind becomes one blank, others a mark.
    public static String harmless(String text) {
        var clean = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!blank) {
                    clean.append(' ');
                }
                blank = true;
                continue;
            }
            blank = false;
            boolean steers = Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)
                    || c == 0x200E || c == 0x200F || c == 0x061C || Character.getType(c) == Character.SURROGATE
                    || (c >= 0xE0000 && c <= 0xE007F);
            clean.appendCodePoint(steers ? 0xFFFD : c);
        }
        return clean.toString().strip();
    }
}
