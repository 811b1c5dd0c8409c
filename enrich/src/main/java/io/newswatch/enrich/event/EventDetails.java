package io.newswatch.enrich.event;

import io.newswatch.contract.CooperationEvent.Equipment;
import io.newswatch.contract.CooperationEvent.EventTime;
import io.newswatch.contract.CooperationEvent.Money;
import io.newswatch.contract.CooperationEvent.Place;
import io.newswatch.contract.EventType;
import io.newswatch.contract.PublicationDate;
import io.newswatch.enrich.actor.ActorName;
import io.newswatch.enrich.event.EventRule.ConceptSet;
import io.newswatch.enrich.event.Reading.Find;
import io.newswatch.enrich.event.SentenceCoder.Draft;
import io.newswatch.enrich.lexicon.Folding;
import io.newswatch.enrich.lexicon.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Reads what a sentence tells beside the act: when and where, the name and number of an exercise, weapons, price, how many
/// people. Safe for use by many threads.
final class EventDetails {

    private static final Map<Character, String> CURRENCIES = Map.of('$', "USD", '€', "EUR", '£', "GBP", '¥', "JPY", '₺',
            "TRY",
            '₽', "RUB", '₼', "AZN");
    private static final int LONGEST_NAME = 4;
    /// Folded: of "13-cü", "13-cı", "13'üncü", "13-я", "13-го", "13-ых".
    private static final Set<String> ORDINAL_SUFFIXES = Set.of("ci", "cu", "nci", "ncu", "uncu", "inci", "я", "е", "го",
            "и", "ои", "ые", "ых", "му");

    private final ConceptSet in;
    private final ConceptSet exercise;
    private final ConceptSet named;
    private final ConceptSet trainee;
    private final ConceptSet dubbed;
    private final ConceptSet until;

    /// What is told.
    record Told(@Nullable Place place, @Nullable EventTime time, @Nullable String exerciseName,
            @Nullable Integer ordinal,
            List<Equipment> equipment, @Nullable Money value, @Nullable Integer personnel) {}

    EventDetails(Grammar grammar) {
        in = grammar.concept("in");
        exercise = grammar.concept("exercise");
        named = grammar.concept("drill-named");
        trainee = grammar.concept("trainee");
        dubbed = grammar.concept("dubbed");
        until = grammar.concept("until");
    }

    Told of(Draft draft, @Nullable PublicationDate published) {
        var reading = draft.reading();
        boolean drill = draft.rule().type() == EventType.JOINT_EXERCISE;
        return new Told(place(reading, draft.trigger()), new DateReader(reading, published).near(draft.trigger()),
                drill ? nameOfDrill(reading, draft.trigger()) : null, ordinal(reading, draft.trigger()),
                equipment(reading),
                value(reading), personnel(reading));
    }

    /// "in Tbilisi", "at Ream": the capitalised words behind the preposition nearest to the trigger.
    private @Nullable Place place(Reading reading, int trigger) {
        Place best = null;
        int distance = Integer.MAX_VALUE;
        for (var mention : reading.mentions) {
            if (mention.name().isMention() && mention.name().kind() != ActorName.Kind.ORGANISATION
                    && mention.name().kind() != ActorName.Kind.ADJECTIVE && mention.from() > reading.from
                    && reading.has(mention.from() - 1, in) && Math.abs(mention.from() - trigger) < distance) {
                distance = Math.abs(mention.from() - trigger);
                best = new Place(text(reading, mention.from(), mention.to()), mention.name().codes().getFirst());
            }
        }
        if (best != null || !reading.lexicon.language().equals("en")) {
            return best;
        }
        for (int word = Math.max(reading.from + 1, trigger - 6); word < Math.min(reading.to, trigger + 10); word++) {
            if (reading.has(word - 1, in) && reading.words.is(word, Words.CAPITAL) && !isCalendar(reading, word)) {
                int end = word + 1;
                while (end < reading.to && end - word < LONGEST_NAME && reading.words.is(end, Words.CAPITAL)
                        && !reading.words.is(end, Words.BREAK | Words.COMMA) && !isCalendar(reading, end)) {
                    end++;
                }
                return new Place(text(reading, word, end), null);
            }
        }
        return null;
    }

    private static boolean isCalendar(Reading reading, int word) {
        for (var find : reading.finds) {
            int kind = Lexicon.kind(find.value());
            if (find.from() <= word && word < find.to() && (kind == Lexicon.MONTH || kind == Lexicon.WEEKDAY)) {
                return true;
            }
        }
        return reading.words.is(word, Words.NUMBER);
    }

