package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// The sentences of one article that one index partition is asked about; also, in the same form, what that partition
/// stores of the article. Immutable, safe to share.
///
/// @param order  the article's place among all
/// @param source its outlet
/// @param url    its URL; null when it has none
/// @param outline what it is about
/// @param probes in order of the text, the headline first
public record ProbeBatch(ArticleOrder order, String source, @Nullable String url, Outline outline, List<Probe> probes) {

    private static final int VERSION = 2;

    public ProbeBatch {
        probes = List.copyOf(probes);
    }

    /// Sentences of an article of which nothing else is known.
    public ProbeBatch(ArticleOrder order, String source, @Nullable String url, List<Probe> probes) {
        this(order, source, url, Outline.NONE, probes);
    }

    /// The batches that ask all of the memory about these sentences: one for each index partition that holds a key of any
    /// of them.
    ///
    /// @param partitions how many index partitions there are
    /// @return by index partition; null for a partition that need not be asked
    public List<@Nullable ProbeBatch> byPartition(int partitions) {
        var split = new ArrayList<List<Probe>>();
        IntStream.range(0, partitions).forEach(_ -> split.add(new ArrayList<>()));
        for (var probe : probes) {
            for (long key : probe.keyArray()) {
                addOnce(probe, split.get(IndexShare.of(key, partitions)));
            }
        }
        var batches = new ArrayList<@Nullable ProbeBatch>();
        for (var part : split) {
            batches.add(part.isEmpty() ? null : new ProbeBatch(order, source, url, outline, part));
        }
        return batches;
    }

    @SuppressWarnings("ReferenceEquality") // is it the one just added?
    private static void addOnce(Probe probe, List<Probe> probes) {
        if (probes.isEmpty() || probes.getLast() != probe) {
            probes.add(probe);
        }
    }

    public byte[] encode() {
        int expected = 512;
        for (var probe : probes) {
            expected += probe.fingerprint().storedSize();
        }
        var out = new ByteWriter(expected).count(VERSION);
        writeOrder(out, order);
        out.text(source).textOrNull(url);
        outline.write(out);
        out.count(probes.size());
        var words = new ByteWriter();
        for (var probe : probes) {
            out.number(probe.sentence()).count(probe.start()).count(probe.end() - probe.start());
            probe.fingerprint().writeWithOffsets(words);
            out.bytes(words);
        }
        return out.toBytes();
    }

    /// @throws IllegalArgumentException when the bytes are none
    public static ProbeBatch decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        in.version(VERSION, "a batch of probes");
        var order = readOrder(in);
        var source = in.text();
        var url = in.textOrNull();
        var outline = Outline.read(in);
        int count = in.things();
        var probes = new ArrayList<Probe>(count);
        for (int i = 0; i < count; i++) {
            int sentence = in.small();
            int start = in.count();
            int end = in.endOf(start);
            probes.add(new Probe(sentence, start, end, Fingerprint.decode(in.bytes())));
        }
        return new ProbeBatch(order, source, url, outline, probes);
    }

    static void writeOrder(ByteWriter out, ArticleOrder order) {
        out.number(order.arrivedMicros()).text(order.articleId()).count(order.revision());
    }

    static ArticleOrder readOrder(ByteReader in) {
        return new ArticleOrder(in.number(), in.text(), in.count());
    }
}
