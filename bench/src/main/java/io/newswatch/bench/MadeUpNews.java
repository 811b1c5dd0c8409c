package io.newswatch.bench;

import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.Probe;
import io.newswatch.enrich.echo.ProbeBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Articles without end, of words that follow Zipf's law as those of news do: few stand everywhere, most hardly ever. Of
/// twenty sentences three stood in one of the latest hundred thousand before, one with another number. Always the same. Not
/// safe for use by several threads.
final class MadeUpNews {

    /// As many articles as a million a day.
    private static final long APART_MICROS = 86_400_000_000L / 1_000_000;
    private static final int SENTENCES = 20;
    private static final int WORDS = 400_000;
    private static final int SOURCES = 5_000;
    private static final int POOL = 100_000;
    private static final double AGAIN = 0.15;
    private static final double CHANGED = 0.05;
    private static final double NAMES = 0.12;
    private static final double NUMBERS = 0.04;
    private static final String[] SYLLABLES = {"ba", "co", "du", "fe", "gi", "ha", "jo", "ke", "la", "mi", "no", "pu",
            "ra", "se", "ti", "vo", "wa", "xe", "yu", "zo"};
    private static final String[] GRAMMAR = {"the", "of", "and", "to", "in", "a", "that", "for", "is", "on", "was",
            "with", "by", "as", "at", "it", "from", "be", "his", "an"};

    private final Random random = new Random(1);
    private final String[] pool = new String[POOL];
    private int said;
    private int articles;

    ProbeBatch next() {
        var text = new StringBuilder();
        var probes = new ArrayList<Probe>(SENTENCES);
        List<String> sentences = new ArrayList<>(SENTENCES);
        for (int i = 0; i < SENTENCES; i++) {
            sentences.add(sentence());
        }
        for (var sentence : sentences) {
            int start = text.length();
            text.append(sentence).append(' ');
            probes.add(new Probe(probes.size(), start, start + sentence.length(),
                    Fingerprint.of(text.toString(), start, start + sentence.length())));
        }
        int number = articles++;
        int source = (int) (SOURCES * Math.pow(random.nextDouble(), 3));
        var id = String.format("%016x%016x", number * 0x9E3779B97F4A7C15L, number * 0xD6E8FEB86659FD93L);
        return new ProbeBatch(new ArticleOrder(1_790_000_000_000_000L + number * APART_MICROS, id, 1),
                "paper" + source + ".example",
                "https://paper" + source + ".example/2026/11/22/a-story-of-some-words-" + number, probes);
    }

    private String sentence() {
        double draw = random.nextDouble();
        if (said > 0 && draw < AGAIN + CHANGED) {
            var again = pool[random.nextInt(Math.min(said, POOL))];
            return draw < AGAIN ? again : again.substring(0, again.length() - 1) + " " + random.nextInt(90_000) + ".";
        }
        var fresh = fresh();
        pool[said++ % POOL] = fresh;
        return fresh;
    }

    private String fresh() {
        var sentence = new StringBuilder();
        // As of real news: 14 on average, few of more than 40.
        int words = 3 + (int) (random.nextGaussian() * random.nextGaussian() * 8 + 11);
        for (int i = 0; i < Math.clamp(words, 3, 60); i++) {
            double draw = random.nextDouble();
            sentence.append(i == 0 ? "" : " ");
            if (draw < NUMBERS) {
                sentence.append(1 + zipf(3_000));
            } else if (draw < NUMBERS + NAMES) {
                var name = word(GRAMMAR.length + zipf(WORDS));
                sentence.append(Character.toUpperCase(name.charAt(0))).append(name, 1, name.length());
            } else {
                sentence.append(word(zipf(WORDS)));
            }
        }
        return sentence.append('.').toString();
    }

    /// A rank, from 0: steeper than one over the rank, as names and words of the same week are.
    private int zipf(int n) {
        return (int) (Math.pow(n + 1.0, Math.pow(random.nextDouble(), 1.5)) - 1);
    }

    private static String word(int rank) {
        if (rank < GRAMMAR.length) {
            return GRAMMAR[rank];
        }
        var word = new StringBuilder();
        for (int rest = rank; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.append(rank % 3 == 0 ? "n" : "").toString();
    }
}
