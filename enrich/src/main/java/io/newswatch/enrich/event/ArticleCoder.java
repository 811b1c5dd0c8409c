package io.newswatch.enrich.event;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.CooperationEvent.Epistemic;
import io.newswatch.contract.CooperationEvent.EventTime;
import io.newswatch.contract.CooperationEvent.Evidence;
import io.newswatch.contract.CooperationEvent.Participant;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.CooperationEvent.SuppressedBy;
import io.newswatch.contract.EventType;
import io.newswatch.contract.Hashes;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.event.Reading.Mention;
import io.newswatch.enrich.event.SentenceCoder.Draft;
import io.newswatch.enrich.lexicon.Words;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Reads actors and military-cooperation events out of an article.
///
/// Each sentence is cut into words and searched by one trie; 97 % of them hold no trigger and end there. In the others
/// the rules of the grammar look for an act, its parties and its status ([SentenceCoder]). Then the article is put
/// together: what headline and text say of one act becomes one event, "the two countries" are those spoken of before.
/// Sentences that are not news ([Sentence#isNews]) are read alike, and their events kept as suppressed.
///
/// Safe for use by many threads. The words of a language other than English are read from the program when its first
/// article comes; there is no other I/O after loading.
public final class ArticleCoder {

    private static final double CARRIED = 0.8;
    private static final int OLD_DAYS = 60;
    private static final int CONTINUED_WITHIN = 2;

    private final Grammar grammar;
    private final SentenceCoder sentences;
    private final EventDetails details;

    private ArticleCoder(Grammar grammar) {
        this.grammar = grammar;
        this.sentences = new SentenceCoder(grammar);
        this.details = new EventDetails(grammar);
    }

    /// The coder with the program's own grammar and lexicons.
    public static ArticleCoder bundled() {
        return with(List.of());
    }

    /// The coder with further files. A rule with the id of one of ours replaces it; words add phrases, concepts and
    /// languages; names add states and organisations.
    ///
    /// @param extra files, or folders of `.yaml` files
    /// @throws io.newswatch.enrich.lexicon.GrammarException naming file, line and what was expected
    public static ArticleCoder with(List<Path> extra) {
        return new ArticleCoder(Grammar.load(extra));
    }

    Grammar grammar() {
        return grammar;
    }

    /// One stretch of the article: the title or a sentence.
    ///
    /// @param paragraph -1 for the title
    private record Stretch(Sentence sentence, int paragraph, Reading reading) {

        boolean inTitle() {
            return paragraph < 0;
        }
    }

    /// An event and where it was read.
    ///
    /// @param number of the stretch in the article
    private record Read(int number, Stretch stretch, CooperationEvent event) {

        Read with(CooperationEvent fuller) {
            return new Read(number, stretch, fuller);
        }
    }

    /// Reads one article.
    public Coding code(ArticleToCode article) {
        var lexicon = grammar.lexicon(article.language());
        var stretches = stretches(article, lexicon);
        var actors = new ArrayList<Actor>();
        for (var stretch : stretches) {
            addActors(stretch, actors);
        }
        var found = new ArrayList<Read>();
        List<Mention> inForce = List.of();
        int year = publishedYear(article);
        int sentence = 0;
        for (var stretch : stretches) {
            var reading = stretch.reading();
            var drafts = sentences.mayHold(reading)
                    ? sentences.read(reading, inForce, year)
                    : List.<Draft>of();
            for (var draft : drafts) {
                found.add(new Read(sentence, stretch, event(article, stretch, draft)));
            }
            if (drafts.isEmpty() && !found.isEmpty() && found.getLast().stretch().inTitle() == stretch.inTitle()
                    && sentence - found.getLast().number() <= CONTINUED_WITHIN) {
                found.set(found.size() - 1, continued(found.getLast(), reading, article.publishedAt()));
            }
            sentence++;
            inForce = nowInForce(inForce, reading);
        }
        return new Coding(actors, together(found));
    }

