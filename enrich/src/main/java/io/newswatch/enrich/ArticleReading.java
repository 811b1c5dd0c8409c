package io.newswatch.enrich;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.Dossier.Judgement;
import java.util.List;

/// What is read from an article's words once it is known which of them are new.
///
/// @param language ISO 639-1 code, `und` when it cannot be told
/// @param actors   states and organisations named, the title's first
/// @param events   countable and suppressed ones
record ArticleReading(String language, List<Actor> actors, List<CooperationEvent> events) {

    ArticleReading {
        actors = List.copyOf(actors);
        events = List.copyOf(events);
    }

    /// Reads articles. Safe for use by many threads; does no I/O.
    @FunctionalInterface
    interface Reader {
        ArticleReading read(RawArticle article, int revision, Judgement judgement);
    }
}
