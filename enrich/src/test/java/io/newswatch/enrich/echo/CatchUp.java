package io.newswatch.enrich.echo;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Articles as they reach the memory after a stop: the partitions of the raw topic are caught up one after another, so
/// that three of four articles are late. Half of their sentences are background that stands in hundreds of others:
/// verbatim, with another number, or behind the same opening.
///
/// As a program it prints what that costs: `CatchUp [articles...]`.
final class CatchUp {

    private static final int PARTITIONS = 4;
    private static final int BACKGROUND = 200;
    private static final long APART_MICROS = 200_000;

    private final Random random = new Random(4);
    private final List<String> background = new ArrayList<>();

    private CatchUp() {
        IntStream.range(0, BACKGROUND).forEach(_ -> background.add(words(10 + random.nextInt(14))));
    }

    /// In their total order.
    static List<ProbeBatch> articles(int count) {
        var source = new CatchUp();
        return IntStream.range(0, count).mapToObj(source::article).toList();
    }

    /// In the order in which they get here.
    static List<ProbeBatch> lateOrder(List<ProbeBatch> articles) {
        var late = new ArrayList<ProbeBatch>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int here = partition;
            articles.stream().filter(b -> Math.floorMod(b.order().articleId().hashCode() * 31, PARTITIONS) == here)
                    .forEach(late::add);
        }
        return late;
    }

    private ProbeBatch article(int number) {
        var sentences = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            sentences.add(words(8 + random.nextInt(18)));
        }
        sentences.add(popular());
        sentences.add(popular());
        sentences.add(popular() + " in " + (1950 + random.nextInt(70)));
        sentences.add("the ministry of defence said in a statement on its website on Monday that " + words(10));
        var probes = new ArrayList<Probe>();
        int at = 0;
        for (var sentence : sentences) {
            probes.add(new Probe(probes.size(), at, at + sentence.length(), Fingerprint.of(sentence)));
            at += sentence.length() + 1;
        }
        return new ProbeBatch(new ArticleOrder(number * APART_MICROS, "a" + Math.floorMod(number * 7919, 1_000_003), 1),
                "s" + number % 40, null, probes);
    }

    /// Few sentences stand nearly everywhere, most now and then.
    private String popular() {
        double draw = random.nextDouble();
        return background.get((int) (BACKGROUND * draw * draw * draw));
    }

    private String words(int count) {
        var words = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var word = new StringBuilder();
            for (int s = 2 + random.nextInt(2); s > 0; s--) {
                word.append("bcdfgklmnprstvz".charAt(random.nextInt(15))).append("aeiou".charAt(random.nextInt(5)));
            }
            words.add(word.toString());
        }
        return String.join(" ", words);
    }

    /// What it took to take all articles.
    record Cost(int articles, Duration processor, int corrections, int corrected) {

        static Cost of(List<ProbeBatch> articles) {
            var index = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
            var threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            int corrections = 0;
            int corrected = 0;
            for (var article : articles) {
                var replies = index.take(article);
                corrections += replies.size() - 1;
                corrected += replies.stream().skip(1).mapToInt(reply -> reply.answers().size()).sum();
            }
            return new Cost(articles.size(), Duration.ofNanos(threads.getCurrentThreadCpuTime() - start), corrections,
                    corrected);
        }
    }

    public static void main(String[] counts) {
        Cost.of(articles(500));
        for (var count : counts.length == 0 ? new String[]{"1000", "5000", "20000"} : counts) {
            var articles = articles(Integer.parseInt(count));
            System.out.println("in order  " + Cost.of(articles));
            System.out.println("caught up " + Cost.of(lateOrder(articles)));
        }
    }
}
