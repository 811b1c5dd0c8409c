package io.newswatch.alerts.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.alerts.SampleArticle;
import io.newswatch.contract.Rule;
import io.newswatch.contract.Rule.Notice;
import io.newswatch.contract.Rule.Notice.Mode;
import io.newswatch.contract.Rule.Term;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;

/// The same random rules on the same random articles, by our matcher and by Lucene Monitor, an independent one: the matches
/// must be identical. Lucene sees two fields, the new words and all words, with a gap between sentences as wide as no term.
class LuceneOracleTest {

    private static final String[] WORDS = {"drill", "Drills", "talks", "staff", "air", "force", "Türkiye", "Turkiye",
            "IŞIK", "ışık", "gas", "memorandum", "7,500", "mine-clearing", "exercise", "exercising", "Shusha",
            "declaration", "navy", "the", "of", "x1"};
    private static final int RULES = 120;
    private static final int ARTICLES = 100;

    private final Random random = new Random(20260302);

    @Test
    void rules_match_what_lucene_matches() throws IOException {
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < RULES; i++) {
            rules.add(new Rule("default", "r" + i, "", new Rule.Match(true, false, List.of(), null, null, null,
                    new Rule.Text(terms(2), random.nextInt(3) == 0 ? terms(2) : List.of(),
                            random.nextInt(3) == 0 ? terms(1) : List.of())),
                    new Notice(Mode.EVERY, "story", 0), List.of()));
        }
        var matcher = new RuleMatcher(RuleSet.of(rules));
        int matches = 0;
        try (var analyzer = new Folding(); var monitor = new Monitor(analyzer, Presearcher.NO_FILTERING)) {
            for (var rule : rules) {
                monitor.register(new MonitorQuery(rule.id(), query(Objects.requireNonNull(rule.match().text()))));
            }
            for (int i = 0; i < ARTICLES; i++) {
                var ours = new TreeSet<String>();
                var fields = new Document();
                var article = article("a" + i, fields);
                matcher.match(article.build()).forEach(match -> ours.add(match.rule().id()));
                Set<String> lucenes = new TreeSet<>();
                MatchingQueries<QueryMatch> found = monitor.match(fields, QueryMatch.SIMPLE_MATCHER);
                found.getMatches().forEach(match -> lucenes.add(match.getQueryId()));
                assertThat(ours).as("%s", fields).isEqualTo(lucenes);
                matches += ours.size();
            }
        }
        assertThat(matches).as("the test must not be empty").isGreaterThan(100);
    }

    private SampleArticle article(String id, Document fields) {
        var article = SampleArticle.article(id);
        // a sentence of its own that is news, so that there always is something new to look at
        article.novel("News");
        fields.add(new TextField("scope", "News", Field.Store.YES));
        fields.add(new TextField("all", "News", Field.Store.YES));
        for (int s = random.nextInt(5); s >= 0; s--) {
            var words = sentence();
            fields.add(new TextField("all", words, Field.Store.YES));
            if (random.nextBoolean()) {
                article.novel(words);
                fields.add(new TextField("scope", words, Field.Store.YES));
            } else {
                article.echo(words, "older");
            }
        }
        return article;
    }

    private String sentence() {
        var words = new StringBuilder();
        for (int w = random.nextInt(9); w >= 0; w--) {
            words.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(6) == 0 ? ", " : " ");
        }
        return words.toString().strip();
    }

    private List<Term> terms(int most) {
        var terms = new ArrayList<Term>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            terms.add(switch (random.nextInt(5)) {
                case 0 -> new Term.Near(List.of("air", "force", "talks").subList(0, 2 + random.nextInt(2)),
                        1 + random.nextInt(5));
                case 1 -> new Term.Prefix(List.of("exercis", "dr", "türk", "mem").get(random.nextInt(4)));
                case 2 ->
                    new Term.Phrase(WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)]);
                default -> new Term.Phrase(WORDS[random.nextInt(WORDS.length)]);
            });
        }
        return terms;
    }

    private static Query query(Rule.Text text) {
        var all = new BooleanQuery.Builder();
        all.add(new MatchAllDocsQuery(), Occur.MUST);
        all.add(anyOf("scope", text.any()), Occur.MUST);
        if (!text.all().isEmpty()) {
            all.add(anyOf("scope", text.all()), Occur.MUST);
            text.all().forEach(term -> all.add(query("all", term), Occur.MUST));
        }
        text.none().forEach(term -> all.add(query("all", term), Occur.MUST_NOT));
        return all.build();
    }

    private static Query anyOf(String field, List<Term> terms) {
        var any = new BooleanQuery.Builder();
        terms.forEach(term -> any.add(query(field, term), Occur.SHOULD));
        return any.build();
    }

    private static Query query(String field, Term term) {
        return switch (term) {
            case Term.Phrase(var words) -> new PhraseQuery(field, tokens(words));
            case Term.Near(var near, int within) -> {
                var any = new BooleanQuery.Builder();
                place(field, near, within, new TreeMap<>(), any);
                yield any.build();
            }
            case Term.Prefix(var prefix) -> new PrefixQuery(
                    new org.apache.lucene.index.Term(field, tokens(prefix)[0]));
        };
    }

    /// Nearness as a choice of phrases with gaps: every way in which the words can stand within so many positions.
    private static void place(String field, List<String> words, int within, NavigableMap<Integer, String> placed,
            BooleanQuery.Builder any) {
        if (placed.size() == words.size()) {
            var phrase = new PhraseQuery.Builder();
            placed.forEach((position, word) -> phrase.add(new org.apache.lucene.index.Term(field, word), position));
            any.add(phrase.build(), Occur.SHOULD);
            return;
        }
        for (int position = 0; position <= within; position++) {
            if (!placed.containsKey(position)) {
                placed.put(position, words.get(placed.size()));
                place(field, words, within, placed, any);
                placed.remove(position);
            }
        }
    }

    private static String[] tokens(String words) {
        var tokens = new ArrayList<String>();
        try (var analyzer = new Folding(); var stream = analyzer.tokenStream("", words)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(word.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens.toArray(String[]::new);
    }

    /// Lucene's own classes for what [Words] does.
    private static final class Folding extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
            return new TokenStreamComponents(words, new ASCIIFoldingFilter(new LowerCaseFilter(words)));
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return 100;
        }
    }
}
