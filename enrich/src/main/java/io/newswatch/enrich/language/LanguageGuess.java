package io.newswatch.enrich.language;

import io.newswatch.enrich.lexicon.Folding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/// Which language a text is written in: the outlet's word for it, unless letters or small words say clearly otherwise; else
/// the letters and the commonest small words; else OpenNLP's detector, loaded when first needed (1.3 s). Safe for use by
/// many threads.
public final class LanguageGuess {

    /// What is answered when it cannot be told.
    public static final String UNKNOWN = "und";

    private static final int READ_CHARACTERS = 2000;
    private static final int ENOUGH_WORDS = 3;
    private static final double CLEAR_LEAD = 1.5;

    private static final int SHORTEST_FOR_DETECTOR = 40;

    /// The commonest small words, folded, of which few belong to two languages.
    private static final Map<String, Set<String>> SMALL_WORDS = Map.ofEntries(
            words("en", "the of and to in is that for with was on are has have said by from at an it will their which"),
            words("tr",
                    "ve bir bu ile icin de da olarak daha olan gibi kadar sonra cok ise dedi oldu var tarafindan arasinda"),
            words("az",
                    "və bu ilə ucun olan olub edib deyib bir də da edilib tərəfindən arasinda sonra qeyd həmcinin isə daha ki"),
            words("ru", "и в не на что с по как это из для о от к за был его но также года при"),
            words("uk", "і в не на що з та до як це із для про від за був його але також року при й"),
            words("de", "der die und in den von zu das mit sich des auf fur ist im dem nicht ein eine auch"),
            words("fr", "le la les des et en un une du que est pour qui dans sur par au avec pas plus ont"),
            words("es", "el la de que y en los del las un por con una para es al se lo como su"),
            words("it", "il di che la e per un in del con non una della sono le si dei da alla al"),
            words("pt", "o de que e do da em um para com uma os no se na por mais as dos ao"),
            words("pl", "w i z na sie do nie ze jest o przez od za po jak oraz ktory dla tym"),
            words("nl", "de het een van en in te dat op is voor met zijn niet aan er door ook naar"),
            words("ar", "في من على الى إلى ان أن عن مع هذا التي الذي بعد ما قال كما بين"),
            words("fa", "در به از که این را با است برای آن یک های شد کرد خود تا بر وی"));

    private LanguageGuess() {}

    private static Map.Entry<String, Set<String>> words(String language, String list) {
        return Map.entry(language, Set.of(list.split(" ", -1)).stream().map(Folding::fold)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /// Tells the language of a text.
    ///
    /// @param declared BCP 47 tag of feed or page; null when it declares none
    /// @return ISO 639-1 code, [#UNKNOWN] when it cannot be told
    public static String of(@Nullable String declared, String text) {
        var sample = text.length() > READ_CHARACTERS ? text.substring(0, READ_CHARACTERS) : text;
        var read = byLettersAndSmallWords(sample);
        if (read != null) {
            return read;
        }
        var word = declared == null ? "" : Locale.forLanguageTag(declared.strip().replace('_', '-')).getLanguage();
        if (word.length() == 2 && scriptAllows(word, sample)) {
            return word;
        }
        return sample.strip().length() < SHORTEST_FOR_DETECTOR ? UNKNOWN : Detector.detect(sample);
    }

    private static @Nullable String byLettersAndSmallWords(String text) {
        var hits = new HashMap<String, Integer>();
        int schwas = 0;
        int letters = 0;
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            if (Character.isLetter(c)) {
                letters++;
                schwas += c == 'ə' || c == 'Ə' ? 1 : 0;
                continue;
            }
            if (at > from) {
                var word = Folding.fold(text.substring(from, at));
                SMALL_WORDS.forEach((language, words) -> {
                    if (words.contains(word)) {
                        hits.merge(language, 1, Integer::sum);
                    }
                });
            }
            from = at + 1;
        }
        if (letters > 0 && schwas * 50 >= letters) {
            return "az";
        }
        if (hasAny(text, "ыэъё") && !hasAny(text, "іїєґў")) {
            hits.remove("uk");
        }
        String best = null;
        int most = 0;
        int second = 0;
        for (var hit : hits.entrySet()) {
            if (hit.getValue() > most) {
                second = most;
                most = hit.getValue();
                best = hit.getKey();
            } else {
                second = Math.max(second, hit.getValue());
            }
        }
        return most >= ENOUGH_WORDS && most >= second * CLEAR_LEAD ? best : null;
    }

    private static boolean hasAny(String text, String letters) {
        return letters.chars().anyMatch(letter -> text.indexOf(letter) >= 0);
    }

    /// Whether a text of these letters can be in that language.
    private static boolean scriptAllows(String language, String text) {
        int cyrillic = 0;
        int arabic = 0;
        int latin = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (Character.UnicodeScript.of(text.charAt(i))) {
                case CYRILLIC -> cyrillic++;
                case ARABIC -> arabic++;
                case LATIN -> latin++;
                default -> {
                }
            }
        }
        int letters = cyrillic + arabic + latin;
        if (letters == 0) {
            return true;
        }
        return switch (language) {
            case "ru", "uk", "bg", "be", "mk" -> cyrillic * 2 >= letters;
            case "ar", "fa", "ur", "ps" -> arabic * 2 >= letters;
            case "en", "tr", "az", "de", "fr", "es", "it", "pt", "pl", "nl", "cs", "ro", "hu" -> latin * 2 >= letters;
            default -> true;
        };
    }

    /// OpenNLP's model, loaded when this class is first touched.
    private static final class Detector {

        private static final String MODEL = "/langdetect-183.bin";
        private static final LanguageDetectorModel LOADED = load();
        private static final Map<String, String> SHORT_CODES = shortCodes();

        private Detector() {}

        static String detect(String text) {
            var ranked = new LanguageDetectorME(LOADED).predictLanguages(text);
            var best = ranked[0];
            var code = SHORT_CODES.get(best.getLang());
            boolean clear = ranked.length < 2 || best.getConfidence() >= ranked[1].getConfidence() * CLEAR_LEAD;
            return clear && code != null ? code : UNKNOWN;
        }

        private static LanguageDetectorModel load() {
            try (var in = LanguageDetectorModel.class.getResourceAsStream(MODEL)) {
                if (in == null) {
                    throw new IllegalStateException("the language model " + MODEL + " is missing from the class path");
                }
                return new LanguageDetectorModel(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the language model " + MODEL, e);
            }
        }

        private static Map<String, String> shortCodes() {
            var codes = new HashMap<String, String>();
            for (var language : Locale.getISOLanguages()) {
                codes.put(Locale.of(language).getISO3Language(), language);
            }
            codes.put("cmn", "zh");
            codes.put("pes", "fa");
            codes.put("azj", "az");
            codes.put("arb", "ar");
            return Map.copyOf(codes);
        }
    }
}
