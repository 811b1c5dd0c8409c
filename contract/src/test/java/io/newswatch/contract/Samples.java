package io.newswatch.contract;

import io.newswatch.contract.Alert.Matched;
import io.newswatch.contract.CooperationEvent.Epistemic;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.RawArticle.Extent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One record of each kind with every component filled, in the manner of real ones.
final class Samples {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:15:30.120Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");
    private static final String TEXT = """
            The defence ministers met in Baku on Tuesday.
            The exercise, first held in 2013, brings together 900 troops.""";

    private Samples() {}

    /// @return by name ("raw-article"), in the order of an article's way
    static Map<String, Object> all() {
        var samples = new LinkedHashMap<String, Object>();
        for (var sample : List.of(feed(), feedState(), rawArticle(), enrichedArticle(), amendment(), reportedEvent(),
                rule(), alert(), delivery())) {
            samples.put(name(sample.getClass()), sample);
        }
        return samples;
    }

    /// @return the class's name in lower case, words joined by hyphens
    static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    static FeedDefinition feed() {
        return new FeedDefinition("courier.example/world", "rss", "https://courier.example/world.rss",
                "Caspian Courier", "en", true, Map.of("page", "follow"));
    }

    static FeedState feedState() {
        return new FeedState("courier.example/world", "{\"etag\":\"\\\"a1\\\"\"}", MONDAY, TUESDAY, "new-items", 0,
                true);
    }

    static RawArticle rawArticle() {
        return new RawArticle("0f2c9a7be1d34c58a6f0b7d2c4e19833", "courier.example/world", "courier.example",
                "https://courier.example/2026/ministers-meet", "Ministers meet in Baku", TEXT, Extent.FULL, false,
                "A. Reporter", "en", PublicationDate.parse("2026-03-03"), TUESDAY,
                RawArticle.contentHash("Ministers meet in Baku", TEXT), false);
    }

    private static Echo echo() {
        return new Echo("77aa01", "https://courier.example/2026/drills", 1, 10, 62, MONDAY, 3, 2,
                List.of(new Echo.Sighting("77aa02", "https://gazette.example/drills", MONDAY)), 0.9231,
                List.of(new Echo.Delta(Echo.Delta.Kind.NUMBER, "700", "900", 96, 99, 4, 5)));
    }

    private static List<Paragraph> paragraphs() {
        return List.of(Paragraph.of(List.of(Sentence.novel(0, 45))),
                Paragraph.of(List.of(new Sentence(46, 107, Verdict.REPEAT_CHANGED, Set.of(Sentence.Flag.SELF_REPEAT),
                        echo()))));
    }

    static CooperationEvent event() {
        return new CooperationEvent("e1", EventType.JOINT_EXERCISE, "field-exercise", Polarity.POSITIVE, Status.ONGOING,
                Epistemic.ASSERTED, false, CooperationEvent.SuppressedBy.ECHO,
                List.of(new CooperationEvent.Participant("AZE", "MIL", "participant", "Azerbaijani", 4, 15),
                        new CooperationEvent.Participant("TUR", null, "participant", "", -1, -1)),
                List.of(new CooperationEvent.ThirdParty("IRN", CooperationEvent.ThirdParty.Relation.ADDRESSEE)),
                new CooperationEvent.Place("Baku", "AZE"),
                new CooperationEvent.EventTime(LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 5),
                        PublicationDate.Precision.DAY, "on Tuesday"),
                "Steppe Shield 2026", 13, List.of(new CooperationEvent.Equipment("two drones", "aircraft", 2)),
                new CooperationEvent.Money(new BigDecimal("1500000"), "USD"), 900,
                new CooperationEvent.Evidence("0f2c9a7be1d34c58a6f0b7d2c4e19833", 1, 46, 107,
                        "The exercise, first held in 2013, brings together 900 troops."),
                "exercise.hold", "en", List.of("0621"), "COOPERATE", 0.85);
    }

    static EnrichedArticle enrichedArticle() {
        var raw = rawArticle();
        return new EnrichedArticle(raw.articleId(), 2, 1, raw.feed(), raw.source(), raw.url(), raw.title(),
                raw.publishedAt(), raw.arrivedAt(), "en", false, true, raw.text(), 0.4206, Sentence.novel(0, 22),
                paragraphs(), List.of(new Actor("AZE", "GOVMIL", "Baku", 31, 35, false)), List.of(event()));
    }

    static Amendment amendment() {
        return new Amendment(rawArticle().articleId(), 2, 2, Amendment.Reason.LATE_PREDECESSOR, TUESDAY,
                Sentence.novel(0, 22), Sentence.of(paragraphs()));
    }

    static ReportedEvent reportedEvent() {
        return new ReportedEvent("e1", event(), MONDAY, TUESDAY, 2,
                List.of(new ReportedEvent.Report("77aa01", 1, "courier.example", "https://courier.example/2026/drills",
                        MONDAY, Status.PLANNED)),
                "e0");
    }

    static Rule rule() {
        return new Rule("newsroom", "steppe-drills", "Drills and staff talks on the steppe",
                new Rule.Match(true, false, List.of("en", "az"),
                        new Rule.Sources(List.of("courier.example"), List.of("sports.example")),
                        new Rule.Actors(List.of("AZE"), List.of("TUR"), List.of("FRA")),
                        new Rule.Events(List.of(EventType.JOINT_EXERCISE), List.of("staff-talks"),
                                List.of(Status.PLANNED), Polarity.POSITIVE, List.of("AZE", "TUR")),
                        new Rule.Text(List.of(new Rule.Term.Phrase("staff talks")),
                                List.of(new Rule.Term.Near(List.of("air", "force"), 5)),
                                List.of(new Rule.Term.Prefix("footbal")))),
                new Rule.Notice(Rule.Notice.Mode.DIGEST, "story", 20), List.of("webhook:desk"));
    }

    static Alert alert() {
        var article = enrichedArticle();
        var passage = new Alert.Passage(46, 107, false, "The exercise, first held in 2013, brings together 900 troops.",
                Verdict.REPEAT_CHANGED, echo());
        return new Alert("a1", "newsroom", "steppe-drills", "Drills and staff talks on the steppe", "s1", 1,
                article.articleId(), 2, article.title(), article.url(), article.source(), "en", article.publishedAt(),
                article.arrivedAt(), TUESDAY,
                List.of(new Matched(Matched.Condition.TEXT, "staff talks", 4, 15, false)), List.of(passage), 1, 2,
                0.4206, true, List.of(passage), List.of(event()),
                List.of(new Alert.Gathered("77aa03", 1, "Drills end", "https://gazette.example/end", "gazette.example",
                        TUESDAY)),
                List.of("webhook:desk"));
    }

    static Delivery delivery() {
        return new Delivery("a1", "webhook:desk", Delivery.State.PENDING, 3, MONDAY, TUESDAY, "503 Service Unavailable",
                alert());
    }
}
