package io.newswatch.standalone.page;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.PublicationDate.Precision;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as people read them, in UTC. Stateless.
final class Moments {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    static String day(Instant at) {
        return DAY.format(at);
    }

    static String day(EnrichedArticle article) {
        var published = article.publishedAt();
        return published == null ? day(article.arrivedAt()) : atMost(published, Precision.DAY);
    }

    /// When it was published, else when it arrived.
    static String told(EnrichedArticle article) {
        var published = article.publishedAt();
        return published == null
                ? "arrived " + TIME.format(article.arrivedAt())
                : atMost(published, Precision.INSTANT);
    }

    private static String atMost(PublicationDate date, Precision finest) {
        return switch (date.precision()) {
            case INSTANT -> (finest == Precision.INSTANT ? TIME : DAY).format(date.from());
            case DAY -> DAY.format(date.from());
            case MONTH -> MONTH.format(date.from());
            case YEAR -> date.text();
        };
    }
}
