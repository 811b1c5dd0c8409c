package io.newswatch.enrich.event;

import io.newswatch.enrich.actor.ActorName;
import io.newswatch.enrich.actor.Gazetteer;
import io.newswatch.enrich.lexicon.PhraseTrie;
import io.newswatch.enrich.lexicon.YamlFile;
import io.newswatch.enrich.lexicon.YamlFile.Entry;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// All that one language's words mean to the coder, in one trie: concepts, actors, sectors, equipment, months, weekdays.
/// Immutable, safe for use by many threads.
final class Lexicon {

    static final int CONCEPT = 0;
    static final int ACTOR = 1 << 24;
    static final int SECTOR = 2 << 24;
    static final int EQUIPMENT = 3 << 24;
    static final int MONTH = 4 << 24;
    static final int WEEKDAY = 5 << 24;
    static final int RELATIVE_DAY = 6 << 24;
    static final int SCALE = 7 << 24;
    private static final int KIND = 0xFF << 24;
    private static final int INDEX = 0xFFFFFF;
    private static final int SHORTEST_OPEN_NAME = 5;
    /// Case endings of "may", the one month too short to stand for all words that begin so.
    private static final List<String> OF_SHORT_NAMES = List.of("ın", "da", "ında", "dan");
    private static final int DAY_ZERO = 1000;

    private final String language;
    private final List<ActorName> actors = new ArrayList<>();
    private final List<String> sectors = new ArrayList<>();
    private final List<String> equipment = new ArrayList<>();
    private final List<String> endings;
    private final PhraseTrie trie;
    private @Nullable ActorName home;

    Lexicon(String language, List<YamlFile> files, List<Gazetteer.Phrase> names, Concepts concepts) {
        this.language = language;
        var builder = new PhraseTrie.Builder();
        addActors(builder, names);
        var allEndings = new ArrayList<String>();
        for (var file : files) {
            var own = file.root().get("endings");
            if (own != null) {
                allEndings.addAll(own.texts());
            }
        }
        endings = List.copyOf(allEndings);
        for (var file : files) {
            var state = file.root().get("home");
            if (state != null) {
                home = new ActorName(List.of(state.text()), ActorName.Kind.NAME);
            }
        }
        for (var file : files) {
            for (var section : file.root().map().entrySet()) {
                switch (section.getKey()) {
                    case "language", "endings", "home", "rules" -> {
                    }
                    case "conditions", "states", "organisations", "groups", "shields", "beside" -> {
                        // names of actors: the gazetteer has them
                    }
                    case "concepts" -> section.getValue().map().forEach((name, phrases) -> addAll(builder, phrases,
                            CONCEPT | concepts.indexOf(name, phrases)));
                    case "sectors" -> addNamed(builder, section.getValue(), SECTOR, sectors);
                    case "equipment" -> addNamed(builder, section.getValue(), EQUIPMENT, equipment);
                    case "days" -> section.getValue().map().forEach((offset, phrases) -> addAll(builder, phrases,
                            RELATIVE_DAY | DAY_ZERO + number(offset, phrases)));
                    case "scales" -> section.getValue().map().forEach((zeros, phrases) -> addAll(builder, phrases,
                            SCALE | number(zeros, phrases)));
                    default -> throw section.getValue()
                            .wrong("expected language, concepts, states, organisations, groups, shields, beside, sectors, equipment, days, scales, endings, home, conditions or rules");
                }
            }
        }
        addCalendar(builder);
        trie = builder.build();
    }

    private void addActors(PhraseTrie.Builder builder, List<Gazetteer.Phrase> names) {
        var numbers = new HashMap<ActorName, Integer>();
        for (var phrase : names) {
            int number = numbers.computeIfAbsent(phrase.name(), name -> {
                actors.add(name);
                return actors.size() - 1;
            });
            try {
                builder.add(phrase.text(), ACTOR | number, phrase.conditions());
            } catch (IllegalArgumentException e) {
                throw phrase.at() == null ? e : phrase.at().wrong(String.valueOf(e.getMessage()));
            }
        }
    }

