package io.newswatch.enrich.actor;

import io.newswatch.enrich.lexicon.PhraseTrie;
import io.newswatch.enrich.lexicon.YamlFile;
import io.newswatch.enrich.lexicon.YamlFile.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// The names of states and organisations in one language: country names of the JDK's CLDR data, and our own YAML of other
/// names, adjectives, capitals and organisations. Immutable, safe to share.
public final class Gazetteer {

    private static final int ACRONYM_LETTERS = 4;
    private static final Pattern IN_BRACKETS = Pattern.compile("\\(.*?\\)");
    private static final String RESOURCES = "/newswatch/actors/";
    /// What a rule of alerts can name.
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{1,11}");
    private static final List<String> OWN_FILES = List.of("en", "tr", "az", "ru");

    private final List<ActorName> names = new ArrayList<>();
    private final Map<ActorName, Integer> indexes = new HashMap<>();
    private final List<Phrase> phrases = new ArrayList<>();

    /// One way to write a name.
    ///
    /// @param text       words, `*` at the end of one that stands for all that begin so
    /// @param name       index in [#name]
    /// @param conditions as for [PhraseTrie.Builder#add]
    /// @param at         where a file says so; null for a country's name out of CLDR
    public record Phrase(String text, int name, int conditions, @Nullable Entry at) {}

    private Gazetteer() {}

    /// The names of a language, and the English ones besides, which stand in agencies' texts of any language.
    ///
    /// @param language ISO 639-1; one without a file of ours has CLDR's names
    /// @param own      the user's files by language
    public static Gazetteer of(String language, Map<String, List<YamlFile>> own) {
        var gazetteer = new Gazetteer();
        gazetteer.addCountryNames(Locale.ENGLISH);
        if (!language.equals("en")) {
            gazetteer.addCountryNames(Locale.forLanguageTag(language));
        }
        gazetteer.addFiles(language, own);
        if (!language.equals("en")) {
            gazetteer.addFiles("en", own);
        }
        return gazetteer;
    }

    private void addFiles(String language, Map<String, List<YamlFile>> own) {
        var files = new ArrayList<YamlFile>();
        if (OWN_FILES.contains(language)) {
            files.add(YamlFile.resource(RESOURCES + language + ".yaml"));
        }
        files.addAll(own.getOrDefault(language, List.of()));
        var endings = files.stream().map(file -> file.root().get("endings")).filter(Objects::nonNull)
                .flatMap(list -> list.texts().stream()).distinct().toList();
        files.forEach(file -> addFile(file, endings));
    }

    public List<Phrase> phrases() {
        return phrases;
    }

    /// @return what a phrase stands for
    public ActorName name(int index) {
        return names.get(index);
    }

    private void addCountryNames(Locale language) {
        for (var alpha2 : Locale.getISOCountries()) {
            var country = Locale.of("", alpha2);
            String code;
            try {
                code = country.getISO3Country();
            } catch (MissingResourceException e) {
                continue;
            }
            var name = country.getDisplayCountry(language);
            if (!name.equals(alpha2) && !CLDR_UNFIT.contains(alpha2)) {
                add(IN_BRACKETS.matcher(name).replaceAll("").strip(), ActorName.Kind.NAME, List.of(code),
                        PhraseTrie.CAPITALISED, null);
            }
        }
        add(Locale.of("", "XK").getDisplayCountry(language), ActorName.Kind.NAME, List.of("XKX"),
                PhraseTrie.CAPITALISED, null);
    }

    /// Territories whose names are everyday words, towns or parts of other names, and no actors of their own.
    private static final java.util.Set<String> CLDR_UNFIT = java.util.Set.of("JE", "GG", "IM", "BV", "HM", "TF", "UM",
            "IO",
            "GS", "AQ", "CX", "CC", "NF", "PN", "SJ", "AX", "YT", "RE", "MF", "BL", "PM", "SX", "CW", "BQ", "HK", "MO",
            "GF", "GP",
            "MQ", "NC", "PF", "WF", "AI", "BM", "VG", "VI", "KY", "FK", "GI", "MS", "SH", "TC", "GU", "MP", "AS", "PR",
            "CK", "NU", "TK", "EH");

