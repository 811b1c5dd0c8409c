package io.newswatch.alerts;

import io.newswatch.alerts.StoryMemory.ArticleOfStory;
import io.newswatch.alerts.StoryMemory.Digest;
import io.newswatch.alerts.StoryMemory.Report;
import io.newswatch.alerts.StoryMemory.Reports;
import io.newswatch.alerts.StoryMemory.RuleDay;
import io.newswatch.alerts.StoryMemory.Story;
import io.newswatch.contract.Alert;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.Hashes;
import io.newswatch.contract.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Groups the articles that match a rule into stories, and says when that is an alert. The same candidates in the same
/// order give the same alerts with the same ids, whatever the clock. Used by one thread.
///
/// An article belongs to a story of its rule when
/// - it is a revision of one of the story's articles;
/// - one of its countable events is the same event ([CooperationEvent#sameEventAs]) as one of the story's, reported within
///   14 days; or
/// - words of it stood first in one of the story's articles that arrived within the last 72 hours. Recycled background links
///   reports of different acts as well, so where both the article and the story report acts, the acts decide.
///
/// Otherwise it begins a story. Of several it takes one that was told already, then the oldest.
///
/// An article that only filled the memory joins and begins stories too, but tells nothing: the first live report does.
/// Stories are kept by rule id, so an edited rule fires for no story it has told; after 14 days without an article a story
/// is forgotten. A story whose alert fell to the day's limit is still untold. A digest of a rule that is gone when its day
/// ends is not told.
final class Stories {

    static final Duration ECHO_LINKS = Duration.ofDays(3);
    static final Duration STORY_LIVES = Duration.ofDays(14);
    static final int MOST_REPORTS = 50;
    static final int MOST_GATHERED = 200;
    /// So many stories of a rule wait for the end of a day, unless the rule's own limit is lower.
    static final int MOST_DIGESTS = 1_000;

    private final StoryMemory memory;
    private final boolean tellBackfill;
    private final Predicate<String> rules;
    private final Listener listener;

    /// Hears what became of candidates.
    interface Listener {
        /// A story had been told before.
        default void known() {}

        /// The rule's limit for the day was reached.
        default void overLimit() {}

        /// The article only filled the memory.
        default void backfill() {}

        /// More stories wait for the end of the day than can be kept.
        default void digestsFull() {}

        /// The rule was removed before the day of its digest ended.
        default void ruleGone() {}
    }

    /// @param rules tells by its key whether there still is a rule
    Stories(StoryMemory memory, boolean tellBackfill, Predicate<String> rules, Listener listener) {
        this.memory = memory;
        this.tellBackfill = tellBackfill;
        this.rules = rules;
        this.listener = listener;
    }

    /// Takes the next match of a rule.
    ///
    /// @return the alerts that fire now: none, or one, and digests of days that have ended
    List<Alert> take(Candidate candidate) {
        var alerts = new ArrayList<Alert>();
        var rule = candidate.ruleKey();
        var draft = candidate.draft();
        var at = draft.arrivedAt();
        var today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        alerts.addAll(closeDigests(rule, today));

        var articleKey = rule + "/" + draft.articleId();
        var seen = living(memory.articles().get(articleKey), at);
        if (seen != null && seen.revision() >= draft.revision()) {
            return alerts;
        }
        var story = seen == null ? linked(candidate) : memory.stories().get(rule + "/" + seen.storyId());
        if (story == null) {
            story = new Story(Hashes.hex128("story", draft.tenant(), draft.ruleId(), draft.articleId(), at.toString()),
                    at, at, 0, false, false, null);
        }
        int number = seen == null ? story.articles() + 1 : seen.number();
        story = new Story(story.storyId(), story.firstAt(), later(story.lastAt(), at),
                Math.max(number, story.articles()), story.told(), story.acts() || !candidate.events().isEmpty(),
                story.digest());
        memory.articles().put(articleKey, new ArticleOfStory(story.storyId(), number, draft.revision(), at));
        remember(candidate, story.storyId());

        if (candidate.backfill() && !tellBackfill) {
            listener.backfill();
        } else {
            story = tell(candidate, story, number, today, alerts);
        }
        memory.stories().put(rule + "/" + story.storyId(), story);
        return alerts;
    }

