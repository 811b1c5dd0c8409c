package io.newswatch.bench;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Articles to JSON and back.
@State(Scope.Thread)
public class JsonBenchmark {

    private static final int ARTICLES = 300;

    private Rotation<RawArticle> raw = new Rotation<>(List.of());
    private Rotation<byte[]> rawJson = new Rotation<>(List.of());
    private Rotation<EnrichedArticle> enriched = new Rotation<>(List.of());
    private Rotation<byte[]> enrichedJson = new Rotation<>(List.of());

    @Setup
    public void setUp() {
        var articles = Corpus.articles(ARTICLES);
        raw = new Rotation<>(articles);
        rawJson = json(Topics.RAW_ARTICLES, articles);
        var judged = Corpus.enriched(ARTICLES);
        enriched = new Rotation<>(judged);
        enrichedJson = json(Topics.ENRICHED_ARTICLES, judged);
    }

    private static <T> Rotation<byte[]> json(Topic<String, T> topic, List<T> values) {
        return new Rotation<>(values.stream().map(value -> write(topic, value)).toList());
    }

    @Benchmark
    public byte[] writeRaw(Work work) {
        return counted(write(Topics.RAW_ARTICLES, raw.next()), work);
    }

    @Benchmark
    public RawArticle readRaw(Work work) {
        return read(Topics.RAW_ARTICLES, counted(rawJson.next(), work));
    }

    @Benchmark
    public byte[] writeEnriched(Work work) {
        return counted(write(Topics.ENRICHED_ARTICLES, enriched.next()), work);
    }

    @Benchmark
    public EnrichedArticle readEnriched(Work work) {
        return read(Topics.ENRICHED_ARTICLES, counted(enrichedJson.next(), work));
    }

    private static <T> byte[] write(Topic<String, T> topic, T value) {
        return topic.value().serializer().serialize(topic.name(), value);
    }

    private static <T> T read(Topic<String, T> topic, byte[] json) {
        return topic.value().deserializer().deserialize(topic.name(), json);
    }

    private static byte[] counted(byte[] json, Work work) {
        work.documents++;
        work.bytes += json.length;
        return json;
    }
}
