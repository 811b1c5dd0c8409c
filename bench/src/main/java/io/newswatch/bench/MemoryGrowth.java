package io.newswatch.bench;

import com.github.luben.zstd.Zstd;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.MemoryUse;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.Retention;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Fills memories of different sizes and prints what a sentence costs in each. Called by `bench/growth`, with a folder for its files,
/// which also holds the wire service's articles when real news is asked for, and the sizes.
final class MemoryGrowth {

    /// All real news of the measuring data, instead of a number.
    private static final String REAL = "real";

    private static final int BUFFER = 1 << 20;
    private static final long BEGIN_MICROS = 1_790_000_000_000_000L;
    /// What a producer sends at once.
    private static final int COMPRESSED_TOGETHER = 1 << 16;
    private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory
            .getThreadMXBean();

    private MemoryGrowth() {}

    /// What comes to the changelog, in a file.
    private static final class Changelog implements BatchStore, AutoCloseable {

        private final DataOutputStream out;
        private final ByteArrayOutputStream together = new ByteArrayOutputStream();
        private long raw;
        private long compressed;

        Changelog(Path file) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        }

        @Override
        public void put(ProbeBatch batch) {
            byte[] key = batch.order().toKey();
            byte[] value = batch.encode();
            raw += key.length + value.length;
            try {
                out.writeInt(key.length);
                out.write(key);
                out.writeInt(value.length);
                out.write(value);
                together.write(key);
                together.write(value);
                if (together.size() > COMPRESSED_TOGETHER) {
                    compressed += Zstd.compress(together.toByteArray()).length;
                    together.reset();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void remove(ArticleOrder order) {
            throw new IllegalStateException("nothing is old enough to be forgotten");
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /// What filling one memory took.
    ///
    /// @param nanos     processor time of taking the articles, without making them and without storing them
    /// @param lastNanos the same of the last tenth of the sentences
    private record Filled(long sentences, long distinct, long nanos, long lastNanos, long lastSentences, MemoryUse use,
            long raw, long compressed) {}

    private record Restored(long distinct, long nanos, long elapsed) {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var sizes = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.of("1M", "10M");
        fill(100_000, new MadeUpNews()::next, folder.resolve("warm-up"));
        restore(folder.resolve("warm-up"));
        System.out.printf("%12s %9s | %6s %6s | %6s | %6s %6s %6s %6s %6s %6s %6s %6s | %6s %6s | %8s %8s | %8s%n",
                "sentences", "distinct", "us", "last", "bytes", "words", "vocab", "ident", "keys", "lists", "sights",
                "artic", "places", "log", "zstd", "restore", "us each", "disk MB");
        for (var size : sizes) {
            var file = folder.resolve("changelog-" + size);
            var filled = size.equals(REAL)
                    ? fillWithRealNews(folder, file)
                    : fill(number(size), new MadeUpNews()::next, file);
            var restored = restore(file);
            if (restored.distinct != filled.distinct) {
                throw new IllegalStateException(
                        "restored " + restored.distinct + " sentences of " + filled.distinct);
            }
            print(filled, restored, Files.size(file));
            Files.delete(file);
        }
    }

    private static long number(String size) {
        long thousands = size.endsWith("M") ? 1_000_000 : size.endsWith("K") ? 1_000 : 1;
        return thousands * Long.parseLong(size.replaceAll("[MK]$", ""));
    }

    /// As much of it recent as in a memory that has run for long: it arrives evenly over the time that a sentence is remembered.
    private static Filled fillWithRealNews(Path folder, Path file) throws IOException {
        var guardian = Path.of(System.getProperty("newswatch.bench.shared"), "data/load/guardian-sample.tsv.gz");
        var news = LoadNews.read(folder, guardian);
        long apart = Retention.DEFAULT.memory().toNanos() / 1000 / news.size();
        var batches = IntStream.range(0, news.size()).mapToObj(i -> arriving(i * apart, Batches.of(news.get(i))))
                .toList();
        var next = batches.iterator();
        return fill(batches.stream().mapToLong(batch -> batch.probes().size()).sum(), next::next, file);
    }

    private static ProbeBatch arriving(long micros, ProbeBatch batch) {
        return new ProbeBatch(new ArticleOrder(BEGIN_MICROS + micros, batch.order().articleId(), 1), batch.source(),
                batch.url(), batch.outline(), batch.probes());
    }

    private static Filled fill(long sentences, Supplier<ProbeBatch> news, Path file) throws IOException {
        var thread = Thread.currentThread().threadId();
        try (var changelog = new Changelog(file);
                var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap())) {
            long asked = 0;
            long nanos = 0;
            long lastNanos = 0;
            long lastSentences = 0;
            while (asked < sentences) {
                var batch = news.get();
                changelog.put(batch);
                long start = THREADS.getThreadCpuTime(thread);
                memory.take(batch);
                long took = THREADS.getThreadCpuTime(thread) - start;
                nanos += took;
                asked += batch.probes().size();
                if (asked > sentences - sentences / 10) {
                    lastNanos += took;
                    lastSentences += batch.probes().size();
                }
            }
            return new Filled(asked, memory.sentences(), nanos, lastNanos, lastSentences, memory.use(), changelog.raw,
                    changelog.compressed);
        }
    }

    /// Reading the file is measured too.
    private static Restored restore(Path file) throws IOException {
        var thread = Thread.currentThread().threadId();
        long cpu = THREADS.getThreadCpuTime(thread);
        long start = System.nanoTime();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
                var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap())) {
            while (in.available() > 0) {
                byte[] key = in.readNBytes(in.readInt());
                byte[] value = in.readNBytes(in.readInt());
                memory.restore(ArticleOrder.ofKey(key), ProbeBatch.decode(value));
            }
            return new Restored(memory.sentences(), THREADS.getThreadCpuTime(thread) - cpu,
                    System.nanoTime() - start);
        }
    }

    private static void print(Filled filled, Restored restored, long disk) {
        double each = filled.distinct;
        var use = filled.use;
        var parts = Stream.of(use.total(), use.sentences(), use.vocabulary(), use.identities(), use.keys(), use.lists(),
                use.sightings(), use.articles(), use.places()).map(part -> part / each).toArray();
        System.out.printf("%,12d %,9d | %6.2f %6.2f | ", filled.sentences, filled.distinct,
                filled.nanos / 1e3 / filled.sentences, filled.lastNanos / 1e3 / filled.lastSentences);
        System.out.printf(Locale.ROOT, "%6.1f | %6.1f %6.1f %6.1f %6.1f %6.1f %6.1f %6.1f %6.1f | ", parts);
        System.out.printf(Locale.ROOT, "%6.1f %6.1f | %6.1f s %8.2f | %8.1f%n", filled.raw / (double) filled.sentences,
                filled.compressed / (double) filled.sentences, restored.elapsed / 1e9,
                restored.nanos / 1e3 / filled.sentences, disk / 1e6);
    }
}
