package io.newswatch.bench;

import io.newswatch.contract.Echo;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.enrich.echo.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import tools.jackson.databind.json.JsonMapper;

/// How often a REPEAT that is not word for word is right, on a memory full of real news: a random sample of hits, read by a
/// person who does not know what the program said of them, among pairs known to differ.
///
/// A hit is in the sample when the hash of its id is among the lowest, so that a change of the program which makes some hits
/// come and go leaves most of the sample, and its labels, as they were.
public final class PrecisionSample {

    private static final int DRAWN = 100;
    private static final int NEGATIVES = 30;
    private static final int[] LENGTHS = {5, 10};
    private static final String USAGE = "draw FOLDER | fresh FOLDER | collect FOLDER | score";
    private static final JsonMapper JSON = new JsonMapper();

    /// Two texts a reader judges.
    private record Pair(String id, String earlier, String later, int words) {

        /// A random number of its own in each draw.
        long luck(int draw) {
            var crc = new CRC32();
            crc.update((draw + id).getBytes(StandardCharsets.UTF_8));
            return new SplittableRandom(crc.getValue()).nextLong();
        }
    }

    private final Path shared;
    private final Path reuters;
    private final Path labelFile;

    private PrecisionSample(Path shared, Path reuters, Path labelFile) {
        this.shared = shared;
        this.reuters = reuters;
        this.labelFile = labelFile;
    }