    private static int number(String text, Entry at) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw at.wrong("expected a whole number, not \"" + text + "\"");
        }
    }

    private void addNamed(PhraseTrie.Builder builder, Entry section, int kind, List<String> names) {
        section.map().forEach((name, phrases) -> {
            if (!names.contains(name)) {
                names.add(name);
            }
            addAll(builder, phrases, kind | names.indexOf(name));
        });
    }

    private void addAll(PhraseTrie.Builder builder, Entry phrases, int value) {
        for (var phrase : phrases.list()) {
            try {
                add(builder, phrase.text(), value);
            } catch (IllegalArgumentException e) {
                throw phrase.wrong(String.valueOf(e.getMessage()));
            }
        }
    }

    private void add(PhraseTrie.Builder builder, String phrase, int value) {
        if (phrase.endsWith("~")) {
            var stem = phrase.substring(0, phrase.length() - 1);
            builder.add(stem, value, 0);
            endings.forEach(ending -> builder.add(stem + ending, value, 0));
        } else {
            boolean upper = phrase.length() > 1 && phrase.length() <= 4
                    && phrase.equals(phrase.toUpperCase(Locale.ROOT))
                    && phrase.equals(phrase.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT))
                    && phrase.chars().allMatch(Character::isUpperCase);
            builder.add(phrase, value, upper ? PhraseTrie.UPPER_CASE : 0);
        }
    }

    /// Months and weekdays as CLDR spells them, with any ending where the name is long enough.
    private void addCalendar(PhraseTrie.Builder builder) {
        var ownDays = namesOfDays(Locale.forLanguageTag(language));
        for (var locale : List.of(Locale.forLanguageTag(language), Locale.ENGLISH)) {
            int conditions = locale.getLanguage().equals("en") ? PhraseTrie.CAPITALISED : 0;
            for (var month : Month.values()) {
                for (var style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT)) {
                    addName(builder, month.getDisplayName(style, locale), MONTH | month.getValue(), conditions,
                            ownDays);
                }
            }
            int day = 0;
            for (var name : namesOfDays(locale)) {
                addName(builder, name, WEEKDAY | ++day, conditions, ownDays);
            }
        }
    }

    /// From Monday on.
    private static List<String> namesOfDays(Locale locale) {
        return Arrays.stream(DayOfWeek.values()).map(day -> day.getDisplayName(TextStyle.FULL, locale)).toList();
    }

    private void addName(PhraseTrie.Builder builder, String name, int value, int conditions, List<String> days) {
        var plain = name.replace(".", "");
        if (plain.length() < 3 || !plain.chars().allMatch(c -> Character.isLetter(c) || c == ' ')) {
            return;
        }
        builder.add(plain, value, conditions);
        if (!language.equals("en") && plain.length() >= SHORTEST_OPEN_NAME && !beginsAnother(name, days)) {
            char last = plain.charAt(plain.length() - 1);
            var stem = "аяьйыеeа".indexOf(last) >= 0 ? plain.substring(0, plain.length() - 1) : plain;
            builder.add(stem + "*", value, conditions);
        } else if (language.equals("az")) {
            OF_SHORT_NAMES.forEach(ending -> builder.add(plain + ending, value, conditions));
        }
    }

    /// Turkish "pazar" (Sunday) begins "pazartesi" (Monday).
    private static boolean beginsAnother(String name, List<String> days) {
        return days.stream().anyMatch(day -> day.startsWith(name) && !day.equals(name));
    }

    /// @return the state whose officials are meant where a text of this language names none; null when that is open
    @Nullable
    ActorName home() {
        return home;
    }

    String language() {
        return language;
    }

    PhraseTrie trie() {
        return trie;
    }

    static int kind(int value) {
        return value & KIND;
    }

    static int index(int value) {
        return value & INDEX;
    }

    static int dayOffset(int value) {
        return index(value) - DAY_ZERO;
    }

    ActorName actor(int value) {
        return actors.get(index(value));
    }

    String sector(int value) {
        return sectors.get(index(value));
    }

    String category(int value) {
        return equipment.get(index(value));
    }

    /// The numbers that stand for concepts, shared by grammar and lexicons. Safe for use by many threads.
    static final class Concepts {

        /// Words of 64 bits that a set of concepts takes.
        static final int WIDTH = 4;
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        synchronized int indexOf(String name, @Nullable Entry at) {
            var known = numbers.get(name);
            if (known != null) {
                return known;
            }
            int next = numbers.size();
            if (next == WIDTH * Long.SIZE) {
                var what = "at most " + WIDTH * Long.SIZE + " concepts; this is one more: " + name;
                throw at == null ? new IllegalStateException(what) : at.wrong(what);
            }
            numbers.put(name, next);
            return next;
        }

        /// @return -1 when no file names it
        synchronized int find(String name) {
            return numbers.getOrDefault(name, -1);
        }

        synchronized List<String> names() {
            return List.copyOf(numbers.keySet());
        }
    }
}
