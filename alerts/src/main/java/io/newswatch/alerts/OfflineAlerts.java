package io.newswatch.alerts;

import io.newswatch.alerts.rule.RuleMatcher;
import io.newswatch.alerts.rule.RuleSet;
import io.newswatch.contract.Alert;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The alerts that rules would have fired on articles: the very matcher and stories of the stream, without Kafka. Used by
/// one thread.
public final class OfflineAlerts {

    private final RuleMatcher matcher;
    private final Stories stories;

    /// @param tellBackfill whether articles that only filled the memory may alert
    public OfflineAlerts(Collection<Rule> rules, boolean tellBackfill) {
        matcher = new RuleMatcher(RuleSet.of(rules));
        stories = new Stories(StoryMemory.inMaps(), tellBackfill, _ -> true, new Stories.Listener() {});
    }

    /// Takes the next article in order of arrival.
    ///
    /// @return the alerts that it fires, rules in order; digests of days that ended come first
    public List<Alert> take(EnrichedArticle article) {
        var alerts = new ArrayList<Alert>();
        for (var match : matcher.match(article)) {
            alerts.addAll(stories.take(Candidate.of(article, match, article.arrivedAt())));
        }
        return alerts;
    }

    /// Ends all days.
    ///
    /// @return the digests that were still gathering
    public List<Alert> finish() {
        return stories.closeDigests(LocalDate.MAX);
    }
}
