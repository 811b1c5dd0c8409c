package io.newswatch.alerts.rule;

import io.newswatch.alerts.yaml.JsonItem;
import io.newswatch.alerts.yaml.Nearest;
import io.newswatch.alerts.yaml.Problem;
import io.newswatch.alerts.yaml.Problem.Severity;
import io.newswatch.alerts.yaml.YamlFile;
import io.newswatch.alerts.yaml.YamlMap;
import io.newswatch.alerts.yaml.YamlMap.Report;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.EventType;
import io.newswatch.contract.Rule;
import io.newswatch.contract.Rule.Notice.Mode;
import io.newswatch.contract.Rule.Term;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Rules as people write them: a YAML file holding one rule, a list of rules or several documents, or JSON lines. A bad
/// rule is refused with all its mistakes and their places; the others of the file stay. Immutable, safe to share.
///
/// @param rules    the rules that can be used, in order
/// @param problems errors (the rule was refused) and warnings (it will hardly do what was meant), in order
public record RuleFile(List<Rule> rules, List<Problem> problems) {

    private static final List<String> RULE = List.of("id", "description", "match", "notify", "channels", "tenant");
    private static final List<String> MATCH = List.of("novelOnly", "changed", "languages", "sources", "actors",
            "events", "text");
    private static final List<String> SOURCES = List.of("any", "none");
    private static final List<String> GROUP = List.of("any", "all", "none");
    private static final List<String> EVENTS = List.of("types", "modes", "status", "polarity", "participants");
    private static final List<String> NOTIFY = List.of("mode", "per", "maxPerDay");
    private static final List<String> TERM = List.of("near", "within", "prefix");
    private static final List<String> MODES = List.of("field", "command-post", "naval", "air", "live-fire",
            "staff-talks", "meeting", "phone-call", "commission", "official", "port-call", "inspection", "treaty",
            "memorandum", "protocol", "plan", "accession", "declaration", "mutual-defence", "invocation", "sale",
            "purchase", "licence", "delivery", "donation", "funding", "logistics", "course", "academy",
            "officer-exchange", "liaison", "base", "transit", "overflight", "stationing", "peacekeeping",
            "joint-patrol", "escort", "demining", "reinforcement", "development", "production", "technology-transfer",
            "maintenance", "exchange", "channel");
    private static final Set<Status> CURTAILED = Set.of(Status.CANCELLED, Status.SUSPENDED, Status.REFUSED);
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final int WIDEST_NEAR = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern CHANNEL = Pattern.compile("[a-z]+:[a-z0-9][a-z0-9-]{0,63}");

    public RuleFile {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /// Reads a file, or all `.yaml`, `.yml`, `.json`, `.jsonl` files of a folder.
    public static RuleFile read(Path fileOrFolder) {
        var rules = new ArrayList<Rule>();
        var problems = new ArrayList<Problem>();
        var known = new HashMap<String, String>();
        try {
            for (var file : YamlFile.filesIn(fileOrFolder)) {
                read(file.toString(), YamlFile.read(file), rules, problems, known);
            }
        } catch (IOException e) {
            problems.add(new Problem(Severity.UNREADABLE, fileOrFolder.toString(), 1, 1, null,
                    "the folder cannot be read: " + e));
        }
        return new RuleFile(rules, problems);
    }

    /// Reads a file's text.
    ///
    /// @param file its name, for messages
    public static RuleFile parse(String file, String text) {
        var rules = new ArrayList<Rule>();
        var problems = new ArrayList<Problem>();
        read(file, YamlFile.parse(file, text), rules, problems, new HashMap<>());
        return new RuleFile(rules, problems);
    }

    /// Reads a record of the rules topic: one rule of a file, as JSON, perhaps of a later version. A key that is not known and
    /// asks nothing (null, false, an empty list) is passed over; one that asks something is a mistake as in a file.
    ///
    /// @param name what to call it in messages
    public static RuleFile ofRecord(String name, byte[] json) {
        var rules = new ArrayList<Rule>();
        var problems = new ArrayList<Problem>();
        JsonItem.of(json).ifPresent(
                item -> read(name, item, YamlFile.reportOnRecord(name, problems), rules, new HashMap<>()));
        if (problems.isEmpty() && !rules.isEmpty()) {
            return new RuleFile(rules, problems);
        }
        // As YAML, which tells the places.
        rules.clear();
        problems.clear();
        var known = new HashMap<String, String>();
        var yaml = YamlFile.parse(name, new String(json, StandardCharsets.UTF_8));
        problems.addAll(yaml.problems());
        yaml.items().forEach(item -> read(name, item, YamlFile.reportOnRecord(name, problems), rules, known));
        return new RuleFile(rules, problems);
    }

    /// Whether every rule can be used; there may be warnings.
    public boolean isFine() {
        return problems.stream().noneMatch(Problem::isError);
    }

    /// Whether every file could be read, whatever stood in it.
    public boolean isReadable() {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.UNREADABLE);
    }

