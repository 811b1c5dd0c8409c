package io.newswatch.alerts.rule;

import io.newswatch.contract.EventType;
import io.newswatch.contract.Rule;
import io.newswatch.contract.Rule.Term;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// All rules, compiled: a snapshot that is swapped as a whole when a rule changes. Immutable, safe to share between
/// threads.
///
/// Looking at every rule for every article would cost time in proportion to the rules. So a rule is *filed* under what must
/// be there for it to match: of all its conditions that must hold, the one that the fewest articles are guessed to have
/// ([Rarity]) - the rarest word of a phrase, or all alternatives of an `any`, or an actor, an event type, a language. An
/// article then calls up the rules filed under what it has, and only those are evaluated ([CompiledRule]). Filing never
/// decides a match. A rule that asks for nothing in particular is looked at every time.
public final class RuleSet {

    private static final int[] NO_RULES = {};

    private final CompiledRule[] rules;
    private final WordIds words;
    private final WordIds prefixes;
    private final BitSet prefixLengths = new BitSet();
    private final int wordCount;
    private final int[][] byWord;
    private final Map<String, int[]> byActor;
    private final Map<EventType, int[]> byEvent;
    private final Map<String, int[]> byLanguage;
    private final int[] always;

    private RuleSet(Collection<Rule> given) {
        var sorted = given.stream().sorted(Comparator.comparing(Rule::key)).toList();
        var wordSet = new LinkedHashSet<String>();
        var prefixSet = new LinkedHashSet<String>();
        for (var rule : sorted) {
            termsOf(rule).forEach(term -> {
                var parts = CompiledTerm.wordsOf(term);
                boolean prefix = term instanceof Term.Prefix;
                for (int i = 0; i < parts.size(); i++) {
                    (prefix && i == parts.size() - 1 ? prefixSet : wordSet).add(parts.get(i));
                }
            });
        }
        words = new WordIds(wordSet, 0);
        prefixes = new WordIds(prefixSet, wordSet.size());
        wordCount = wordSet.size() + prefixSet.size();
        prefixSet.forEach(prefix -> prefixLengths.set(prefix.length()));

        rules = new CompiledRule[sorted.size()];
        var underWord = new Filing<Integer>();
        var underActor = new Filing<String>();
        var underEvent = new Filing<EventType>();
        var underLanguage = new Filing<String>();
        var unfiled = new Filing<String>();
        for (int i = 0; i < rules.length; i++) {
            var rule = sorted.get(i);
            rules[i] = CompiledRule.of(rule, this);
            int index = i;
            switch (rarest(rule)) {
                case Key.Words(var keys) -> keys.forEach(key -> underWord.file(key, index));
                case Key.Actors(var codes) ->
                    codes.forEach(code -> underActor.file(ActorCode.parse(code).code(), index));
                case Key.Events(var types) -> types.forEach(type -> underEvent.file(type, index));
                case Key.Languages(var languages) -> languages.forEach(language -> underLanguage.file(language, index));
                case Key.Nothing() -> unfiled.file("", index);
            }
        }
        byWord = new int[wordCount][];
        for (int i = 0; i < wordCount; i++) {
            byWord[i] = underWord.under(i);
        }
        byActor = underActor.all();
        byEvent = underEvent.all().isEmpty() ? Map.of() : new EnumMap<>(underEvent.all());
        byLanguage = underLanguage.all();
        always = unfiled.under("");
    }

    /// Compiles rules; of two with one key the last counts.
    public static RuleSet of(Collection<Rule> rules) {
        var distinct = new LinkedHashMap<String, Rule>();
        rules.forEach(rule -> distinct.put(rule.key(), rule));
        return new RuleSet(distinct.values());
    }

    /// @return how many rules there are
    public int size() {
        return rules.length;
    }

    /// @return the rules in order of their keys
    public List<Rule> rules() {
        return Stream.of(rules).map(CompiledRule::rule).toList();
    }

    CompiledRule rule(int index) {
        return rules[index];
    }

    WordIds words() {
        return words;
    }

    WordIds prefixes() {
        return prefixes;
    }

    boolean hasPrefixOf(int length) {
        return prefixLengths.get(length);
    }

    int wordCount() {
        return wordCount;
    }

