package io.newswatch.standalone.page;

import static io.newswatch.standalone.page.Html.escaped;
import static io.newswatch.standalone.page.Html.isolated;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.Echo;
import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One article of the page. What is new reads as text; what is known has a bar at its side and a label that says since when and
/// from where; a changed fact shows what it was. Made for one article.
final class ArticleSection {

    private static final int LONGEST_PATH = 60;

    private final EnrichedArticle article;
    private final PlaceOnPage place;
    private final BiFunction<String, Integer, @Nullable PlaceOnPage> places;
    private final StringBuilder html = new StringBuilder(4_096);

    /// @param places finds an article that is on the page by its id and revision
    ArticleSection(EnrichedArticle article, PlaceOnPage place,
            BiFunction<String, Integer, @Nullable PlaceOnPage> places) {
        this.article = article;
        this.place = place;
        this.places = places;
    }

    String write() {
        html.append("<article id=\"").append(place.anchor()).append("\" aria-labelledby=\"t").append(place.number())
                .append(place.hasNews() ? "\">\n" : "\" class=\"stale\">\n");
        head();
        text();
        actors();
        events();
        return html.append("</article>\n").toString();
    }

    // ------------------------------------------------------------------ head

    private void head() {
        html.append("<header>\n<h2 id=\"t").append(place.number()).append("\"><a class=\"number\" href=\"#")
                .append(place.anchor()).append("\" aria-label=\"Link to article ").append(place.number()).append("\">")
                .append(place.number()).append("</a> ").append(isolated(article.title() == null
                        ? "Without a title"
                        : article.title()))
                .append("</h2>\n<p class=\"meta\">").append(isolated(article.source())).append(" · ")
                .append(escaped(Moments.told(article)));
        if (article.revision() > 1) {
            html.append(" · version ").append(article.revision());
        }
        if (article.backfill()) {
            html.append(" · taught as background");
        }
        var url = article.url();
        if (url != null && Html.link(url).isPresent()) {
            html.append(" · ").append(Html.linked(url, "original"));
        }
        html.append("</p>\n<p class=\"share\">").append(bar(article)).append(' ').append(percent(place.newShare()))
                .append(" new (").append(place.counts()).append(")</p>\n");
        var headline = article.headline();
        if (headline != null && headline.echo() != null) {
            html.append("<p class=\"label\">The headline itself: ").append(told(headline)).append("</p>\n");
        }
        html.append("</header>\n");
    }

    /// The share of new, changed and known characters as a picture.
    private static String bar(EnrichedArticle article) {
        long fresh = 0;
        long changed = 0;
        long all = 0;
        for (var sentence : article.sentences()) {
            int length = sentence.end() - sentence.start();
            all += length;
            if (sentence.isNews()) {
                fresh += sentence.verdict() == Verdict.NOVEL ? length : 0;
                changed += sentence.verdict() == Verdict.NOVEL ? 0 : length;
            }
        }
        return bar(all == 0 ? 0 : (double) fresh / all, all == 0 ? 0 : (double) changed / all);
    }