    /// A drill's name and last day may be told by the sentence after the one that reports it.
    private Read continued(Read read, Reading next, @Nullable PublicationDate published) {
        var event = read.event();
        if (event.type() != EventType.JOINT_EXERCISE) {
            return read;
        }
        var told = details.continued(next, published);
        return told == null
                ? read
                : read.with(with(event, or(event.exerciseName(), told.exerciseName()), until(event, told.last())));
    }

    private static @Nullable EventTime until(CooperationEvent event, @Nullable EventTime last) {
        var time = event.time();
        if (last == null || time == null) {
            return or(time, last);
        }
        return last.to().isAfter(time.to())
                ? new EventTime(time.from(), last.to(), time.precision(), time.text())
                : time;
    }

    private static CooperationEvent with(CooperationEvent e, @Nullable String exerciseName, @Nullable EventTime time) {
        return new CooperationEvent(e.id(), e.type(), e.mode(), e.polarity(), e.status(), e.epistemic(), e.countable(),
                e.suppressedBy(), e.participants(), e.thirdParties(), e.place(), time, exerciseName, e.ordinal(),
                e.equipment(), e.value(), e.personnel(), e.evidence(), e.ruleId(), e.language(), e.cameo(), e.plover(),
                e.confidence());
    }

    private static int publishedYear(ArticleToCode article) {
        var published = article.publishedAt();
        return published == null ? 0 : published.from().atZone(ZoneOffset.UTC).getYear();
    }

    private static List<Stretch> stretches(ArticleToCode article, Lexicon lexicon) {
        var stretches = new ArrayList<Stretch>();
        var title = article.title();
        if (title != null && !title.isBlank()) {
            var words = Words.of(title);
            var headline = article.headline();
            stretches.add(new Stretch(headline == null ? Sentence.novel(0, title.length()) : headline, -1,
                    new Reading(lexicon, words, 0, words.size())));
        }
        var words = Words.of(article.text());
        int paragraph = 0;
        for (var part : article.paragraphs()) {
            for (var sentence : part.sentences()) {
                int first = words.firstAt(sentence.start());
                int end = words.firstAt(sentence.end());
                stretches.add(new Stretch(sentence, paragraph, new Reading(lexicon, words, first, end)));
            }
            paragraph++;
        }
        return stretches;
    }

    private static void addActors(Stretch stretch, List<Actor> actors) {
        var words = stretch.reading().words;
        for (var mention : stretch.reading().mentions) {
            if (mention.name().isMention()) {
                int start = words.start(mention.from());
                int end = words.end(mention.to() - 1);
                actors.add(new Actor(mention.name().codes().getFirst(), mention.sector(),
                        words.text().substring(start, end), start, end, stretch.inTitle()));
            }
        }
    }

    /// The parties spoken of after this sentence: its own when it names two or more, else those before, with its only one
    /// where those are no other. Each is kept once, however often a long text names it.
    private List<Mention> nowInForce(List<Mention> before, Reading reading) {
        var spoken = sentences.partiesSpokenOf(reading);
        long codes = spoken.stream().flatMap(m -> m.name().codes().stream()).distinct().count();
        if (codes >= 2) {
            return spoken;
        }
        if (codes == 1 && before.stream().map(m -> m.name().codes()).distinct().count() <= 1) {
            var both = new ArrayList<>(before);
            for (var mention : spoken) {
                if (both.stream().noneMatch(known -> known.name().equals(mention.name())
                        && Objects.equals(known.sector(), mention.sector()))) {
                    both.add(mention);
                }
            }
            return both;
        }
        return before;
    }