    private static void read(String file, YamlFile yaml, List<Rule> rules, List<Problem> problems,
            Map<String, String> known) {
        problems.addAll(yaml.problems());
        for (var item : yaml.items()) {
            if (!item.getTag().equals(Tag.NULL)) {
                read(file, item, YamlFile.report(file, problems), rules, known);
            }
        }
    }

    private static void read(String file, Node item, Report report, List<Rule> rules, Map<String, String> known) {
        var rule = YamlMap.of("a rule", item, RULE, report).flatMap(RuleFile::rule);
        rule.ifPresent(good -> {
            var place = file + ":" + item.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
            var before = known.putIfAbsent(good.key(), place);
            if (before != null) {
                report.error(item, "the id \"" + good.id() + "\" is taken by the rule at " + before
                        + "; give this one another id");
            } else {
                rules.add(good);
            }
        });
    }

    private static Optional<Rule> rule(YamlMap map) {
        var report = map.report();
        var id = map.text("id").orElse(null);
        if (id == null) {
            report.error(map.node(), "a rule needs an \"id\" of lower-case letters, digits and hyphens, such as "
                    + "az-tr-staff-talks");
        } else {
            report.about("rule " + id);
            name("id", id, map);
        }
        var tenant = map.text("tenant").orElse(Rule.DEFAULT_TENANT);
        name("tenant", tenant, map);
        var match = map.map("match", MATCH).map(RuleFile::match);
        if (!map.has("match")) {
            report.error(map.node(), "a rule needs a \"match\" with at least one of " + String.join(", ", MATCH));
        }
        var notice = map.map("notify", NOTIFY).map(RuleFile::notice).orElse(new Rule.Notice(Mode.FIRST, "story", 0));
        var channels = map.list("channels", RuleFile::channel);
        if (report.refused() || id == null || match.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rule(tenant, id, map.text("description").orElse(""), match.get(), notice, channels));
    }

    private static void name(String key, String name, YamlMap map) {
        if (!NAME.matcher(name).matches()) {
            var mended = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
            map.report().error(map.at(key), "\"" + key + "\" has lower-case letters, digits and hyphens, at most 64; \""
                    + name + "\" does not fit" + (NAME.matcher(mended).matches() ? "; write \"" + mended + "\"" : ""));
        }
    }

    private static String channel(String written) {
        if (!CHANNEL.matcher(written).matches()) {
            throw new IllegalArgumentException("\"" + written + "\" is no channel; a channel is type:name, such as "
                    + "webhook:desk or log:console");
        }
        return written;
    }