    private Story tell(Candidate candidate, Story story, int number, LocalDate today, List<Alert> alerts) {
        var draft = candidate.draft();
        return switch (candidate.notice().mode()) {
            case FIRST -> {
                if (story.told()) {
                    listener.known();
                    yield story;
                }
                yield fire(candidate, story, number, today, Hashes.hex128("alert", story.storyId()), alerts);
            }
            case EVERY -> fire(candidate, story, number, today, Hashes.hex128("alert", story.storyId(),
                    draft.articleId(), Integer.toString(draft.revision())), alerts);
            case DIGEST -> gather(candidate, story, today);
        };
    }

    private Story fire(Candidate candidate, Story story, int number, LocalDate today, String alertId,
            List<Alert> alerts) {
        if (!withinLimit(candidate, today)) {
            listener.overLimit();
            return story;
        }
        alerts.add(candidate.alert(alertId, story.storyId(), number, candidate.draft().firedAt(), List.of()));
        return ended(story, true);
    }

    /// The story with nothing left to wait for.
    private static Story ended(Story story, boolean told) {
        return new Story(story.storyId(), story.firstAt(), story.lastAt(), story.articles(), story.told() || told,
                story.acts(), null);
    }

    private boolean withinLimit(Candidate candidate, LocalDate today) {
        var rule = candidate.ruleKey();
        var day = day(rule, today);
        int limit = candidate.notice().maxPerDay();
        if (limit > 0 && day.alerts() >= limit) {
            return false;
        }
        memory.days().put(rule, new RuleDay(day.day(), day.alerts() + 1, day.digests()));
        return true;
    }

    /// The rule's count for the latest day seen: a straggler of yesterday counts today.
    private RuleDay day(String rule, LocalDate today) {
        var day = memory.days().get(rule);
        if (day == null) {
            return new RuleDay(today, 0, List.of());
        }
        return today.isAfter(day.day()) ? new RuleDay(today, 0, day.digests()) : day;
    }

    private Story gather(Candidate candidate, Story story, LocalDate today) {
        var draft = candidate.draft();
        var waiting = story.digest();
        Digest digest;
        if (waiting == null) {
            var day = day(candidate.ruleKey(), today);
            if (!hasRoom(candidate.notice(), day.digests().size())) {
                return story;
            }
            digest = new Digest(today, candidate, List.of());
            memory.days().put(candidate.ruleKey(), new RuleDay(day.day(), day.alerts(),
                    Stream.concat(day.digests().stream(), Stream.of(story.storyId())).distinct().toList()));
        } else if (waiting.gathered().size() >= MOST_GATHERED) {
            digest = waiting; // the report number tells how many there were
        } else {
            var first = draft.provisional() ? waiting.first().provisional() : waiting.first();
            digest = new Digest(waiting.day(), first, Stream.concat(waiting.gathered().stream(),
                    Stream.of(new Alert.Gathered(draft.articleId(), draft.revision(), draft.title(), draft.url(),
                            draft.source(), draft.arrivedAt())))
                    .toList());
        }
        return new Story(story.storyId(), story.firstAt(), story.lastAt(), story.articles(), story.told(),
                story.acts(), digest);
    }

    /// No more digests are kept than may be told.
    private boolean hasRoom(Rule.Notice notice, int digests) {
        int limit = notice.maxPerDay();
        if (limit > 0 && digests >= limit) {
            listener.overLimit();
            return false;
        }
        if (digests >= MOST_DIGESTS) {
            listener.digestsFull();
            return false;
        }
        return true;
    }

    /// Fires the digests of a rule for days before this one.
    ///
    /// @param rule `tenant/rule`
    List<Alert> closeDigests(String rule, LocalDate today) {
        var day = memory.days().get(rule);
        if (day == null || day.digests().isEmpty()) {
            return List.of();
        }
        var alerts = new ArrayList<Alert>();
        var waiting = new ArrayList<String>();
        for (var storyId : day.digests()) {
            var story = memory.stories().get(rule + "/" + storyId);
            var digest = story == null ? null : story.digest();
            if (story == null || digest == null) {
                continue;
            }
            if (!digest.day().isBefore(today)) {
                waiting.add(storyId);
                continue;
            }
            boolean tells = mayTell(rule, digest, today);
            if (tells) {
                var end = digest.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                alerts.add(digest.first().alert(Hashes.hex128("alert", storyId, digest.day().toString()), storyId,
                        story.articles(), later(end, digest.first().draft().firedAt()), digest.gathered()));
            }
            memory.stories().put(rule + "/" + storyId, ended(story, tells));
        }
        var counted = day(rule, today);
        memory.days().put(rule, new RuleDay(counted.day(), counted.alerts(), waiting));
        return alerts;
    }

