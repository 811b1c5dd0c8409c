package io.newswatch.enrich.actor;

import io.newswatch.enrich.lexicon.PhraseTrie;
import io.newswatch.enrich.lexicon.YamlFile;
import io.newswatch.enrich.lexicon.YamlFile.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// The names of states and organisations: country names of the JDK's CLDR data, and our own YAML of other names,
/// adjectives, capitals and organisations. Immutable, safe to share.
public final class Gazetteer {

    private static final int ACRONYM_LETTERS = 4;
    private static final String ENGLISH = "en";
    private static final Pattern IN_BRACKETS = Pattern.compile("\\(.*?\\)");
    private static final String RESOURCES = "/newswatch/actors/";
    /// What a rule of alerts can name.
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{1,11}");
    private static final List<String> OWN_FILES = List.of(ENGLISH, "tr", "az", "ru");

    private final Map<String, List<YamlFile>> own;
    private final List<Phrase> englishCountries;
    private final List<Phrase> english;

    /// One way to write a name.
    ///
    /// @param text       words, `*` at the end of one that stands for all that begin so
    /// @param name       whose
    /// @param conditions as for [PhraseTrie.Builder#add]
    /// @param at         where a file says so; null for a country's name out of CLDR
    public record Phrase(String text, ActorName name, int conditions, @Nullable Entry at) {}

    /// The program's names and the user's.
    ///
    /// @param own the user's files by language, ISO 639-1
    public Gazetteer(Map<String, List<YamlFile>> own) {
        this.own = Map.copyOf(own);
        englishCountries = countries(Locale.ENGLISH);
        english = ofFiles(ENGLISH);
    }

    /// The names of a language, and the English ones besides, which stand in agencies' texts of any language.
    ///
    /// @param language ISO 639-1; one without a file of ours has CLDR's names
    public List<Phrase> of(String language) {
        var phrases = new ArrayList<>(englishCountries);
        if (!language.equals(ENGLISH)) {
            phrases.addAll(countries(Locale.forLanguageTag(language)));
            phrases.addAll(ofFiles(language));
        }
        phrases.addAll(english);
        return phrases;
    }

    private List<Phrase> ofFiles(String language) {
        var files = new ArrayList<YamlFile>();
        if (OWN_FILES.contains(language)) {
            files.add(YamlFile.resource(RESOURCES + language + ".yaml"));
        }
        files.addAll(own.getOrDefault(language, List.of()));
        var endings = files.stream().map(file -> file.root().get("endings")).filter(Objects::nonNull)
                .flatMap(list -> list.texts().stream()).distinct().toList();
        var phrases = new ArrayList<Phrase>();
        files.forEach(file -> addFile(file, endings, phrases));
        return List.copyOf(phrases);
    }

    private static List<Phrase> countries(Locale language) {
        var phrases = new ArrayList<Phrase>();
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
                add(IN_BRACKETS.matcher(name).replaceAll("").strip(), stateOf(code), PhraseTrie.CAPITALISED, null,
                        phrases);
            }
        }
        add(Locale.of("", "XK").getDisplayCountry(language), stateOf("XKX"), PhraseTrie.CAPITALISED, null, phrases);
        return List.copyOf(phrases);
    }

    private static ActorName stateOf(String code) {
        return new ActorName(List.of(code), ActorName.Kind.NAME);
    }

    /// Territories whose names are everyday words, towns or parts of other names, and no actors of their own.
    private static final java.util.Set<String> CLDR_UNFIT = java.util.Set.of("JE", "GG", "IM", "BV", "HM", "TF", "UM",
            "IO",
            "GS", "AQ", "CX", "CC", "NF", "PN", "SJ", "AX", "YT", "RE", "MF", "BL", "PM", "SX", "CW", "BQ", "HK", "MO",
            "GF", "GP",
            "MQ", "NC", "PF", "WF", "AI", "BM", "VG", "VI", "KY", "FK", "GI", "MS", "SH", "TC", "GU", "MP", "AS", "PR",
            "CK", "NU", "TK", "EH");

    private static void addFile(YamlFile file, List<String> endings, List<Phrase> out) {
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
                    var name = new ActorName(codes, kind);
                    for (var phrase : field.getValue().list()) {
                        addInflected(phrase, name, conditions, endings, out);
                    }
                }
            }
        }
        addAll(root.get("shields"), ActorName.Kind.SHIELD, endings, out);
        addAll(root.get("beside"), ActorName.Kind.BESIDE, endings, out);
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

    private static void addAll(@Nullable Entry list, ActorName.Kind kind, List<String> endings, List<Phrase> out) {
        if (list != null) {
            var name = new ActorName(List.of(), kind);
            for (var phrase : list.list()) {
                addInflected(phrase, name, 0, endings, out);
            }
        }
    }

    private static void addInflected(Entry at, ActorName name, int conditions, List<String> endings,
            List<Phrase> out) {
        String phrase = at.text().strip();
        if (phrase.endsWith("~")) {
            var stem = phrase.substring(0, phrase.length() - 1).strip();
            add(stem, name, conditions, at, out);
            for (var ending : endings) {
                add(stem + ending, name, conditions, at, out);
            }
        } else {
            add(phrase, name, conditions, at, out);
        }
    }

    private static void add(String phrase, ActorName name, int conditions, @Nullable Entry at, List<Phrase> out) {
        out.add(new Phrase(phrase, name, isAcronym(phrase) ? PhraseTrie.UPPER_CASE : conditions, at));
    }

    private static boolean isAcronym(String phrase) {
        if (phrase.length() > 2 * ACRONYM_LETTERS) {
            return false;
        }
        var letters = phrase.replace(".", "");
        return letters.length() <= ACRONYM_LETTERS && letters.length() > 1
                && letters.equals(letters.toUpperCase(Locale.ROOT))
                && Character.isLetter(letters.charAt(0)) && !letters.contains(" ");
    }
}
