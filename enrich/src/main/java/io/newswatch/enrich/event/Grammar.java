package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.EventType;
import io.newswatch.enrich.actor.Gazetteer;
import io.newswatch.enrich.event.EventRule.ConceptSet;
import io.newswatch.enrich.event.EventRule.Example;
import io.newswatch.enrich.event.EventRule.How;
import io.newswatch.enrich.event.EventRule.Pattern;
import io.newswatch.enrich.event.EventRule.Step;
import io.newswatch.enrich.lexicon.GrammarException;
import io.newswatch.enrich.lexicon.YamlFile;
import io.newswatch.enrich.lexicon.YamlFile.Entry;
import io.newswatch.runtime.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/// The rules and lexicons, compiled from the program's YAML and the user's. A user's rule with the id of one of ours
/// replaces it; a user's concept adds phrases to ours.
///
/// Rules, the English words and all of the user's are read at once, so that a user hears of every mistake at the start. Our
/// words of another language are read when its first article comes; they are words for concepts that the English ones
/// name already. Safe for use by many threads.
final class Grammar {

    private static final String RULES = "/newswatch/grammar/rules.yaml";
    private static final String LEXICONS = "/newswatch/lexicon/";
    private static final String ENGLISH = "en";
    static final List<String> LANGUAGES = List.of(ENGLISH, "tr", "az", "ru");
    private static final java.util.regex.Pattern SPACE = java.util.regex.Pattern.compile("\\s+");
    private static final java.util.regex.Pattern COMMA = java.util.regex.Pattern.compile(",\\s*");
    private static final Set<String> RULE_KEYS = Set.of("id", "type", "mode", "when", "needs", "context", "without",
            "unless", "roles", "status", "polarity", "named", "together", "counterpart", "destination", "wide", "after",
            "within", "cameo",
            "plover",
            "confidence", "examples");

    private final Lexicon.Concepts concepts = new Lexicon.Concepts();
    private final Map<String, Lexicon> lexicons = new ConcurrentHashMap<>();
    private final Gazetteer gazetteer;
    private final Lexicon english;
    private final List<EventRule> rules;

    private Grammar(List<Path> extra) {
        var files = extra.stream().flatMap(path -> YamlFile.of(path).stream()).toList();
        var own = new TreeMap<String, List<YamlFile>>();
        for (var file : files) {
            var language = file.root().get("language");
            if (language != null) {
                own.computeIfAbsent(code(language), _ -> new ArrayList<>()).add(file);
            } else {
                file.root().map().forEach((key, value) -> {
                    if (!key.equals("rules")) {
                        throw value
                                .wrong("expected \"rules:\", or \"language:\" at the top of a file of words and names");
                    }
                });
            }
        }
        gazetteer = new Gazetteer(own);
        english = read(ENGLISH, own.getOrDefault(ENGLISH, List.of()));
        lexicons.put(ENGLISH, english);
        own.forEach((language, theirs) -> lexicons.computeIfAbsent(language, _ -> read(language, theirs)));
        var byId = new LinkedHashMap<String, EventRule>();
        addRules(YamlFile.resource(RULES), byId);
        files.stream().filter(file -> file.root().get("rules") != null).forEach(file -> addRules(file, byId));
        rules = List.copyOf(byId.values());
    }

    private static String code(Entry language) {
        if (!language.text().matches("[a-z]{2,3}")) {
            throw language.wrong("expected a language's code such as en or tr, not \"" + language.text() + "\"");
        }
        return language.text();
    }

    /// Our own grammar and the user's.
    ///
    /// @throws GrammarException naming file, line and what was expected
    static Grammar load(List<Path> extra) {
        return new Grammar(extra);
    }

    List<EventRule> rules() {
        return rules;
    }

    /// @return the lexicon of a language, read now if it is one of ours and not read yet; the English one where there is none
    ///         of its own
    Lexicon lexicon(String language) {
        var known = lexicons.get(language);
        if (known != null) {
            return known;
        }
        return LANGUAGES.contains(language)
                ? lexicons.computeIfAbsent(language, _ -> read(language, List.of()))
                : english;
    }

    private Lexicon read(String language, List<YamlFile> own) {
        var files = new ArrayList<YamlFile>();
        if (LANGUAGES.contains(language)) {
            files.add(YamlFile.resource(LEXICONS + language + ".yaml"));
        }
        files.addAll(own);
        return new Lexicon(language, files, gazetteer.of(language), concepts);
    }

    /// @return the number of a concept of our own grammar
    ConceptSet concept(String... names) {
        return ConceptSet.of(Arrays.stream(names).mapToInt(name -> concepts.indexOf(name, null)).toArray());
    }

    private void addRules(YamlFile file, Map<String, EventRule> byId) {
        var list = file.root().get("rules");
        if (list == null) {
            throw file.root().wrong("expected \"rules:\"");
        }
        var here = new java.util.HashSet<String>();
        for (var entry : list.list()) {
            var rule = rule(entry);
            if (!here.add(rule.id())) {
                throw entry.wrong("a second rule with the id " + rule.id());
            }
            byId.put(rule.id(), rule);
        }
    }

