package io.newswatch.alerts.rule;

import io.newswatch.alerts.rule.CompiledTerm.Span;
import io.newswatch.alerts.rule.ReadArticle.Segment;
import io.newswatch.alerts.rule.ReadArticle.Told;
import io.newswatch.contract.Alert.Matched;
import io.newswatch.contract.Alert.Matched.Condition;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.Rule;
import io.newswatch.contract.Rule.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A rule ready to be tried: every group must hold. Immutable, safe to share.
///
/// - Scope: the sentences that the rule looks at; without any there is no match.
/// - `text.any`, `actors` and `events` must hold in scope; `text.all` asks for each term anywhere in the article and at
///   least one in scope; `text.none` and `actors.none` for none anywhere.
/// - One countable event must satisfy the whole event group; it need not share a sentence with the words.
record CompiledRule(Rule rule, Scope scope, List<CompiledTerm> any, List<CompiledTerm> all, List<CompiledTerm> none,
        List<ActorCode> anyActor, List<ActorCode> allActors, List<ActorCode> noActor) {

    static CompiledRule of(Rule rule, RuleSet rules) {
        var text = rule.match().text();
        var actors = rule.match().actors();
        return new CompiledRule(rule, Scope.of(rule.match()),
                text == null ? List.of() : compile(text.any(), rules),
                text == null ? List.of() : compile(text.all(), rules),
                text == null ? List.of() : compile(text.none(), rules),
                actors == null ? List.of() : codes(actors.any()),
                actors == null ? List.of() : codes(actors.all()),
                actors == null ? List.of() : codes(actors.none()));
    }

    private static List<CompiledTerm> compile(List<Term> terms, RuleSet rules) {
        return terms.stream().map(rules::compile).toList();
    }

    private static List<ActorCode> codes(List<String> written) {
        return written.stream().map(ActorCode::parse).toList();
    }

    /// Tries the rule on the article that was read last.
    ///
    /// @return null when some group does not hold
    @Nullable
    RuleMatch match(ReadArticle article) {
        if (!article.has(scope) || !fromTheRightPlace(article) || !textHolds(article) || !actorsHold(article)) {
            return null;
        }
        List<CooperationEvent> events = List.of();
        if (rule.match().events() != null) {
            events = article.events().stream().filter(this::satisfies).map(Told::event).toList();
            if (events.isEmpty()) {
                return null;
            }
        }
        return explain(article, events);
    }

    private boolean fromTheRightPlace(ReadArticle article) {
        var match = rule.match();
        var sources = match.sources();
        return (match.languages().isEmpty() || match.languages().contains(article.article().language()))
                && (sources == null || ((sources.any().isEmpty() || sources.any().stream().anyMatch(article::isFrom))
                        && sources.none().stream().noneMatch(article::isFrom)));
    }

    private boolean textHolds(ReadArticle article) {
        return (any.isEmpty() || occursOneOf(any, article, scope))
                && (all.isEmpty() || (occursOneOf(all, article, scope)
                        && all.stream().allMatch(term -> term.find(article, Scope.ALL) != null)))
                && !occursOneOf(none, article, Scope.ALL);
    }

    private static boolean occursOneOf(List<CompiledTerm> terms, ReadArticle article, Scope scope) {
        for (var term : terms) {
            if (term.find(article, scope) != null) {
                return true;
            }
        }
        return false;
    }

    private boolean actorsHold(ReadArticle article) {
        return (anyActor.isEmpty() || anyActor.stream().anyMatch(code -> mentioned(code, article, scope)))
                && allActors.stream().allMatch(code -> mentioned(code, article, scope))
                && noActor.stream().noneMatch(code -> mentioned(code, article, Scope.ALL));
    }

    private static boolean mentioned(ActorCode code, ReadArticle article, Scope scope) {
        return article.mentions().stream().anyMatch(
                mention -> mention.segment().in(scope) && code.names(mention.actor()));
    }

    private boolean satisfies(Told told) {
        var asked = rule.match().events();
        var event = told.event();
        return asked != null && (told.scopes() & scope.bit()) != 0
                && (asked.types().isEmpty() || asked.types().contains(event.type()))
                && (asked.modes().isEmpty() || asked.modes().contains(event.mode()))
                && (asked.status().isEmpty() || asked.status().contains(event.status()))
                && (asked.polarity() == null || asked.polarity() == event.polarity())
                && asked.participants().stream().map(ActorCode::parse).allMatch(code -> event.participants().stream()
                        .anyMatch(party -> party.takesPart() && code.names(party.code(), party.sector())));
    }

    /// Says what held and where: the first place of each term, code and event.
    private RuleMatch explain(ReadArticle article, List<CooperationEvent> events) {
        var matched = new ArrayList<Matched>();
        Set<Segment> touched = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var term : any) {
            add(term, term.find(article, scope), article, matched, touched);
        }
        for (var term : all) {
            var inScope = term.find(article, scope);
            add(term, inScope != null ? inScope : term.find(article, Scope.ALL), article, matched, touched);
        }
        for (var code : allActors) {
            add(code, article, matched, touched);
        }
        for (var code : anyActor) {
            add(code, article, matched, touched);
        }
        for (var event : events) {
            var evidence = event.evidence();
            matched.add(new Matched(Condition.EVENT, event.type().slug(), evidence.start(), evidence.end(),
                    evidence.inTitle()));
            article.segments().stream().filter(segment -> segment.in(scope) && segment.inTitle() == evidence.inTitle()
                    && segment.sentence().start() < evidence.end() && evidence.start() < segment.sentence().end())
                    .forEach(touched::add);
        }
        var evidence = article.segments().stream().filter(segment -> segment.in(scope) && touched.contains(segment))
                .toList();
        if (evidence.isEmpty()) {
            evidence = article.segments().stream().filter(segment -> segment.in(scope)).limit(1).toList();
        }
        return new RuleMatch(rule, matched, evidence.stream()
                .map(segment -> new RuleMatch.Located(segment.sentence(), segment.inTitle())).toList(), events);
    }

    private static void add(CompiledTerm term, @Nullable Span span, ReadArticle article, List<Matched> matched,
            Set<Segment> touched) {
        if (span != null) {
            var segment = article.segmentAt(span.from());
            matched.add(new Matched(Condition.TEXT, CompiledTerm.written(term.term()), article.startAt(span.from()),
                    article.endAt(span.to()), segment.inTitle()));
            touched.add(segment);
        }
    }

    private void add(ActorCode code, ReadArticle article, List<Matched> matched, Set<Segment> touched) {
        article.mentions().stream().filter(mention -> mention.segment().in(scope) && code.names(mention.actor()))
                .findFirst().ifPresent(mention -> {
                    var actor = mention.actor();
                    matched.add(new Matched(Condition.ACTOR, actor.code(), actor.start(), actor.end(),
                            actor.inTitle()));
                    touched.add(mention.segment());
                });
    }
}
