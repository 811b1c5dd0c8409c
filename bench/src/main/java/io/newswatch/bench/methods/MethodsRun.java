package io.newswatch.bench.methods;

import com.sun.management.OperatingSystemMXBean;
import io.newswatch.bench.Corpus;
import io.newswatch.bench.methods.EchoScore.Figures;
import io.newswatch.bench.methods.Method.Memory;
import io.newswatch.contract.RawArticle;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Prints the table of methods: how well each recognises what was said before, and what that costs.
///
/// Quality is measured on pairs and on a stream of articles that people have marked; a method whose threshold is not part of it
/// gets the best one for each of the two, chosen on these very data, which flatters it. Processor time and state are
/// measured on other articles, real news where they are at hand.
public final class MethodsRun {

    private static final int ARTICLES = 1_000;
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 2;

    static final List<Method> METHODS = List.of(new ExactHash(Unit.PARAGRAPH), new ExactHash(Unit.SENTENCE),
            SimHash.ofPages(), SimHash.atItsBest(), new MinHash(32, 4), new MinHash(64, 2), new Containment(),
            new Ours());

    private MethodsRun() {}

    /// @param arguments none; the folder of the data is in the property `newswatch.bench.shared`
    public static void main(String[] arguments) throws IOException {
        var folder = System.getProperty("newswatch.bench.shared", "");
        var gold = folder.isEmpty() ? null : EchoGold.in(Path.of(folder));
        if (gold == null) {
            System.err.println("bench/methods needs the measuring data: NEWSWATCH_SHARED=FOLDER bench/methods, with "
                    + "FOLDER/data/echo/pairs-dev.jsonl and stream-dev.jsonl"
                    + (folder.isEmpty() ? "" : "; they are not in " + folder));
            System.exit(2);
            return;
        }
        print(gold, Corpus.articles(ARTICLES), System.out);
    }

    static void print(EchoGold gold, List<RawArticle> articles, PrintStream out) {
        long sentences = sentences(articles);
        long hard = gold.pairs().stream().filter(EchoGold.Pair::isHardNegative).count();
        out.printf(Locale.ROOT,
                "%,d pairs, of which %d hard negatives; a stream of %d articles; processor time and state"
                        + " over %,d articles of %,d sentences (%s).%n%n",
                gold.pairs().size(), hard, gold.articles().size(),
                articles.size(), sentences, Corpus.description());
        out.println("| method | threshold for pairs | pairs F1 | hard negatives merged | threshold in the stream"
                + " | stream F1 | precision | recall | us a sentence | bytes a sentence |");
        out.println("|---|---|--:|--:|---|--:|--:|--:|--:|--:|");
        cost(METHODS.getFirst(), articles); // the first to run pays for much that the others use too
        for (var method : METHODS) {
            var pairs = pairs(method, gold);
            var stream = stream(method, gold);
            var cost = cost(method, articles);
            out.printf(Locale.ROOT, "| %s | %s | %.3f | %d of %d | %s | %.3f | %.3f | %.3f | %.1f | %s |%n",
                    method.name(), method.written(pairs.threshold()), pairs.f1(),
                    merged(method, gold, pairs.threshold()), hard, method.written(stream.threshold()), stream.f1(),
                    stream.precision(), stream.recall(), cost.nanos / 1e3 / sentences,
                    bytes((double) cost.bytes / sentences));
            out.flush();
        }
        out.printf(Locale.ROOT, "%nSplitting into sentences is part of each: %.1f us a sentence.%n",
                nanos(MethodsRun::sentences, articles) / 1e3 / sentences);
    }

    private static String bytes(double bytes) {
        return String.format(Locale.ROOT, bytes < 1 ? "%.1f" : "%.0f", bytes);
    }

    private static long sentences(List<RawArticle> articles) {
        long[] count = new long[1];
        articles.forEach(article -> Unit.SENTENCE.each(article.text(), _ -> count[0]++));
        return count[0];
    }

    // ------------------------------------------------------------------ quality

    static Figures pairs(Method method, EchoGold gold) {
        var score = new EchoScore();
        gold.pairs().forEach(pair -> score.pair(method.likeness(pair.earlier(), pair.later()), pair.isRepeat()));
        return figures(score, method);
    }

    private static Figures figures(EchoScore score, Method method) {
        return Double.isNaN(method.threshold()) ? score.atBest() : score.at(method.threshold());
    }

    static long merged(Method method, EchoGold gold, double threshold) {
        return gold.pairs().stream().filter(EchoGold.Pair::isHardNegative)
                .filter(pair -> method.likeness(pair.earlier(), pair.later()) >= threshold).count();
    }

    static Figures stream(Method method, EchoGold gold) {
        var score = new EchoScore();
        var memory = method.memory();
        gold.articles().forEach(article -> score.article(article.raw().text(), article.repeated(), article.ignored(),
                memory.take(article.raw())));
        return figures(score, method);
    }

    // ------------------------------------------------------------------ cost

    private record Cost(double nanos, long bytes) {}

    private static Cost cost(Method method, List<RawArticle> articles) {
        var last = new Memory[1];
        double nanos = nanos(all -> {
            last[0] = method.memory();
            all.forEach(last[0]::take);
        }, articles);
        return new Cost(nanos, last[0].bytes());
    }

    /// Processor time of the whole process, collector included: the median of some rounds after others to warm up.
    private static double nanos(Consumer<List<RawArticle>> work, List<RawArticle> articles) {
        var processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var nanos = new long[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long before = processor.getProcessCpuTime();
            work.accept(articles);
            if (round >= 0) {
                nanos[round] = processor.getProcessCpuTime() - before;
            }
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }
}