    private EventRule rule(Entry entry) {
        var fields = entry.map();
        fields.forEach((key, value) -> {
            if (!RULE_KEYS.contains(key)) {
                throw value.wrong("no such key; a rule has " + String.join(", ", RULE_KEYS.stream().sorted().toList()));
            }
        });
        var id = required(entry, fields, "id").text();
        var type = choice(required(entry, fields, "type"), EventType.known(), EventType::slug);
        var patterns = required(entry, fields, "when").list().stream().map(this::pattern).toList();
        var roles = required(entry, fields, "roles").texts();
        var statusAt = fields.get("status");
        var status = statusAt == null ? Status.PLANNED : choice(statusAt, Status.known(), Status::slug);
        var polarityAt = fields.get("polarity");
        var polarity = polarityAt == null ? Polarity.POSITIVE : choice(polarityAt, Polarity.values(), Polarity::slug);
        return new EventRule(id, type, text(fields, "mode"), patterns, set(fields, "needs"), set(fields, "context"),
                orNone(set(fields, "without")), orNone(set(fields, "unless")), roles, status, polarity,
                (int) number(fields, "named", 2), flag(fields, "together"), flag(fields, "counterpart"),
                flag(fields, "destination"), flag(fields, "wide"), orNone(set(fields, "after")),
                within(fields.get("within")), texts(fields, "cameo"), orEmpty(text(fields, "plover")),
                number(fields, "confidence", 0.5), examples(fields.get("examples")));
    }

    private List<EventRule.Within> within(@Nullable Entry at) {
        var pairs = new ArrayList<EventRule.Within>();
        if (at != null) {
            at.map().forEach((frame, link) -> pairs
                    .add(new EventRule.Within(concepts(frame, link), concepts(link.text(), link))));
        }
        return List.copyOf(pairs);
    }

    private static Entry required(Entry rule, Map<String, Entry> fields, String key) {
        var value = fields.get(key);
        if (value == null) {
            throw rule.wrong("the key \"" + key + "\" is missing");
        }
        return value;
    }

    private static <E> E choice(Entry at, E[] values, java.util.function.Function<E, String> slug) {
        return Arrays.stream(values).filter(value -> slug.apply(value).equals(at.text())).findFirst()
                .orElseThrow(() -> at.wrong("\"" + at.text() + "\" is none of "
                        + String.join(", ", Arrays.stream(values).map(slug).toList())));
    }

    private Pattern pattern(Entry at) {
        var steps = new ArrayList<Step>();
        var how = How.IN_SENTENCE;
        int gap = 0;
        boolean expectConcept = true;
        for (var part : SPACE.split(at.text().strip(), -1)) {
            if (part.equals("+") || part.equals("&") || part.startsWith("..")) {
                if (expectConcept) {
                    throw at.wrong("a concept is missing before \"" + part + "\" in \"" + at.text() + "\"");
                }
                how = part.equals("+") ? How.IN_CLAUSE : part.equals("&") ? How.IN_SENTENCE : How.AFTER;
                if (how == How.AFTER) {
                    try {
                        gap = Integer.parseInt(part.substring(2));
                    } catch (NumberFormatException e) {
                        throw at.wrong("\"" + part + "\": expected two dots and a number, as in ..4");
                    }
                }
                expectConcept = true;
            } else {
                if (!expectConcept) {
                    how = How.AFTER;
                    gap = 0;
                }
                steps.add(new Step(concepts(part, at), steps.isEmpty() ? How.IN_SENTENCE : how, gap));
                expectConcept = false;
            }
        }
        if (expectConcept) {
            throw at.wrong("\"" + at.text() + "\" ends without a concept");
        }
        return new Pattern(List.copyOf(steps));
    }

    List<String> conceptNames() {
        return concepts.names();
    }

    private ConceptSet concepts(String names, Entry at) {
        return ConceptSet.of(Arrays.stream(names.split("\\|", -1)).mapToInt(name -> {
            int concept = concepts.find(name);
            if (concept < 0) {
                throw at.wrong("no concept \"" + name + "\" in any lexicon" + nearest(name));
            }
            return concept;
        }).toArray());
    }

    private String nearest(String name) {
        return Nearest.to(name, conceptNames()).map(known -> "; did you mean \"" + known + "\"?").orElse("");
    }

    private @Nullable ConceptSet set(Map<String, Entry> fields, String key) {
        var at = fields.get(key);
        if (at == null) {
            return null;
        }
        var union = ConceptSet.NONE;
        for (var item : at.list()) {
            union = union.and(concepts(item.text(), item));
        }
        return union;
    }

    private static ConceptSet orNone(@Nullable ConceptSet set) {
        return set == null ? ConceptSet.NONE : set;
    }

    private static @Nullable String text(Map<String, Entry> fields, String key) {
        var at = fields.get(key);
        return at == null ? null : at.text();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> texts(Map<String, Entry> fields, String key) {
        var at = fields.get(key);
        return at == null ? List.of() : at.texts();
    }

    private static boolean flag(Map<String, Entry> fields, String key) {
        var at = fields.get(key);
        if (at == null) {
            return false;
        }
        return switch (at.text().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw at.wrong("expected true or false");
        };
    }

    private static double number(Map<String, Entry> fields, String key, double otherwise) {
        var at = fields.get(key);
        if (at == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(at.text());
        } catch (NumberFormatException e) {
            throw at.wrong("expected a number, not \"" + at.text() + "\"");
        }
    }

    private static List<Example> examples(@Nullable Entry at) {
        var examples = new ArrayList<Example>();
        if (at != null) {
            at.map().forEach((language, groups) -> groups.map().forEach((answer, sentences) -> {
                if (!answer.equals("yes") && !answer.equals("no")) {
                    throw sentences.wrong("expected yes or no");
                }
                for (var sentence : sentences.texts()) {
                    int bar = sentence.lastIndexOf(" | ");
                    var parties = bar < 0 ? List.<String>of() : List.of(COMMA.split(sentence.substring(bar + 3), -1));
                    examples.add(new Example(language, answer.equals("yes"),
                            bar < 0 ? sentence : sentence.substring(0, bar), parties));
                }
            }));
        }
        return List.copyOf(examples);
    }
}