    static String bar(double fresh, double changed) {
        return String.format(Locale.ROOT, "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\""
                + " aria-hidden=\"true\"><rect class=\"k\" width=\"100\" height=\"10\"/><rect class=\"n\" width=\"%.1f\""
                + " height=\"10\"/><rect class=\"c\" x=\"%.1f\" width=\"%.1f\" height=\"10\"/></svg>", 100 * fresh,
                100 * fresh, 100 * changed);
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    // ------------------------------------------------------------------ text

    /// What neighbouring sentences must have in common to stand under one label.
    private record Lot(boolean isNews, Verdict verdict, Set<Flag> flags, @Nullable String articleId, int revision,
            int times, int sources, @Nullable Instant since) {

        static Lot of(Sentence sentence) {
            var echo = sentence.echo();
            return echo == null
                    ? new Lot(sentence.isNews(), sentence.verdict(), sentence.flags(), null, 0, 0, 0, null)
                    : new Lot(sentence.isNews(), sentence.verdict(), sentence.flags(), echo.articleId(),
                            echo.revision(), echo.timesSeen(), echo.sources(), echo.firstSeenAt());
        }
    }

    /// Writes the text, lot by lot; a lot may go on over the end of a paragraph.
    private void text() {
        var lot = new ArrayList<List<Sentence>>();
        for (var paragraph : article.paragraphs()) {
            boolean opens = true;
            for (var sentence : paragraph.sentences()) {
                if (!lot.isEmpty() && !Lot.of(lot.getFirst().getFirst()).equals(Lot.of(sentence))) {
                    lot(lot);
                    lot.clear();
                }
                if (opens || lot.isEmpty()) {
                    lot.add(new ArrayList<>());
                }
                lot.getLast().add(sentence);
                opens = false;
            }
        }
        if (!lot.isEmpty()) {
            lot(lot);
        }
    }

    private void lot(List<List<Sentence>> paragraphs) {
        var first = paragraphs.getFirst().getFirst();
        boolean isPlain = first.isNews() && first.verdict() == Verdict.NOVEL;
        if (!isPlain) {
            html.append("<div class=\"").append(first.isNews() ? "changed" : "known").append("\">\n<p class=\"label\">")
                    .append(told(first)).append("</p>\n");
        }
        paragraphs.forEach(this::paragraph);
        html.append(isPlain ? "" : "</div>\n");
    }

    private void paragraph(List<Sentence> sentences) {
        html.append("<p").append(language()).append(" dir=\"auto\">");
        var between = "";
        for (var sentence : sentences) {
            html.append(between).append("<span id=\"").append(PlaceOnPage.anchor(place.number(), sentence))
                    .append("\">");
            words(sentence);
            html.append("</span>");
            between = " ";
        }
        html.append("</p>\n");
    }

    private String language() {
        return article.language().matches("[a-z]{2,3}") && !article.language().equals("und")
                ? " lang=\"" + article.language() + "\""
                : "";
    }

    private void words(Sentence sentence) {
        var text = article.text();
        var echo = sentence.echo();
        int at = sentence.start();
        if (echo != null) {
            for (var delta : echo.delta().stream().sorted(Comparator.comparingInt(Delta::start)).toList()) {
                if (delta.start() >= at && delta.end() <= sentence.end() && delta.end() >= delta.start()) {
                    html.append(escaped(text.substring(at, delta.start())));
                    change(delta, text.substring(delta.start(), delta.end()));
                    at = delta.end();
                }
            }
        }
        html.append(escaped(text.substring(at, sentence.end())));
    }

    private void change(Delta delta, String now) {
        if (!delta.was().isBlank()) {
            html.append("<del><span class=\"said\">was </span>").append(isolated(delta.was())).append("</del>")
                    .append(now.isBlank() ? "" : " ");
        }
        if (!now.isBlank()) {
            html.append("<ins><span class=\"said\">now </span>").append(escaped(now)).append("</ins>");
        }
    }

    // ------------------------------------------------------------------ labels

    /// Why a sentence is not simply new, as HTML.
    private String told(Sentence sentence) {
        var parts = new ArrayList<String>();
        for (var flag : sentence.flags()) {
            parts.add(switch (flag) {
                case FURNITURE -> "<b>Site furniture</b>";
                case HEADLINE -> "<b>The headline again</b>";
                case SELF_REPEAT -> "<b>Said earlier in this article</b>";
                case UNJUDGED -> "<b>Not judged: the text is too long</b>";
                case UNKNOWN -> "<b>No story text</b>";
            });
        }
        var echo = sentence.echo();
        if (echo != null) {
            parts.add((sentence.verdict() == Verdict.REPEAT
                    ? "<b>Said before</b>"
                    : "<b>Changed:</b> " + changes(echo) + "; the rest said before") + times(echo) + first(echo)
                    + also(echo));
        }
        return String.join(" · ", parts);
    }

    private static String changes(Echo echo) {
        return echo.delta().stream().map(delta -> delta.was().isBlank()
                ? isolated(delta.now()) + " added"
                : delta.now().isBlank()
                        ? isolated(delta.was()) + " left out"
                        : isolated(delta.was()) + " → " + isolated(delta.now()))
                .distinct().collect(Collectors.joining("; "));
    }

    private String times(Echo echo) {
        var origin = places.apply(echo.articleId(), echo.revision());
        var day = origin == null ? Moments.day(echo.firstSeenAt()) : origin.day();
        return echo.timesSeen() <= 1
                ? " on " + escaped(day) + ", in "
                : ": " + count(echo.timesSeen(), "article")
                        + (echo.sources() > 1 ? " of " + echo.sources() + " outlets" : "") + " since " + escaped(day)
                        + ", first in ";
    }

    private String first(Echo echo) {
        if (!echo.articleId().equals(article.articleId())) {
            return named(echo.articleId(), echo.revision(), echo.start(), echo.url());
        }
        var own = places.apply(echo.articleId(), echo.revision());
        return own == null
                ? "an earlier version of this article"
                : "an " + link(own, echo.start(), "earlier version of this article");
    }

    private String also(Echo echo) {
        var others = echo.alsoIn().stream()
                .map(other -> named(other.articleId(), 0, -1, other.url())).distinct().toList();
        return others.isEmpty() ? "" : "; also in " + String.join(", ", others);
    }

    /// @param revision 0 for any
    /// @param sentence where the words begin; -1 when that is not told
    private String named(String articleId, int revision, int sentence, @Nullable String url) {
        var there = places.apply(articleId, revision);
        if (there != null) {
            return link(there, sentence, isolated("“" + there.name() + "”")) + " (" + isolated(there.source()) + ")";
        }
        return url == null
                ? "article " + isolated(articleId)
                : Html.linked(url, isolated(Html.link(url).map(ArticleSection::shortened).orElse(url)));
    }

    private static String link(PlaceOnPage there, int sentence, String words) {
        return "<a href=\"#" + (sentence < 0 ? there.anchor() : PlaceOnPage.anchor(there.number(), sentence)) + "\">"
                + words + "</a>";
    }

    private static String shortened(URI uri) {
        var path = uri.getHost() + Optional.ofNullable(uri.getPath()).orElse("");
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }

    // ------------------------------------------------------------------ actors and events

    private void actors() {
        var codes = article.actors().stream().map(Actor::code).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!codes.isEmpty()) {
            html.append("<p class=\"actors\"><b>Named:</b> ").append(codes.stream().map(EventText::name)
                    .map(Html::isolated).collect(Collectors.joining(", "))).append("</p>\n");
        }
    }

    private void events() {
        var events = article.events();
        if (events.isEmpty()) {
            return;
        }
        html.append("<ul class=\"events\" aria-label=\"Events\">\n");
        article.countableEvents().forEach(event -> event("event", "Event", event));
        events.stream().filter(event -> !event.countable())
                .forEach(event -> event("event off", "Not counted (" + EventText.notCounted(event) + ")", event));
        html.append("</ul>\n");
    }

    private void event(String style, String label, CooperationEvent event) {
        html.append("<li class=\"").append(style).append("\"><b>").append(escaped(label)).append(":</b> ")
                .append(evidence(event, isolated(EventText.told(event)))).append("</li>\n");
    }

    /// The words linked to the sentence that they were read from.
    private String evidence(CooperationEvent event, String words) {
        int at = event.evidence().start();
        return event.evidence().inTitle()
                ? words
                : article.sentences().stream().filter(one -> one.start() <= at && at < one.end()).findFirst()
                        .map(one -> "<a href=\"#" + PlaceOnPage.anchor(place.number(), one) + "\">" + words + "</a>")
                        .orElse(words);
    }
}
