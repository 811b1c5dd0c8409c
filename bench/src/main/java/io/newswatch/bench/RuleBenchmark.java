package io.newswatch.bench;

import io.newswatch.alerts.rule.RuleMatch;
import io.newswatch.alerts.rule.RuleMatcher;
import io.newswatch.alerts.rule.RuleSet;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.Rule;
import io.newswatch.contract.Rule.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Every rule on every article. A rule asks for words that do stand somewhere in the news: a phrase of two or three, or two
/// words near each other, or two words both, and one in ten excludes a word.
@State(Scope.Thread)
public class RuleBenchmark {

    private static final int ARTICLES = 500;

    @Param({"1000", "10000", "100000"})
    private int rules;

    private RuleMatcher matcher = new RuleMatcher(RuleSet.of(List.of()));
    private Rotation<EnrichedArticle> articles = new Rotation<>(List.of());

    @Setup
    public void setUp() {
        var news = Corpus.enriched(ARTICLES);
        articles = new Rotation<>(news);
        var random = new Random(1);
        var written = new ArrayList<Rule>();
        for (int i = 0; i < rules; i++) {
            written.add(rule(i, news, random));
        }
        matcher = new RuleMatcher(RuleSet.of(written));
    }

    /// With the number of rules that JMH sets.
    public RuleBenchmark() {}

    RuleBenchmark(int rules) {
        this.rules = rules;
    }

    private static Rule rule(int number, List<EnrichedArticle> news, Random random) {
        var words = words(news, random);
        List<Term> any = List.of();
        List<Term> all = List.of();
        switch (random.nextInt(3)) {
            case 0 -> any = List.of(new Term.Phrase(String.join(" ", words.subList(0, 2 + random.nextInt(2)))));
            case 1 -> any = List.of(new Term.Near(List.of(words.getFirst(), words.getLast()), 5));
            default -> all = List.of(new Term.Phrase(words.getFirst()), new Term.Phrase(words.getLast()));
        }
        List<Term> none = random.nextInt(10) == 0
                ? List.of(new Term.Phrase(words(news, random).getFirst()))
                : List.of();
        return new Rule(Rule.DEFAULT_TENANT, "rule-" + number, "",
                new Rule.Match(true, false, List.of(), null, null, null, new Rule.Text(any, all, none)),
                Rule.Notice.ONCE_PER_STORY, List.of());
    }

    /// Three that stand together.
    private static List<String> words(List<EnrichedArticle> news, Random random) {
        while (true) {
            var words = news.get(random.nextInt(news.size())).text().split("[^\\p{L}\\p{N}]+", -1);
            int from = random.nextInt(Math.max(1, words.length - 3));
            var three = List.of(words).subList(from, Math.min(words.length, from + 3));
            if (three.size() == 3 && three.stream().noneMatch(String::isEmpty)) {
                return three;
            }
        }
    }

    @Benchmark
    public List<RuleMatch> match(Work work) {
        var article = articles.next();
        work.documents++;
        work.bytes += article.text().length();
        return matcher.match(article);
    }
}