    private CooperationEvent event(ArticleToCode article, Stretch stretch, Draft draft) {
        var sentence = stretch.sentence();
        var source = stretch.inTitle() ? Objects.requireNonNull(article.title()) : article.text();
        var suppressed = draft.suppressedBy();
        if (!sentence.isNews()) {
            suppressed = sentence.verdict() == Verdict.REPEAT ? SuppressedBy.ECHO : SuppressedBy.FURNITURE;
        }
        var rule = draft.rule();
        var told = details.of(draft, article.publishedAt());
        if (suppressed == null && isOld(told.time(), article.publishedAt())) {
            suppressed = SuppressedBy.HISTORICAL;
        }
        var participants = participants(draft);
        boolean carried = participants.stream().anyMatch(p -> p.start() < 0);
        var evidence = new Evidence(article.articleId(), stretch.paragraph(), sentence.start(), sentence.end(),
                source.substring(sentence.start(), sentence.end()));
        var id = Hashes.hex128(article.articleId(), Integer.toString(article.revision()), rule.type().slug(),
                draft.polarity().slug(), String.join(",", draft.codes().stream().sorted().toList()));
        return new CooperationEvent(id, rule.type(), rule.mode(), draft.polarity(), draft.status(), draft.epistemic(),
                suppressed == null, suppressed, participants, draft.thirdParties(), told.place(), told.time(),
                told.exerciseName(), told.ordinal(), told.equipment(), told.value(), told.personnel(), evidence,
                rule.id(),
                draft.reading().lexicon.language(), cameo(rule, draft), rule.plover(),
                rule.confidence() * (carried ? CARRIED : 1) * (draft.epistemic() == Epistemic.ASSERTED ? 1 : CARRIED));
    }

    /// Whether the act lies further back than news does. A publication known to the month or year only is taken at its earliest day.
    private static boolean isOld(@Nullable EventTime time, @Nullable PublicationDate published) {
        return time != null && published != null
                && time.to().isBefore(LocalDate.ofInstant(published.from(), ZoneOffset.UTC).minusDays(OLD_DAYS));
    }

    /// CAMEO writes the promise and the end of an act under codes of their own.
    private static List<String> cameo(EventRule rule, Draft draft) {
        if (draft.polarity() == Polarity.NEGATIVE && rule.polarity() == Polarity.POSITIVE) {
            return draft.status() == Status.REFUSED ? List.of("1212") : List.of("1622");
        }
        if (draft.status() == Status.REQUESTED) {
            return List.of("0212");
        }
        if (draft.status() == Status.PLANNED) {
            return switch (rule.type()) {
                case JOINT_EXERCISE, ARMS_TRANSFER, TRAINING -> List.of("0312");
                case CONSULTATION, VISIT -> List.of("036");
                case MILITARY_AID -> List.of("0332");
                case DEPLOYMENT -> List.of("0334");
                case INTELLIGENCE_SHARING -> List.of("0314");
                case AGREEMENT, ALLIANCE, BASING, JOINT_PRODUCTION, COOPERATION, UNKNOWN -> rule.cameo();
            };
        }
        return draft.status() == Status.COMPLETED && rule.cameo().equals(List.of("0332"))
                ? List.of("072")
                : rule.cameo();
    }

    private static List<Participant> participants(Draft draft) {
        var byCode = new LinkedHashMap<String, Participant>();
        var reading = draft.reading();
        var roles = draft.rule().roles();
        for (var mention : draft.parties()) {
            boolean here = reading.mentions.contains(mention);
            boolean before = !here || mention.from() < draft.trigger();
            var role = before ? roles.getFirst() : roles.getLast();
            for (var code : mention.name().codes()) {
                int start = here ? reading.words.start(mention.from()) : -1;
                int end = here ? reading.words.end(mention.to() - 1) : -1;
                var text = here ? reading.words.text().substring(start, end) : "";
                var known = byCode.get(code);
                if (known == null || (known.sector() == null && mention.sector() != null)) {
                    byCode.put(code, new Participant(code, mention.sector(), known == null ? role : known.role(), text,
                            start, end));
                }
            }
        }
        var list = new ArrayList<>(byCode.values());
        if (roles.size() > 1 && list.size() > 1 && list.stream().map(Participant::role).distinct().count() == 1) {
            int other = list.getFirst().role().equals(roles.getFirst()) ? list.size() - 1 : 0;
            var p = list.get(other);
            var role = list.getFirst().role().equals(roles.getFirst()) ? roles.getLast() : roles.getFirst();
            list.set(other, new Participant(p.code(), p.sector(), role, p.text(), p.start(), p.end()));
        }
        return list;
    }

