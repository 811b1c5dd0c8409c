package io.newswatch.enrich.echo;

import io.newswatch.enrich.text.Letters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// What the bundled word lists say of a word, found by the hash of its folded letters. Loaded once, immutable, safe to
/// share.
///
/// The lists are resources beside this class, one meaning a file; see the comment at the head of each. Changing
/// `families.txt`, `numbers.txt` or `phrases.txt` changes the hashes of words: raise [Fingerprint#VERSION] with it.
final class Lexicon {

    /// One word's entry.
    ///
    /// @param wordClass  its class, or null when its letters decide
    /// @param canonical  the folded word it counts as; itself when it has no family
    /// @param synonyms   number of its group of interchangeable words, or 0
    /// @param opposites  its groups of opposites and its side in each, `group << 4 | side`
    /// @param lookAlikes the same of names that only look alike
    /// @param needsCapital whether it is of its class only with a capital: the month of May
    /// @param attributes whether it names who brought a report: 1 at a sentence's end, 2 at its start too, else 0
    /// @param frequent   whether news is full of it
    /// @param traded     whether it is a unit of what is paid, owned or traded
    /// @param plan       whether it says of a deed that it is not done yet
    /// @param deed       whether it says of a deed that it is done
    /// @param speaker    number of its group of speakers without a name, or 0
    /// @param phrases    the phrases that begin with it
    /// @param token      the token of the canonical word
    record Entry(@Nullable WordClass wordClass, String canonical, int synonyms, List<Integer> opposites,
            List<Integer> lookAlikes, boolean needsCapital, int attributes, boolean frequent,
            boolean traded, boolean plan, boolean deed, int speaker, List<Phrase> phrases, int token) {

        /// Whether one of the two words cannot stand for the other.
        boolean isOppositeOf(Entry other) {
            return onOtherSide(opposites, other.opposites);
        }

        /// Whether the two names are not one, however alike their letters: Austria and Australia.
        boolean onlyLooksLike(Entry other) {
            return onOtherSide(lookAlikes, other.lookAlikes);
        }

        private static boolean onOtherSide(List<Integer> sides, List<Integer> otherSides) {
            for (int a : sides) {
                for (int b : otherSides) {
                    if (a != b && a >> SIDE_BITS == b >> SIDE_BITS && sides.stream().noneMatch(otherSides::contains)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static final int SIDE_BITS = 4;
    /// Cases of Turkish and Azerbaijani nouns, folded.
    private static final List<String> TURKIC_ENDINGS = List.of("a", "e", "i", "u", "ya", "ye", "da", "de", "ta", "te",
            "dan", "den", "tan", "ten", "in", "un", "nin", "nun", "ina", "ine", "una", "inda", "inde", "unda",
            "indan", "inden", "undan", "daki", "deki", "taki", "teki", "indaki", "indeki", "undaki");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Lexicon BUNDLED = new Lexicon();

    private final Map<String, Builder> building = new HashMap<>();
    /// By the letters of the word as written.
    private final Table byLetters;
    /// By the token of the canonical word.
    private final Table byToken;
    private final int saying;

    /// Several words that count as one.
    static final class Phrase {

        /// The tokens of the words.
        final int[] tokens;
        /// The token of the whole.
        final int canonical;

        Phrase(int[] tokens, int canonical) {
            this.tokens = tokens;
            this.canonical = canonical;
        }
    }

    /// Open addressing from a hash to an entry.
    private static final class Table {

        /// 0 where there is no entry.
        private final int[] keys;
        private final @Nullable Entry[] entries;
        private final int mask;

        Table(int size) {
            int capacity = Integer.highestOneBit(Math.max(64, size * 4));
            keys = new int[capacity];
            entries = new Entry[capacity];
            mask = capacity - 1;
        }

        @Nullable
        Entry get(int hash) {
            int i = hash & mask;
            while (keys[i] != hash && keys[i] != 0) {
                i = (i + 1) & mask;
            }
            return entries[i];
        }

        void putIfAbsent(int hash, Entry entry) {
            if (hash == 0) {
                throw new IllegalArgumentException("the hash of " + entry.canonical() + " means a free place");
            }
            int i = hash & mask;
            while (entries[i] != null) {
                if (keys[i] == hash) {
                    return;
                }
                i = (i + 1) & mask;
            }
            keys[i] = hash;
            entries[i] = entry;
        }
    }

    private static final class Builder {
        @Nullable
        WordClass wordClass;
        String canonical;
        int synonyms;
        final List<Integer> opposites = new ArrayList<>();
        final List<Integer> lookAlikes = new ArrayList<>();
        boolean needsCapital;
        int attributes;
        boolean frequent;
        boolean traded;
        boolean plan;
        boolean deed;
        int speaker;
        final List<Phrase> phrases = new ArrayList<>();

        Builder(String word) {
            canonical = word;
        }

        Entry build() {
            return new Entry(wordClass, canonical, synonyms, List.copyOf(opposites), List.copyOf(lookAlikes),
                    needsCapital, attributes, frequent, traded, plan, deed, speaker, List.copyOf(phrases),
                    Hashing.token(canonical));
        }
    }

    private Lexicon() {
        readClass("function-words.txt", WordClass.FUNCTION);
        readClass("negations.txt", WordClass.NEGATION);
        readClass("days.txt", WordClass.DAY);
        readClass("months.txt", WordClass.DATE);
        readClass("numbers.txt", WordClass.NUMBER);
        readClass("units.txt", WordClass.UNIT);
        readClass("modals.txt", WordClass.MODAL);
        readFamilies();
        readSynonyms();
        readOpposites();
        readLookAlikes();
        readSides("attributions.txt", (word, side) -> word(word).attributes = side & ((1 << SIDE_BITS) - 1));
        readClass("common-words.txt", WordClass.OTHER);
        for (var line : lines("frequent-words.txt")) {
            words(line).forEach(word -> forms(word).forEach(form -> word(form).frequent = true));
        }
        for (var line : lines("plans.txt")) {
            words(line).forEach(word -> forms(word).forEach(form -> word(form).plan = true));
        }
        int group = 0;
        for (var line : lines("speakers.txt")) {
            int speaker = ++group;
            words(line).forEach(word -> forms(word).forEach(form -> word(form).speaker = speaker));
        }
        lines("deeds.txt").forEach(line -> words(line).forEach(word -> word(word).deed = true));
        readPhrases();
        byLetters = new Table(building.size());
        byToken = new Table(building.size());
        building.forEach((word, b) -> {
            var entry = b.build();
            byLetters.putIfAbsent(Hashing.letters(word), entry);
            byToken.putIfAbsent(entry.token(), entry);
        });
        building.clear();
        var say = find(Hashing.letters("say"));
        saying = say == null ? -1 : say.synonyms();
    }

    /// The group of synonyms of "say".
    int saying() {
        return saying;
    }

    static Lexicon bundled() {
        return BUNDLED;
    }

    /// @param letters [Hashing#letters] of the folded word
    @Nullable
    Entry find(int letters) {
        return byLetters.get(letters);
    }

    /// @param token [Hashing#token] of the canonical word
    @Nullable
    Entry ofToken(int token) {
        return byToken.get(token);
    }

    private Builder word(String folded) {
        return building.computeIfAbsent(folded, Builder::new);
    }

    private void readClass(String file, WordClass wordClass) {
        for (var marked : lines(file)) {
            boolean needsCapital = marked.endsWith("^");
            boolean turkic = marked.endsWith("~");
            boolean traded = marked.endsWith("*");
            String line = needsCapital || turkic || traded ? marked.substring(0, marked.length() - 1) : marked;
            int equals = line.indexOf('=');
            String canonical = equals < 0 ? null : Letters.fold(line.substring(equals + 1).strip());
            for (var word : words(equals < 0 ? line : line.substring(0, equals))) {
                var b = word(word);
                b.wordClass = b.wordClass == null ? wordClass : b.wordClass;
                if (canonical != null) {
                    b.canonical = canonical;
                }
                b.needsCapital = needsCapital;
                b.traded = traded;
                if (turkic) {
                    readTurkicForms(word, b.canonical, wordClass);
                }
            }
        }
    }

    private void readTurkicForms(String word, String canonical, WordClass wordClass) {
        for (var ending : TURKIC_ENDINGS) {
            var form = word(word + ending);
            if (form.wordClass == null) {
                form.wordClass = wordClass;
                form.canonical = canonical;
            }
        }
    }

    private void readFamilies() {
        for (var line : lines("families.txt")) {
            var words = words(line);
            for (var word : words) {
                word(word).canonical = words.getFirst();
            }
        }
    }

    private void readSynonyms() {
        int group = 0;
        for (var line : lines("synonyms.txt")) {
            group++;
            for (var word : words(line).stream().flatMap(w -> forms(w).stream()).toList()) {
                word(word).synonyms = group;
            }
        }
    }

    private void readOpposites() {
        readSides("opposites.txt", (word, side) -> {
            for (var form : forms(word)) {
                var b = word(form);
                b.opposites.add(side);
                if (b.wordClass == null) {
                    b.wordClass = WordClass.STATUS;
                }
            }
        });
    }

    private void readLookAlikes() {
        readSides("look-alikes.txt", (name, side) -> word(name).lookAlikes.add(side));
    }

    private static void readSides(String file, ObjIntConsumer<String> reader) {
        int group = 0;
        for (var line : lines(file)) {
            group++;
            int side = 0;
            for (var part : line.split("/", -1)) {
                side++;
                for (var word : words(part)) {
                    reader.accept(word, group << SIDE_BITS | side);
                }
            }
        }
    }

    /// The word and its regular English forms.
    private static List<String> forms(String word) {
        int n = word.length();
        char last = word.charAt(n - 1);
        if (n < 3 || last > 'z') {
            return List.of(word);
        }
        String cut = word.substring(0, n - 1);
        var forms = switch (last) {
            case 'e' -> List.of(word, word + "s", word + "d", cut + "ing");
            case 'y' -> List.of(word, cut + "ies", cut + "ied", word + "ing", word + "s", word + "ed");
            default -> List.of(word, word + "s", word + "es", word + "ed", word + "ing", word + last + "ed",
                    word + last + "ing");
        };
        return forms.stream().map(Spelling::unify).toList();
    }

    private void readPhrases() {
        for (var line : lines("phrases.txt")) {
            int equals = line.indexOf('=');
            var words = words(line.substring(0, equals));
            int[] tokens = words.stream().mapToInt(w -> Hashing.token(word(w).canonical)).toArray();
            word(words.getFirst()).phrases
                    .add(new Phrase(tokens, Hashing.token(Letters.fold(line.substring(equals + 1).strip()))));
        }
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        for (var word : SPACE.split(line.strip(), -1)) {
            if (!word.isEmpty()) {
                words.add(Spelling.unify(Letters.fold(word)));
            }
        }
        return words;
    }

    private static List<String> lines(String file) {
        try (var in = Lexicon.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the word list " + file + " is missing beside " + Lexicon.class.getName());
            }
            var lines = new ArrayList<String>();
            try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int comment = line.indexOf('#');
                    String content = (comment < 0 ? line : line.substring(0, comment)).strip();
                    if (!content.isEmpty()) {
                        lines.add(content);
                    }
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the word list " + file, e);
        }
    }
}
