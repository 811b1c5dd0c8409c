package io.newswatch.alerts;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.CooperationEvent.Epistemic;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.Echo;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.EventType;
import io.newswatch.contract.Paragraph;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Builds enriched articles sentence by sentence, for tests.
public final class SampleArticle {

    public static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    private final String id;
    private int revision = 1;
    private @Nullable String title;
    private boolean knownTitle;
    private Instant at = MORNING;
    private String language = "en";
    private String source = "Example Wire";
    private boolean backfill;
    private boolean partial;
    private final StringBuilder text = new StringBuilder();
    private final List<Sentence> sentences = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final List<CooperationEvent> events = new ArrayList<>();

    private SampleArticle(String id) {
        this.id = id;
    }

    public static SampleArticle article(String id) {
        return new SampleArticle(id);
    }

    public SampleArticle revision(int number) {
        revision = number;
        return this;
    }

    public SampleArticle title(String words) {
        title = words;
        return this;
    }

    public SampleArticle knownTitle(String words) {
        knownTitle = true;
        return title(words);
    }

    public SampleArticle at(Instant arrived) {
        at = arrived;
        return this;
    }

    public SampleArticle language(String code) {
        language = code;
        return this;
    }

    public SampleArticle source(String outlet) {
        source = outlet;
        return this;
    }

    public SampleArticle backfill() {
        backfill = true;
        return this;
    }

    public SampleArticle partial() {
        partial = true;
        return this;
    }

    public SampleArticle novel(String words) {
        return add(words, Verdict.NOVEL, Set.of(), null);
    }

    public SampleArticle echo(String words, String of) {
        return add(words, Verdict.REPEAT, Set.of(), echoOf(of, List.of()));
    }

    public SampleArticle changed(String words, String of, String was, String now) {
        int start = text.length() + words.indexOf(now);
        return add(words, Verdict.REPEAT_CHANGED, Set.of(), echoOf(of, List.of(
                new Echo.Delta(Echo.Delta.Kind.NUMBER, was, now, start, start + now.length(), 2, 3))));
    }

    public SampleArticle furniture(String words) {
        return add(words, Verdict.NOVEL, Set.of(Flag.FURNITURE), null);
    }

    /// An actor mentioned by the last sentence.
    public SampleArticle actor(String code) {
        var last = sentences.getLast();
        actors.add(new Actor(code, null, code, last.start(), last.start() + 1, false));
        return this;
    }

    /// A countable event told by the last sentence.
    ///
    /// @param participants such as "AZE", or "AZE MIL" with the sector
    public SampleArticle event(EventType type, Status status, String... participants) {
        var last = sentences.getLast();
        var curtailed = Set.of(Status.CANCELLED, Status.SUSPENDED, Status.REFUSED).contains(status);
        events.add(new CooperationEvent(id + events.size(), type, null,
                curtailed ? Polarity.NEGATIVE : Polarity.POSITIVE, status, Epistemic.ASSERTED, true, null,
                List.of(participants).stream()
                        .map(code -> code.split(" ", 2)).map(code -> new CooperationEvent.Participant(code[0],
                                code.length > 1 ? code[1] : null, "participant", "", -1, -1))
                        .toList(),
                List.of(), null, null, null, null, List.of(), null, null, new CooperationEvent.Evidence(id, 0,
                        last.start(), last.end(), text.substring(last.start(), last.end())),
                "test", language, List.of(), "", 1));
        return this;
    }

    public EnrichedArticle build() {
        var headline = title == null
                ? null
                : knownTitle
                        ? new Sentence(0, title.length(), Verdict.REPEAT, Set.of(), echoOf("older", List.of()))
                        : Sentence.novel(0, title.length());
        long news = sentences.stream().filter(Sentence::isNews).count();
        return new EnrichedArticle(id, revision, 1, null, source, "https://news.example.org/" + id, title, null, at,
                language, backfill, partial, text.toString(), (double) news / Math.max(1, sentences.size()), headline,
                sentences.isEmpty() ? List.of() : List.of(Paragraph.of(sentences)), actors, events);
    }

    private SampleArticle add(String words, Verdict verdict, Set<Flag> flags, @Nullable Echo echo) {
        if (!text.isEmpty()) {
            text.append(' ');
        }
        int start = text.length();
        text.append(words);
        sentences.add(new Sentence(start, text.length(), verdict, flags, echo));
        return this;
    }

    private Echo echoOf(String of, List<Echo.Delta> delta) {
        return new Echo(of, "https://news.example.org/" + of, 1, 0, 10, at.minusSeconds(3600), 3, 2, List.of(), 1,
                delta);
    }
}
