package io.newswatch.alerts;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.CooperationEvent.Epistemic;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.Echo;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.EventType;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.Paragraph;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The simulated desk as a perfect enrichment would see it: verdicts, actors and events straight from its truth file, so
/// that rules and stories are judged by themselves.
final class GoldDesk {

    private final Path folder;

    GoldDesk(Path folder) {
        this.folder = folder;
    }

    List<EnrichedArticle> articles() {
        var articles = lines("articles.jsonl");
        var truth = lines("truth.jsonl");
        var arrivals = new HashMap<String, Instant>();
        var result = new ArrayList<EnrichedArticle>();
        for (int i = 0; i < articles.size(); i++) {
            var gold = truth.get(i);
            arrivals.put(gold.get("id").asString() + "/" + gold.get("rev").asInt(),
                    Instant.parse(gold.get("arrivedAt").asString()));
            result.add(article(articles.get(i), gold, arrivals));
        }
        return result;
    }

    /// `rule article revision` of the alerts that must fire; those that may fire begin with "?".
    Set<String> alerts() {
        var alerts = new HashSet<String>();
        for (var line : lines("alerts-truth.jsonl")) {
            alerts.add((line.path("optional").asBoolean(false) ? "?" : "") + line.get("rule").asString() + " "
                    + line.get("id").asString() + " " + line.get("rev").asInt());
        }
        return alerts;
    }

    private List<JsonNode> lines(String name) {
        try (var lines = Files.lines(folder.resolve(name))) {
            return lines.filter(line -> !line.isBlank()).map(JsonSerde.MAPPER::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EnrichedArticle article(JsonNode raw, JsonNode gold, Map<String, Instant> arrivals) {
        var id = gold.get("id").asString();
        int revision = gold.get("rev").asInt();
        var text = raw.get("text").asString();
        var arrivedAt = Instant.parse(gold.get("arrivedAt").asString());
        var sentences = new ArrayList<Sentence>();
        var actors = new ArrayList<Actor>();
        for (var s : gold.get("sentences")) {
            int start = text.offsetByCodePoints(0, s.get("start").asInt());
            int end = text.offsetByCodePoints(0, s.get("end").asInt());
            var verdict = Verdict.valueOf(s.get("verdict").asString());
            sentences.add(new Sentence(start, end, verdict,
                    s.path("ignore").asBoolean(false) ? Set.of(Sentence.Flag.FURNITURE) : Set.of(),
                    verdict == Verdict.NOVEL ? null : echo(s.get("of"), arrivals)));
            s.get("actors").forEach(code -> actors
                    .add(new Actor(code.asString(), null, code.asString(), start, start + 1, false)));
        }
        var title = raw.get("title").asString();
        // the desk's truth does not match titles; one that repeats is out of scope
        var headline = new Sentence(0, title.length(), Verdict.REPEAT, Set.of(),
                new Echo(id, null, 1, 0, 1, arrivedAt, 1, 1, List.of(), 1, List.of()));
        var events = new ArrayList<CooperationEvent>();
        for (var e : gold.get("events")) {
            if (!e.path("arguable").asBoolean(false)) {
                events.add(event(e, id, text, raw.get("lang").asString()));
            }
        }
        return new EnrichedArticle(id, revision, 1, null, raw.get("source").asString(), raw.get("url").asString(),
                title,
                PublicationDate.parse(raw.get("publishedAt").asString()), arrivedAt, raw.get("lang").asString(), false,
                false, text, 0.5, headline, List.of(Paragraph.of(sentences)), actors, events);
    }

    private static Echo echo(JsonNode of, Map<String, Instant> arrivals) {
        var id = of.get("id").asString();
        int revision = of.get("rev").asInt();
        var at = arrivals.getOrDefault(id + "/" + revision, Instant.EPOCH);
        return new Echo(id, null, revision, 0, 1, at, 1, 1, List.of(), 1, List.of());
    }

    private static CooperationEvent event(JsonNode e, String id, String text, String language) {
        var evidence = e.get("evidence").asString();
        int start = Math.max(0, text.indexOf(evidence));
        var participants = new ArrayList<CooperationEvent.Participant>();
        e.get("participants").forEach(code -> participants
                .add(new CooperationEvent.Participant(code.asString(), null, "participant", "", -1, -1)));
        return new CooperationEvent(id + start, JsonSerde.MAPPER.convertValue(e.get("type"), EventType.class), null,
                e.get("polarity").asString().equals("negative") ? Polarity.NEGATIVE : Polarity.POSITIVE,
                JsonSerde.MAPPER.convertValue(e.get("status"), Status.class), Epistemic.ASSERTED, true, null,
                participants, List.of(), null, time(e.path("date").asStringOpt().orElse(null)), null, null, List.of(),
                null, null, new CooperationEvent.Evidence(id, 0, start, start + evidence.length(), evidence), "gold",
                language, List.of(), "", 1);
    }

    private static CooperationEvent.@Nullable EventTime time(@Nullable String date) {
        if (date == null) {
            return null;
        }
        var span = PublicationDate.parse(date);
        var zone = java.time.ZoneOffset.UTC;
        return new CooperationEvent.EventTime(span.from().atZone(zone).toLocalDate(),
                span.to().minusSeconds(1).atZone(zone).toLocalDate(), span.precision(), date);
    }
}