    private static String text(Reading reading, int from, int to) {
        return reading.words.text().substring(reading.words.start(from), reading.words.end(to - 1));
    }

    private @Nullable String nameOfDrill(Reading reading, int trigger) {
        var name = exerciseName(reading, trigger);
        return name == null ? givenName(reading) : name;
    }

    /// "Exercise Steadfast Defender", "the Talisman Sabre exercise", “Eternity-2026” exercises.
    private @Nullable String exerciseName(Reading reading, int trigger) {
        for (int word = reading.from; word < reading.to; word++) {
            if (reading.has(word, named)) {
                int end = word + 1;
                while (end < reading.to && reading.has(end, named)) {
                    end++;
                }
                return text(reading, word, withYear(reading, end));
            }
        }
        for (int word = reading.from; word < reading.to; word++) {
            if (!reading.has(word, exercise) || Math.abs(word - trigger) > 12) {
                continue;
            }
            int quotation = quotationBeside(reading, word);
            if (quotation > 0) {
                return quoted(reading, quotation);
            }
            var name = nameFrom(reading, word + 1);
            if (name != null && nameFollows(reading)) {
                return name;
            }
        }
        return null;
    }

    /// In Turkish and Azerbaijani the name stands before the noun, and what follows begins another part of the sentence.
    private static boolean nameFollows(Reading reading) {
        var language = reading.lexicon.language();
        return !language.equals("tr") && !language.equals("az");
    }

    /// The quotation right behind a word, or shortly before it: “Ak Zirve” tatbikatı, “Ak Zirve” adlı tatbikat.
    private static int quotationBeside(Reading reading, int word) {
        int own = reading.words.quotation(word);
        int behind = word + 1 < reading.to ? reading.words.quotation(word + 1) : 0;
        if (behind > 0 && behind != own) {
            return behind;
        }
        for (int before = word - 1; before >= Math.max(reading.from, word - 2); before--) {
            int quotation = reading.words.quotation(before);
            if (quotation > 0 && quotation != own) {
                return quotation;
            }
        }
        return 0;
    }

    /// The capitalised words from one on, a year behind them included; null when there are none.
    private static @Nullable String nameFrom(Reading reading, int first) {
        int end = first;
        while (end < reading.to && end - first < LONGEST_NAME && reading.words.is(end, Words.CAPITAL)
                && !reading.words.is(end, Words.BREAK | Words.COMMA) && !isMention(reading, end)
                && !isCalendar(reading, end)) {
            end++;
        }
        return end > first ? text(reading, first, withYear(reading, end)) : null;
    }

    /// What a sentence tells of the drill that the one before it reported: "The drills, named White Summit, run until
    /// May 16".
    ///
    /// @param last the day the sentence says it ends on; null when it does not
    record Continued(@Nullable String exerciseName, @Nullable EventTime last) {}

    /// @return null when the sentence does not speak of a drill
    @Nullable
    Continued continued(Reading reading, @Nullable PublicationDate published) {
        if (!reading.hasAny(exercise)) {
            return null;
        }
        int drill = reading.from;
        while (!reading.has(drill, exercise)) {
            drill++;
        }
        return new Continued(nameOfDrill(reading, drill), lastDay(reading, published));
    }

    /// "named White Summit", "dubbed “White Summit”".
    private @Nullable String givenName(Reading reading) {
        for (int word = reading.from; word + 1 < reading.to; word++) {
            if (reading.has(word, dubbed)) {
                int quotation = reading.words.quotation(word + 1);
                return quotation > 0 && quotation != reading.words.quotation(word)
                        ? quoted(reading, quotation)
                        : nameFrom(reading, word + 1);
            }
        }
        return null;
    }

    /// The date right behind "until", or right before a word that says so in other languages.
    private @Nullable EventTime lastDay(Reading reading, @Nullable PublicationDate published) {
        for (int word = reading.from; word < reading.to; word++) {
            if (reading.has(word, until)) {
                var time = new DateReader(reading, published).near(word);
                if (time != null) {
                    return time;
                }
            }
        }
        return null;
    }

    private static @Nullable String quoted(Reading reading, int quotation) {
        int first = -1;
        int last = -1;
        for (int word = reading.from; word < reading.to; word++) {
            if (reading.words.quotation(word) == quotation) {
                first = first < 0 ? word : first;
                last = word;
            }
        }
        return first >= 0 && last - first < LONGEST_NAME + 1 && reading.words.is(first, Words.CAPITAL)
                ? text(reading, first, last + 1)
                : null;
    }