    private static Rule.Match match(YamlMap map) {
        boolean changed = map.flag("changed", false);
        boolean novelOnly = map.flag("novelOnly", true);
        if (changed && !novelOnly) {
            map.report().warning(map.at("novelOnly"),
                    "\"changed: true\" looks at changed sentences only, so \"novelOnly: false\" has no effect");
        }
        var languages = map.list("languages", RuleFile::language);
        var sources = map.map("sources", SOURCES).map(group -> new Rule.Sources(
                group.list("any", Function.identity()), group.list("none", Function.identity())));
        var actors = map.map("actors", GROUP).map(group -> new Rule.Actors(actors(group, "any"), actors(group, "all"),
                actors(group, "none")));
        var events = map.map("events", EVENTS).map(RuleFile::events);
        var text = map.map("text", GROUP).map(RuleFile::text);
        if (languages.isEmpty() && sources.isEmpty() && actors.isEmpty() && events.isEmpty() && text.isEmpty()
                && !map.report().refused()) {
            map.report().warning(map.node(), "\"match\" asks for nothing in particular, so every article with "
                    + (changed ? "changed" : novelOnly ? "new" : "any") + " words matches");
        }
        return new Rule.Match(novelOnly, changed, languages, sources.orElse(null), actors.orElse(null),
                events.orElse(null), text.orElse(null));
    }

    private static String language(String written) {
        var code = written.toLowerCase(Locale.ROOT);
        if (!LANGUAGES.contains(code) && !code.equals("und")) {
            var named = Arrays.stream(Locale.getISOLanguages())
                    .filter(known -> Locale.of(known).getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(written))
                    .findFirst();
            throw new IllegalArgumentException("\"" + written + "\" is no language; write its two-letter code, such as "
                    + named.orElse("en, tr, az, ru"));
        }
        return code;
    }

    private static List<String> actors(YamlMap group, String key) {
        var codes = group.list(key, RuleFile::actor);
        warnOfUnknown(group, key);
        return codes;
    }

    private static String actor(String written) {
        try {
            ActorCode.parse(written);
            return written;
        } catch (IllegalArgumentException e) {
            var upper = written.toUpperCase(Locale.ROOT);
            var meant = ActorCode.ofName(written).or(() -> Optional.of(upper).filter(ActorCode.wellKnown()::contains))
                    .or(() -> Nearest.to(upper, ActorCode.wellKnown()));
            throw new IllegalArgumentException(
                    e.getMessage() + meant.map(code -> "; did you mean " + code + "?").orElse(""), e);
        }
    }

    private static void warnOfUnknown(YamlMap group, String key) {
        for (var item : group.items(key)) {
            if (item instanceof ScalarNode scalar
                    && ActorCode.WRITTEN.matcher(scalar.getValue()).matches()
                    && !ActorCode.parse(scalar.getValue()).isWellKnown()) {
                var meant = ActorCode.ofName(scalar.getValue())
                        .or(() -> Nearest.to(scalar.getValue(), ActorCode.wellKnown()));
                group.report().warning(item, "no state or organisation that comes with Newswatch has the code "
                        + scalar.getValue() + meant.map(code -> "; did you mean " + code + "?").orElse("")
                        + " (codes of a lexicon of your own are fine)");
            }
        }
    }

    private static Rule.Events events(YamlMap group) {
        var types = group.list("types", written -> oneOf("event type", written, EventType.known(), EventType::slug));
        var status = group.list("status", written -> oneOf("status", written, Status.known(), Status::slug));
        var polarity = group.text("polarity")
                .flatMap(written -> reported(group, "polarity", () -> oneOf("polarity", written, Polarity.values(),
                        Polarity::slug)))
                .orElse(null);
        var modes = group.list("modes", Function.identity());
        for (var item : group.items("modes")) {
            if (item instanceof ScalarNode scalar && !MODES.contains(scalar.getValue())) {
                group.report().warning(item, "no event has the mode \"" + scalar.getValue() + "\""
                        + Nearest.hint(scalar.getValue(), MODES));
            }
        }
        var participants = actors(group, "participants");
        if (status.size() == 1 && status.contains(Status.REQUESTED)) {
            group.report().warning(group.at("status"), "can never match: a requested event is not countable, and only "
                    + "countable events are looked at");
        } else if (polarity == Polarity.NEGATIVE && !status.isEmpty()
                && status.stream().noneMatch(CURTAILED::contains)) {
            group.report().warning(group.at("status"), "can never match: a negative event is cancelled, suspended or "
                    + "refused");
        } else if (polarity == Polarity.POSITIVE && !status.isEmpty() && CURTAILED.containsAll(status)) {
            group.report().warning(group.at("status"),
                    "can never match: a positive event is never cancelled, suspended "
                            + "or refused; write polarity: negative");
        }
        return new Rule.Events(types, modes, status, polarity, participants);
    }