    // ---- putting the article together

    /// One event for each act: what is said twice is one, and the fuller telling wins.
    private static List<CooperationEvent> together(List<Read> found) {
        var acts = new ArrayList<Act>();
        for (var read : found) {
            if (read.event().countable()) {
                addCountable(acts, Act.of(read.event()));
            }
        }
        var events = new ArrayList<CooperationEvent>();
        acts.forEach(act -> events.add(act.event()));
        var ids = new HashSet<String>();
        events.forEach(event -> ids.add(event.id()));
        for (var read : found) {
            if (!read.event().countable() && ids.add(read.event().id())) {
                events.add(read.event());
            }
        }
        events.sort(Comparator.comparingInt((CooperationEvent e) -> e.evidence().inTitle() ? 0 : 1)
                .thenComparingInt(e -> e.evidence().start()));
        return events;
    }

    /// An event and its parties, who are asked for often.
    private record Act(CooperationEvent event, Set<String> parties) {

        static Act of(CooperationEvent event) {
            return new Act(event, event.parties());
        }

        boolean isToldBy(Act other) {
            return event.type() == other.event.type() && event.polarity() == other.event.polarity()
                    && (parties.containsAll(other.parties) || other.parties.containsAll(parties));
        }
    }

    private static void addCountable(List<Act> acts, Act next) {
        for (int i = 0; i < acts.size(); i++) {
            var known = acts.get(i);
            if (known.isToldBy(next)) {
                acts.set(i, Act.of(fuller(known.event(), next.event())));
                return;
            }
        }
        acts.add(next);
    }

    /// The first report, with the parties of the larger one, its status when it has come further, and what it lacked.
    private static CooperationEvent fuller(CooperationEvent first, CooperationEvent next) {
        boolean names = next.parties().size() > first.parties().size();
        var base = names ? next : first;
        var other = names ? first : next;
        var status = first.polarity() == Polarity.POSITIVE && rank(next.status()) > rank(first.status())
                ? next.status()
                : first.status();
        return new CooperationEvent(base.id(), base.type(), or(base.mode(), other.mode()), base.polarity(), status,
                base.epistemic(),
                true, null, base.participants(), beside(base, other), or(base.place(), other.place()),
                or(base.time(), other.time()),
                or(base.exerciseName(), other.exerciseName()), or(base.ordinal(), other.ordinal()),
                base.equipment().isEmpty() ? other.equipment() : base.equipment(), or(base.value(), other.value()),
                or(base.personnel(), other.personnel()), base.evidence(), base.ruleId(), base.language(), base.cameo(),
                base.plover(),
                Math.max(base.confidence(), other.confidence()));
    }

    private static List<CooperationEvent.ThirdParty> beside(CooperationEvent base, CooperationEvent other) {
        var byCode = new LinkedHashMap<String, CooperationEvent.ThirdParty>();
        Stream.concat(base.thirdParties().stream(), other.thirdParties().stream())
                .filter(third -> !base.parties().contains(third.code()))
                .forEach(third -> byCode.putIfAbsent(third.code(), third));
        return List.copyOf(byCode.values());
    }

    private static int rank(Status status) {
        return switch (status) {
            case REQUESTED, UNKNOWN -> 0;
            case PLANNED -> 1;
            case ONGOING -> 2;
            case COMPLETED -> 3;
            case CANCELLED, SUSPENDED, REFUSED -> 4;
        };
    }

    private static <T> @Nullable T or(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
