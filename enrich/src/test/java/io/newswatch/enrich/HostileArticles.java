package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Articles that somebody made to keep the memory busy: each as long as an article may be.
///
/// As a program it prints what each costs after as many of its kind as a key's list is looked at:
/// `HostileArticles [characters [articles]]`.
final class HostileArticles {

    static final int LONGEST = 500_000;

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final String[] WORDS = words();

    private HostileArticles() {}

    /// What somebody may think of.
    @SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
    enum Kind {
        /// One sentence, again and again, with another number.
        TEMPLATED(n -> "The fund of " + n
                + " billion euros for the armed forces was agreed on by both chambers of parliament."), ONE_LETTER_PARAGRAPHS(
                        n -> (char) ('a' + n % 26) + "\n"),
        /// No mark, no line feed.
        SINGLE_LINE(n -> WORDS[n * 31 % WORDS.length]), PERMUTED(n -> shuffled(24, n) + "."), ONE_WORD(_ -> "fleet"),
        /// Sentences of as many words as are aligned thoroughly, which share their keys and differ at both ends.
        SHARED_KEYS(n -> WORDS[n * 7 % WORDS.length] + " " + run(170) + " " + n % 997 + " "
                + WORDS[n * 13 % WORDS.length] + ".\n"),
        /// The same of sentences as long as any.
        GIANT(n -> WORDS[n * 7 % WORDS.length] + " " + run(900) + " " + n % 997 + " " + WORDS[n * 13 % WORDS.length]
                + ".\n"),
        /// Short ones: the most comparisons.
        SHORT(n -> "Ab " + n % 997 + " " + WORDS[n * 7 % WORDS.length] + " ba ca da ea fa ga.\n"),
        /// Names that might be spellings of one another.
        NAMES(n -> "x " + n % 97 + " "
                + IntStream.range(0, 60)
                        .mapToObj(i -> "Alekzandropoulostan" + (char) ('a' + i % 26) + (char) ('a' + (n + i) / 26 % 26)
                                + (char) ('a' + (n * 7 + i) % 26) + "ovitchenkova")
                        .collect(Collectors.joining(" "))
                + ".\n"), COMBINING_MARKS(n -> "a" + "\u0301\u0323\u0308".repeat(200) + n), FULL_STOPS(
                        _ -> "."), QUOTES(_ -> "a.\"A"), EMPTY_LINES(n -> n % 2 == 0 ? "\n" : "a. ");

        private final IntFunction<String> piece;

        Kind(IntFunction<String> piece) {
            this.piece = piece;
        }

        String text(int characters, int seed) {
            var text = new StringBuilder(characters + 2_000);
            for (int n = seed * 100_003 % 1_000_003; text.length() < characters; n++) {
                text.append(piece.apply(n)).append(this == QUOTES || this == FULL_STOPS ? "" : " ");
            }
            text.setLength(characters);
            return text.toString();
        }
    }

    private static String[] words() {
        var random = new Random(3);
        return IntStream.range(0, 1_000).mapToObj(_ -> random.ints(2, 'a', 'z' + 1)
                .mapToObj(c -> String.valueOf((char) c)).collect(Collectors.joining())).toArray(String[]::new);
    }

    private static String run(int words) {
        return String.join(" ", Arrays.asList(WORDS).subList(0, Math.min(words, WORDS.length)));
    }

    private static String shuffled(int words, int seed) {
        var list = new ArrayList<>(Arrays.asList(WORDS).subList(0, words));
        Collections.shuffle(list, new Random(seed));
        return "A" + String.join(" ", list);
    }

    static RawArticle article(Kind kind, int characters, int number) {
        var text = kind.text(characters, number);
        var id = kind + "-" + number;
        return new RawArticle(id, null, "Harbour Times", null, kind.text(60, number), text, Extent.FULL, false, null,
                "en", null, MORNING.plusMillis(number), RawArticle.contentHash(null, text), false);
    }

    static List<RawArticle> articles(Kind kind, int characters, int count) {
        return IntStream.range(0, count).mapToObj(i -> article(kind, characters, i)).toList();
    }

    public static void main(String[] arguments) {
        int characters = arguments.length > 0 ? Integer.parseInt(arguments[0]) : LONGEST;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        var kinds = arguments.length > 2 ? new Kind[]{Kind.valueOf(arguments[2])} : Kind.values();
        var threads = ManagementFactory.getThreadMXBean();
        for (var kind : kinds) {
            var enrichment = OfflineEnrichment.remembering();
            var took = new ArrayList<Long>();
            int sentences = 0;
            for (var article : articles(kind, characters, count)) {
                long start = threads.getCurrentThreadCpuTime();
                sentences = enrichment.enrich(article).orElseThrow().sentences().size();
                took.add(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start).toMillis());
            }
            System.out.println(kind + " " + sentences + " sentences, ms: " + took);
        }
    }
}