    private static int withYear(Reading reading, int end) {
        return end < reading.to && reading.words.is(end, Words.NUMBER)
                && !reading.words.is(end, Words.BREAK | Words.COMMA)
                && reading.words.end(end) - reading.words.start(end) <= 4 ? end + 1 : end;
    }

    private static boolean isMention(Reading reading, int word) {
        return reading.mentions.stream().anyMatch(m -> m.from() <= word && word < m.to());
    }

    /// "13th", "13-cü", "13." before a small letter is a number in a series.
    private static @Nullable Integer ordinal(Reading reading, int trigger) {
        for (int word = Math.max(reading.from, trigger - 6); word < Math.min(reading.to, trigger + 3); word++) {
            if (!reading.words.is(word, Words.NUMBER)) {
                continue;
            }
            var text = reading.words.word(word);
            int digits = 0;
            while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            if (digits > 3) {
                continue;
            }
            var rest = text.substring(digits);
            boolean english = rest.equals("st") || rest.equals("nd") || rest.equals("rd") || rest.equals("th");
            boolean suffixed = rest.isEmpty() && word + 1 < reading.to && reading.words.is(word + 1, Words.HYPHEN)
                    && ORDINAL_SUFFIXES
                            .contains(Folding.fold(reading.words.word(word + 1)));
            if ((english || suffixed) && !nearMonth(reading, word)) {
                return Words.number(text.substring(0, digits));
            }
        }
        return null;
    }

    private static boolean nearMonth(Reading reading, int word) {
        return reading.finds.stream()
                .anyMatch(f -> Lexicon.kind(f.value()) == Lexicon.MONTH && Math.abs(f.from() - word) <= 2);
    }

    private static List<Equipment> equipment(Reading reading) {
        var list = new ArrayList<Equipment>();
        int free = reading.from;
        for (var find : reading.finds) {
            if (Lexicon.kind(find.value()) == Lexicon.EQUIPMENT && find.from() >= free) {
                list.add(new Equipment(text(reading, find.from(), find.to()), reading.lexicon.category(find.value()),
                        count(reading, find)));
                free = find.to();
            }
        }
        return list;
    }

    private static @Nullable Integer count(Reading reading, Find thing) {
        for (int word = thing.from() - 1; word >= Math.max(reading.from, thing.from() - 3); word--) {
            if (reading.words.is(word + 1, Words.COMMA | Words.BREAK)) {
                return null;
            }
            if (reading.words.is(word, Words.NUMBER) && !reading.words.is(word, Words.MONEY | Words.HYPHEN)) {
                int number = Words.number(reading.words.word(word));
                return number < 0 ? null : number;
            }
        }
        return null;
    }

    private static @Nullable Money value(Reading reading) {
        for (int word = reading.from; word < reading.to; word++) {
            if (!reading.words.is(word, Words.MONEY) || !reading.words.is(word, Words.NUMBER)) {
                continue;
            }
            var text = reading.words.word(word);
            int letters = 0;
            while (letters < text.length() && !Character.isLetter(text.charAt(letters))) {
                letters++;
            }
            BigDecimal amount;
            try {
                amount = new BigDecimal(text.substring(0, letters).replace(",", ""));
            } catch (NumberFormatException e) {
                continue; // "1.2.3": no amount
            }
            int zeros = zeros(reading, word, text.substring(letters));
            var currency = CURRENCIES.get(reading.words.text().charAt(reading.words.start(word) - 1));
            if (currency != null) {
                return new Money(amount.scaleByPowerOfTen(zeros), currency);
            }
        }
        return null;
    }

    private static int zeros(Reading reading, int word, String letters) {
        switch (letters) {
            case "m", "mn" -> {
                return 6;
            }
            case "bn", "b" -> {
                return 9;
            }
            default -> {
            }
        }
        for (var find : reading.finds) {
            if (Lexicon.kind(find.value()) == Lexicon.SCALE && find.from() == word + 1) {
                return Lexicon.index(find.value());
            }
        }
        return 0;
    }

    private @Nullable Integer personnel(Reading reading) {
        for (int word = reading.from; word < reading.to; word++) {
            if (reading.words.is(word, Words.NUMBER) && !reading.words.is(word, Words.MONEY | Words.HYPHEN)
                    && reading.within(word + 1, word + 3, trainee)) {
                int number = Words.number(reading.words.word(word));
                if (number > 1) {
                    return number;
                }
            }
        }
        return null;
    }
}