    private void addFile(YamlFile file, List<String> endings) {
        var root = file.root().map();
        int adjectives = "capitalised".equals(text(root, "conditions")) ? PhraseTrie.CAPITALISED : 0;
        for (var section : List.of("states", "organisations", "groups")) {
            var entries = root.get(section);
            if (entries == null) {
                continue;
            }
            for (var actor : entries.map().entrySet()) {
                var fields = new LinkedHashMap<>(actor.getValue().map());
                var members = fields.remove("members");
                var codes = members == null ? List.of(actor.getKey()) : members.texts();
                for (var code : codes) {
                    if (!CODE.matcher(code).matches()) {
                        throw actor.getValue()
                                .wrong("\"" + code + "\" is no actor's code; expected capitals such as AZE or NATO");
                    }
                }
                for (var field : fields.entrySet()) {
                    var kind = kind(section, field.getKey(), field.getValue());
                    int conditions = kind == ActorName.Kind.ADJECTIVE ? adjectives : PhraseTrie.CAPITALISED;
                    for (var phrase : field.getValue().list()) {
                        addInflected(phrase, kind, codes, conditions, endings);
                    }
                }
            }
        }
        addAll(root.get("shields"), ActorName.Kind.SHIELD, endings);
        addAll(root.get("beside"), ActorName.Kind.BESIDE, endings);
    }

    private static ActorName.Kind kind(String section, String field, Entry at) {
        return switch (field) {
            case "names" -> switch (section) {
                case "organisations" -> ActorName.Kind.ORGANISATION;
                case "groups" -> ActorName.Kind.GROUP;
                default -> ActorName.Kind.NAME;
            };
            case "adjectives" -> ActorName.Kind.ADJECTIVE;
            case "capitals", "seats" -> ActorName.Kind.CAPITAL;
            case "people" -> ActorName.Kind.PERSON;
            default -> throw at.wrong("expected names, adjectives, capitals, seats, people or members");
        };
    }

    private static String text(Map<String, Entry> root, String key) {
        var entry = root.get(key);
        return entry == null ? "" : entry.text();
    }

    private void addAll(@Nullable Entry list, ActorName.Kind kind, List<String> endings) {
        if (list != null) {
            for (var phrase : list.list()) {
                addInflected(phrase, kind, List.of(), 0, endings);
            }
        }
    }

    private void addInflected(Entry at, ActorName.Kind kind, List<String> codes, int conditions, List<String> endings) {
        String phrase = at.text().strip();
        if (phrase.endsWith("~")) {
            var stem = phrase.substring(0, phrase.length() - 1).strip();
            add(stem, kind, codes, conditions, at);
            for (var ending : endings) {
                add(stem + ending, kind, codes, conditions, at);
            }
        } else {
            add(phrase, kind, codes, conditions, at);
        }
    }

    private void add(String phrase, ActorName.Kind kind, List<String> codes, int conditions, @Nullable Entry at) {
        var name = new ActorName(codes, kind);
        int index = indexes.computeIfAbsent(name, _ -> {
            names.add(name);
            return names.size() - 1;
        });
        phrases.add(new Phrase(phrase, index, isAcronym(phrase) ? PhraseTrie.UPPER_CASE : conditions, at));
    }

    private static boolean isAcronym(String phrase) {
        var letters = phrase.replace(".", "");
        return letters.length() <= ACRONYM_LETTERS && letters.length() > 1
                && letters.equals(letters.toUpperCase(Locale.ROOT))
                && Character.isLetter(letters.charAt(0)) && !letters.contains(" ");
    }
}