    /// @param arguments the folder of the measuring data, the unpacked wire news, the file of labels, then what to do
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4 || (!"score".equals(arguments[3]) && arguments.length < 5)) {
            System.err.println("bench/precision " + USAGE);
            System.exit(2);
        }
        var sample = new PrecisionSample(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        switch (arguments[3]) {
            case "draw" -> sample.draw(Path.of(arguments[4]), false);
            case "fresh" -> sample.draw(Path.of(arguments[4]), true);
            case "collect" -> sample.collect(Path.of(arguments[4]));
            case "score" -> sample.score();
            default -> {
                System.err.println("bench/precision " + USAGE + ", not " + arguments[3]);
                System.exit(2);
            }
        }
    }

    // ---- drawing

    /// Writes `sheet.tsv` (number, earlier, later) for the reader and `key.tsv` (number, id), without those labelled before.
    ///
    /// @param fresh whether as many are drawn again of those not labelled: for rules that were chosen on the labels
    private void draw(Path folder, boolean fresh) throws IOException {
        var labels = labels();
        var hits = hits();
        if (fresh) {
            hits.removeIf(hit -> labels.containsKey(hit.id));
        }
        var pairs = new ArrayList<Pair>();
        for (int length : LENGTHS) {
            pairs.addAll(drawn(hits, length));
        }
        pairs.addAll(negatives(fresh ? labels.keySet() : Set.of()));
        var unread = pairs.stream().distinct().filter(pair -> !labels.containsKey(pair.id))
                .sorted(Comparator.comparingLong(pair -> pair.luck(-1))).toList();
        var sheet = new ArrayList<String>();
        var key = new ArrayList<String>();
        for (var pair : unread) {
            sheet.add(sheet.size() + 1 + "\t" + oneLine(pair.earlier) + "\t" + oneLine(pair.later));
            key.add(key.size() + 1 + "\t" + pair.id);
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("sheet.tsv"), sheet);
        Files.write(folder.resolve("key.tsv"), key);
        System.out.printf(Locale.ROOT, "%d pairs to read in %s; answers.tsv beside it (number, right or wrong)%n",
                unread.size(), folder.resolve("sheet.tsv"));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static List<Pair> drawn(List<Pair> hits, int length) {
        return hits.stream().filter(hit -> hit.words >= length)
                .sorted(Comparator.comparingLong(hit -> hit.luck(length))).limit(DRAWN).toList();
    }

    /// Every REPEAT whose words are not the earlier ones.
    private List<Pair> hits() throws IOException {
        var news = LoadNews.read(reuters, shared.resolve("data/load/guardian-sample.tsv.gz"));
        var texts = new HashMap<String, String>();
        var hits = new ArrayList<Pair>();
        var enrichment = OfflineEnrichment.remembering();
        for (var article : news) {
            texts.put(article.articleId(), article.text());
            enrichment.enrich(article).ifPresent(enriched -> {
                for (var sentence : enriched.sentences()) {
                    if (sentence.verdict() == Verdict.REPEAT) {
                        var hit = hit(article, sentence, texts);
                        if (!Fingerprint.of(hit.earlier).sameWords(Fingerprint.of(hit.later))) {
                            hits.add(hit);
                        }
                    }
                }
            });
            if (texts.size() % 5_000 == 0) {
                System.err.println(texts.size() + " of " + news.size() + " articles");
            }
        }
        System.err.println(hits.size() + " repeats that are not word for word");
        return hits;
    }

    private static Pair hit(RawArticle article, Sentence sentence, Map<String, String> texts) {
        Echo echo = Objects.requireNonNull(sentence.echo());
        var id = echo.articleId() + ":" + echo.start() + "-" + echo.end() + ">" + article.articleId() + ":"
                + sentence.start() + "-" + sentence.end();
        var later = article.text().substring(sentence.start(), sentence.end());
        var first = Objects.requireNonNull(texts.get(echo.articleId()));
        return new Pair(id, first.substring(echo.start(), echo.end()), later,
                Fingerprint.of(later).words());
    }

    /// Pairs known to differ in a fact.
    private List<Pair> negatives(Set<String> without) throws IOException {
        var pairs = new ArrayList<Pair>();
        for (var line : Files.readAllLines(shared.resolve("data/echo/pairs-dev.jsonl"))) {
            var pair = JSON.readTree(line);
            if (pair.path("kind").asString("").startsWith("hardneg")) {
                pairs.add(
                        new Pair(pair.path("id").asString(), pair.path("a").asString(), pair.path("b").asString(), 0));
            }
        }
        return pairs.stream().filter(pair -> !without.contains(pair.id))
                .sorted(Comparator.comparingLong(pair -> pair.luck(0))).limit(NEGATIVES).toList();
    }

    // ---- labels

    /// Id to `right`, `wrong` and, for a known negative, whether the reader saw that it differs.
    private Map<String, String> labels() throws IOException {
        return Files.exists(labelFile) ? table(labelFile) : new TreeMap<>();
    }

    private static Map<String, String> table(Path file) throws IOException {
        var table = new TreeMap<String, String>();
        for (var line : Files.readAllLines(file)) {
            var cells = line.split("\t", -1);
            if (cells.length < 2) {
                throw new IllegalArgumentException(file + ": expected two columns: " + line);
            }
            table.put(cells[0], cells[1].strip());
        }
        return table;
    }

    /// Adds a reader's answers to the labels.
    private void collect(Path folder) throws IOException {
        var labels = labels();
        var ids = table(folder.resolve("key.tsv"));
        var answers = table(folder.resolve("answers.tsv"));
        if (!answers.keySet().equals(ids.keySet()) || !Set.of("right", "wrong").containsAll(answers.values())) {
            var missing = new TreeSet<>(ids.keySet());
            missing.removeAll(answers.keySet());
            throw new IllegalArgumentException("answers.tsv: one line for each number of the sheet, right or wrong; "
                    + "without an answer: " + missing);
        }
        answers.forEach((number, answer) -> labels.put(Objects.requireNonNull(ids.get(number)), answer));
        Files.write(labelFile, labels.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList());
        System.out.println(answers.size() + " labels added to " + labelFile);
        long hits = ids.values().stream().filter(PrecisionSample::isHit).count();
        long right = ids.entrySet().stream().filter(e -> isHit(e.getValue()) && "right".equals(answers.get(e.getKey())))
                .count();
        System.out.printf(Locale.ROOT, "of the %d hits read %d are right (%.3f, 95%% interval %.3f to %.3f)%n", hits,
                right,
                right / (double) hits, wilson(right, hits, -1), wilson(right, hits, 1));
    }

    /// Whether it is an id of a hit, not of a pair known to differ.
    private static boolean isHit(String id) {
        return id.contains(">");
    }

    private void score() throws IOException {
        var labels = labels();
        var hits = hits();
        for (int length : LENGTHS) {
            var drawn = drawn(hits, length);
            var read = drawn.stream().filter(hit -> labels.containsKey(hit.id)).toList();
            long right = read.stream().filter(hit -> "right".equals(labels.get(hit.id))).count();
            System.out.printf(Locale.ROOT, "%d words or more: %d of %d right (%.3f, 95%% interval %.3f to %.3f); "
                    + "%d drawn and not read%n", length, right, read.size(), right / (double) read.size(),
                    wilson(right, read.size(), -1), wilson(right, read.size(), 1), drawn.size() - read.size());
        }
        var negatives = negatives(Set.of()).stream().filter(pair -> labels.containsKey(pair.id)).toList();
        long seen = negatives.stream().filter(pair -> "wrong".equals(labels.get(pair.id))).count();
        System.out.printf("known to differ: the reader saw %d of %d%n", seen, negatives.size());
    }

    /// Wilson's score interval (1927).
    private static double wilson(long right, long n, int side) {
        double z = 1.96;
        double p = right / (double) n;
        double centre = p + z * z / (2 * n);
        double width = z * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
        return (centre + side * width) / (1 + z * z / n);
    }
}
