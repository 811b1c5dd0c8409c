package io.newswatch.alerts.rule;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;

/// Tries articles on the rules of one snapshot. Keeps its working space between articles, so each thread has its own.
public final class RuleMatcher {

    private final RuleSet rules;
    private final ReadArticle article;
    private final int[] calledIn;
    private int articleNumber;
    private int[] called = new int[64];
    private int calledCount;

    /// A matcher for one thread.
    public RuleMatcher(RuleSet rules) {
        this.rules = rules;
        article = new ReadArticle(rules);
        calledIn = new int[rules.size()];
    }

    /// @return the snapshot it matches against
    public RuleSet rules() {
        return rules;
    }

    /// The rules that hold for an article, in order of their keys.
    public List<RuleMatch> match(EnrichedArticle next) {
        article.read(next);
        articleNumber++;
        calledCount = 0;
        for (int i = 0; i < article.foundCount(); i++) {
            call(rules.filedUnderWord(article.found(i)));
        }
        var actors = new HashSet<String>();
        for (var mention : article.mentions()) {
            if (actors.add(mention.actor().code())) {
                call(rules.filedUnderActor(mention.actor().code()));
            }
        }
        var types = EnumSet.noneOf(EventType.class);
        for (var told : article.events()) {
            if (types.add(told.event().type())) {
                call(rules.filedUnderEvent(told.event().type()));
            }
        }
        call(rules.filedUnderLanguage(next.language()));
        call(rules.unfiled());
        Arrays.sort(called, 0, calledCount);
        var matches = new ArrayList<RuleMatch>();
        for (int i = 0; i < calledCount; i++) {
            var match = rules.rule(called[i]).match(article);
            if (match != null) {
                matches.add(match);
            }
        }
        return matches;
    }

    private void call(int[] filed) {
        for (int rule : filed) {
            if (calledIn[rule] != articleNumber) {
                calledIn[rule] = articleNumber;
                if (calledCount == called.length) {
                    called = Arrays.copyOf(called, calledCount * 2);
                }
                called[calledCount++] = rule;
            }
        }
    }
}