    int[] filedUnderWord(int word) {
        return byWord[word];
    }

    int[] filedUnderActor(String code) {
        return byActor.getOrDefault(code, NO_RULES);
    }

    int[] filedUnderEvent(EventType type) {
        return byEvent.getOrDefault(type, NO_RULES);
    }

    int[] filedUnderLanguage(String language) {
        return byLanguage.getOrDefault(language, NO_RULES);
    }

    int[] unfiled() {
        return always;
    }

    CompiledTerm compile(Term term) {
        var parts = CompiledTerm.wordsOf(term);
        boolean prefix = term instanceof Term.Prefix;
        var ids = new int[parts.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (prefix && i == ids.length - 1 ? prefixes : words).of(parts.get(i));
        }
        int anchor = Rarity.rarest(parts, prefix);
        return term instanceof Term.Near(_, int within) && ids.length > 0
                ? new CompiledTerm.Close(term, ids, within, ids[anchor])
                : new CompiledTerm.Sequence(term, ids, prefix, anchor);
    }

    private static Stream<Term> termsOf(Rule rule) {
        var text = rule.match().text();
        return text == null
                ? Stream.of()
                : Stream.of(text.any(), text.all(), text.none()).flatMap(List::stream);
    }

    /// What a rule is filed under: one of these must be there.
    private sealed interface Key {
        record Words(List<Integer> ids) implements Key {}

        record Actors(List<String> codes) implements Key {}

        record Events(List<EventType> types) implements Key {}

        record Languages(List<String> codes) implements Key {}

        record Nothing() implements Key {}
    }

    private record Choice(Key key, double share) {}

    private Key rarest(Rule rule) {
        var choices = new ArrayList<Choice>();
        var match = rule.match();
        var text = match.text();
        if (text != null) {
            text.all().forEach(term -> choices.add(choice(List.of(term))));
            if (!text.any().isEmpty()) {
                choices.add(choice(text.any()));
            }
        }
        var actors = match.actors();
        if (actors != null) {
            actors.all().forEach(code -> choices.add(new Choice(new Key.Actors(List.of(code)), Rarity.ACTOR)));
            if (!actors.any().isEmpty()) {
                choices.add(new Choice(new Key.Actors(actors.any()), Rarity.ACTOR * actors.any().size()));
            }
        }
        var events = match.events();
        if (events != null) {
            var types = events.types().isEmpty() ? List.of(EventType.values()) : events.types();
            choices.add(new Choice(new Key.Events(types), Rarity.EVENT_TYPE * types.size()));
        }
        if (!match.languages().isEmpty()) {
            choices.add(new Choice(new Key.Languages(match.languages()), Rarity.LANGUAGE * match.languages().size()));
        }
        return choices.stream().min(Comparator.comparingDouble(Choice::share)).map(Choice::key)
                .orElseGet(Key.Nothing::new);
    }

    private Choice choice(List<Term> alternatives) {
        double share = 0;
        Set<Integer> keys = new LinkedHashSet<>();
        for (var term : alternatives) {
            var parts = CompiledTerm.wordsOf(term);
            boolean prefix = term instanceof Term.Prefix;
            int key = compile(term).key();
            if (key != WordIds.UNKNOWN && keys.add(key)) {
                int rarest = Rarity.rarest(parts, prefix);
                share += prefix && rarest == parts.size() - 1
                        ? Rarity.ofPrefix(parts.get(rarest))
                        : Rarity.ofWord(parts.get(rarest));
            }
        }
        return new Choice(new Key.Words(List.copyOf(keys)), share);
    }

    /// Collects rule numbers under keys.
    private static final class Filing<K> {
        private final Map<K, List<Integer>> filed = new HashMap<>();

        void file(K key, int rule) {
            filed.computeIfAbsent(key, _ -> new ArrayList<>()).add(rule);
        }

        int[] under(K key) {
            @Nullable
            List<Integer> rules = filed.get(key);
            return rules == null ? NO_RULES : rules.stream().mapToInt(Integer::intValue).toArray();
        }

        Map<K, int[]> all() {
            var all = new HashMap<K, int[]>();
            filed.keySet().forEach(key -> all.put(key, under(key)));
            return all;
        }
    }
}