    private boolean mayTell(String rule, Digest digest, LocalDate today) {
        if (!rules.test(rule)) {
            listener.ruleGone();
            return false;
        }
        if (!withinLimit(digest.first(), today)) {
            listener.overLimit();
            return false;
        }
        return true;
    }

    /// Fires the digests of all rules for days before this one, rules in order.
    List<Alert> closeDigests(LocalDate today) {
        var rules = new TreeMap<String, RuleDay>();
        memory.days().forEach(rules::put);
        return rules.keySet().stream().flatMap(rule -> closeDigests(rule, today).stream()).toList();
    }

    /// Forgets stories that had no article for longer than a story lives.
    ///
    /// @param now time of the stream, not of the clock
    void forgetBefore(Instant now) {
        var border = now.minus(STORY_LIVES);
        memory.stories().forEach((key, story) -> {
            if (story.lastAt().isBefore(border) && story.digest() == null) {
                memory.stories().remove(key);
            }
        });
        memory.articles().forEach((key, article) -> {
            if (article.at().isBefore(border)) {
                memory.articles().remove(key);
            }
        });
        memory.reports().forEach((key, reports) -> {
            if (reports.reports().stream().allMatch(report -> report.at().isBefore(border))) {
                memory.reports().remove(key);
            }
        });
        memory.days().forEach((key, day) -> {
            if (day.digests().isEmpty() && day.day().atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(border)) {
                memory.days().remove(key);
            }
        });
    }

    private @Nullable Story linked(Candidate candidate) {
        var rule = candidate.ruleKey();
        var at = candidate.draft().arrivedAt();
        var links = new ArrayList<Story>();
        for (var event : candidate.events()) {
            for (var actor : event.parties()) {
                var reports = memory.reports().get(reportsKey(rule, event, actor));
                if (reports == null) {
                    continue;
                }
                for (var report : reports.reports()) {
                    if (event.sameEventAs(at, report.event(), report.at())) {
                        add(rule, report.storyId(), at, links);
                    }
                }
            }
        }
        boolean acts = !candidate.events().isEmpty();
        if (links.isEmpty()) {
            for (var origin : candidate.echoesOf()) {
                var article = memory.articles().get(rule + "/" + origin);
                if (article != null && Duration.between(article.at(), at).abs().compareTo(ECHO_LINKS) <= 0) {
                    add(rule, article.storyId(), at, links);
                }
            }
            links.removeIf(story -> acts && story.acts());
        }
        return links.stream().min(Comparator.comparing((Story story) -> !story.told()).thenComparing(Story::firstAt)
                .thenComparing(Story::storyId)).orElse(null);
    }

    private void add(String rule, String storyId, Instant at, List<Story> links) {
        var story = memory.stories().get(rule + "/" + storyId);
        if (story != null && !story.lastAt().isBefore(at.minus(STORY_LIVES))) {
            links.add(story);
        }
    }

    private void remember(Candidate candidate, String storyId) {
        var at = candidate.draft().arrivedAt();
        for (var event : candidate.events()) {
            for (var actor : event.parties()) {
                var key = reportsKey(candidate.ruleKey(), event, actor);
                var known = memory.reports().get(key);
                var reports = Stream.concat(known == null ? Stream.of() : known.reports().stream(),
                        Stream.of(new Report(storyId, at, event)))
                        .filter(report -> !report.at().isBefore(at.minus(STORY_LIVES))).toList();
                memory.reports().put(key,
                        new Reports(reports.subList(Math.max(0, reports.size() - MOST_REPORTS), reports.size())));
            }
        }
    }

    private static String reportsKey(String rule, CooperationEvent event, String actor) {
        return rule + "/" + event.type().slug() + "/" + event.polarity().slug() + "/" + actor;
    }

    private static @Nullable ArticleOfStory living(@Nullable ArticleOfStory article, Instant at) {
        return article == null || article.at().isBefore(at.minus(STORY_LIVES)) ? null : article;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
