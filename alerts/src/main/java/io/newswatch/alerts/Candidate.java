package io.newswatch.alerts;

import io.newswatch.alerts.rule.RuleMatch;
import io.newswatch.contract.Alert;
import io.newswatch.contract.Alert.Passage;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.Rule;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// An article that matched a rule, on its way to the rule's stories: the alert as it would read, and what tells to which
/// story it belongs. Immutable, safe to share.
///
/// @param draft    the alert, its id, story and report number still open
/// @param notice   how often the rule wants to be told
/// @param backfill whether the article only filled the memory
/// @param echoesOf ids of the other articles whose words stand in this one again
/// @param events   the article's countable events, cut down to what tells whether two are one
record Candidate(Alert draft, Rule.Notice notice, boolean backfill, List<String> echoesOf,
        List<CooperationEvent> events) {

    private static final int LONGEST_PASSAGE = 500;
    private static final int MOST_BACKGROUND = 5;
    private static final int MOST_EVIDENCE = 10;
    private static final int MOST_ECHOES = 200;

    Candidate {
        echoesOf = List.copyOf(echoesOf);
        events = List.copyOf(events);
    }

    /// @param firedAt when the article was enriched
    static Candidate of(EnrichedArticle article, RuleMatch match, Instant firedAt) {
        var rule = match.rule();
        var sentences = article.sentences();
        var told = sentences.stream().filter(sentence -> !sentence.flags().contains(Flag.FURNITURE)).toList();
        var evidence = match.evidence().stream().limit(MOST_EVIDENCE)
                .map(located -> passage(article, located.sentence(), located.inTitle())).toList();
        var background = told.stream()
                .filter(sentence -> sentence.verdict() == Verdict.REPEAT && sentence.flags().isEmpty())
                .sorted(Comparator.comparingInt((Sentence s) -> s.start() - s.end()).thenComparingInt(Sentence::start))
                .limit(MOST_BACKGROUND).map(sentence -> passage(article, sentence, false)).toList();
        var draft = new Alert("", rule.tenant(), rule.id(), rule.description(), "", 0, article.articleId(),
                article.revision(), article.title(), article.url(), article.source(), article.language(),
                article.publishedAt(), article.arrivedAt(), firedAt, match.matched(), evidence,
                Math.toIntExact(sentences.stream().filter(Sentence::isNews).count()), told.size(),
                article.novelShare(), article.partial(), background, match.events(), List.of(), rule.channels());
        var echoesOf = sentences.stream().filter(sentence -> sentence.flags().isEmpty()).map(Sentence::echo)
                .filter(Objects::nonNull).map(echo -> echo.articleId())
                .filter(origin -> !origin.equals(article.articleId())).distinct().limit(MOST_ECHOES).toList();
        return new Candidate(draft, rule.notice(), article.backfill(), echoesOf,
                article.countableEvents().stream().map(Candidate::slim).toList());
    }

    /// The alert, told of a story.
    Alert alert(String alertId, String storyId, int reportNumber, Instant firedAt, List<Alert.Gathered> gathered) {
        return new Alert(alertId, draft.tenant(), draft.ruleId(), draft.ruleDescription(), storyId, reportNumber,
                draft.articleId(), draft.revision(), draft.title(), draft.url(), draft.source(), draft.language(),
                draft.publishedAt(), draft.arrivedAt(), firedAt, draft.matched(), draft.evidence(),
                draft.newSentences(), draft.allSentences(), draft.novelShare(), draft.provisional(),
                draft.background(), draft.events(),
                gathered, draft.channels());
    }

    /// The same, of which not all is sure.
    Candidate provisional() {
        var unsure = new Alert(draft.alertId(), draft.tenant(), draft.ruleId(), draft.ruleDescription(),
                draft.storyId(), draft.reportNumber(), draft.articleId(), draft.revision(), draft.title(), draft.url(),
                draft.source(), draft.language(), draft.publishedAt(), draft.arrivedAt(), draft.firedAt(),
                draft.matched(), draft.evidence(), draft.newSentences(), draft.allSentences(), draft.novelShare(), true,
                draft.background(), draft.events(), draft.gathered(), draft.channels());
        return new Candidate(unsure, notice, backfill, echoesOf, events);
    }

    /// @return `tenant/rule`
    String ruleKey() {
        return draft.tenant() + "/" + draft.ruleId();
    }

    private static Passage passage(EnrichedArticle article, Sentence sentence, boolean inTitle) {
        var whole = inTitle ? Optional.ofNullable(article.title()).orElse("") : article.text();
        int start = Math.min(sentence.start(), whole.length());
        int end = Math.min(sentence.end(), whole.length());
        return new Passage(start, end, inTitle, cut(whole.substring(start, end)), sentence.verdict(), sentence.echo());
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_PASSAGE) {
            return text;
        }
        int end = LONGEST_PASSAGE - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /// Only what [CooperationEvent#sameEventAs] looks at.
    private static CooperationEvent slim(CooperationEvent event) {
        CooperationEvent.@Nullable Place nowhere = null;
        return new CooperationEvent(event.id(), event.type(), null, event.polarity(), event.status(), event.epistemic(),
                event.countable(), event.suppressedBy(), event.participants(), List.of(), nowhere, event.time(),
                event.exerciseName(), event.ordinal(), List.of(), null, null,
                new CooperationEvent.Evidence(event.evidence().articleId(), event.evidence().paragraph(),
                        event.evidence().start(), event.evidence().end(), ""),
                event.ruleId(), event.language(), List.of(), event.plover(), event.confidence());
    }
}