    private static <T> Optional<T> reported(YamlMap map, String key, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (IllegalArgumentException e) {
            map.report().error(map.at(key), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static <E> E oneOf(String what, String written, E[] values, Function<E, String> slug) {
        var slugs = Arrays.stream(values).map(slug).toList();
        int index = slugs.indexOf(written);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "no " + what + " \"" + written + "\"" + Nearest.hint(written.replace('_', '-'), slugs));
        }
        return values[index];
    }

    private static Rule.Text text(YamlMap group) {
        var any = terms(group, "any");
        var all = terms(group, "all");
        var none = terms(group, "none");
        Predicate<Term> never = term -> CompiledTerm.wordsOf(term).isEmpty();
        if (!any.isEmpty() && any.stream().allMatch(never)) {
            group.report().warning(group.at("any"),
                    "the rule can never match: no term of \"any\" has letters or digits");
        }
        if (all.stream().anyMatch(never)) {
            group.report().warning(group.at("all"),
                    "the rule can never match: a term of \"all\" has no letters or digits");
        }
        var forbidden = new HashSet<List<String>>();
        none.stream().filter(Term.Phrase.class::isInstance).map(CompiledTerm::wordsOf).forEach(forbidden::add);
        if (all.stream().map(CompiledTerm::wordsOf).anyMatch(forbidden::contains)
                || (!any.isEmpty() && any.stream().map(CompiledTerm::wordsOf).allMatch(forbidden::contains))) {
            group.report().warning(group.at("none"), "the rule can never match: \"none\" forbids what it asks for");
        }
        return new Rule.Text(any, all, none);
    }

    private static List<Term> terms(YamlMap group, String key) {
        var terms = new ArrayList<Term>();
        for (var item : group.items(key)) {
            var term = item instanceof MappingNode
                    ? complexTerm(item, group.report())
                    : YamlMap.scalar(key, item, group.report()).<Term>map(Term.Phrase::new).orElse(null);
            if (term != null) {
                if (CompiledTerm.wordsOf(term).isEmpty()) {
                    group.report().warning(item, "this term can never match: it has no letters or digits");
                }
                terms.add(term);
            }
        }
        return terms;
    }

    private static @Nullable Term complexTerm(Node item, Report report) {
        var map = YamlMap.of("a term", item, TERM, report).orElse(null);
        if (map == null) {
            return null;
        }
        if (map.has("prefix") && !map.has("near") && !map.has("within")) {
            return map.text("prefix").map(Term.Prefix::new).orElse(null);
        }
        if (!map.has("near") || map.has("prefix")) {
            report.error(item, "a term is words, {near: [words], within: 5} or {prefix: letters}");
            return null;
        }
        var near = map.list("near", Function.identity());
        int within = map.integer("within", 10, 1, WIDEST_NEAR);
        var term = new Term.Near(near, within);
        int words = CompiledTerm.wordsOf(term).size();
        if (words < 2) {
            report.warning(item, "\"near\" wants at least two different words" + (words == 1
                    ? "; with one it matches wherever that stands"
                    : ""));
        } else if (within < words - 1) {
            report.warning(map.at("within"),
                    "this term can never match: " + words + " words do not fit within " + within
                            + "; write at least " + (words - 1));
        }
        return term;
    }

    private static Rule.Notice notice(YamlMap map) {
        var mode = map.text("mode").flatMap(written -> reported(map, "mode",
                () -> oneOf("notify mode", written, Mode.values(), Mode::slug))).orElse(Mode.FIRST);
        var per = map.text("per").orElse("story");
        if (!per.equals("story")) {
            map.report().error(map.at("per"), "\"per\" is story; this is \"" + per + "\"");
        }
        return new Rule.Notice(mode, per, map.integer("maxPerDay", 0, 0, 1_000_000));
    }
}
