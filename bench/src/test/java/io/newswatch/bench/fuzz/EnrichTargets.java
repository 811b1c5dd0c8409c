package io.newswatch.bench.fuzz;

import static io.newswatch.bench.fuzz.Inputs.file;
import static io.newswatch.bench.fuzz.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.newswatch.contract.Paragraph;
import io.newswatch.contract.Sentence;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.PassageComparison;
import io.newswatch.enrich.echo.Probe;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.ReplyBatch;
import io.newswatch.enrich.echo.Retention;
import io.newswatch.enrich.event.ArticleCoder;
import io.newswatch.enrich.event.ArticleToCode;
import io.newswatch.enrich.language.LanguageGuess;
import io.newswatch.enrich.lexicon.GrammarException;
import io.newswatch.enrich.text.SentenceSplitter;
import io.newswatch.enrich.text.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// What enrich makes of any text, and what it writes for itself.
class EnrichTargets {

    private static final int DAMAGES = 20;

    /// Sentences lie within the text, in order, hold something and leave no letter out.
    @FuzzTest
    void sentences(byte[] bytes) {
        var text = text(bytes);
        int at = 0;
        for (var span : spans(text)) {
            assertThat(span.start()).isGreaterThanOrEqualTo(at);
            assertThat(text.substring(at, span.start())).doesNotMatch("(?s).*\\p{L}.*");
            assertThat(span.in(text)).isNotBlank();
            at = span.end();
        }
        assertThat(text.substring(at)).doesNotMatch("(?s).*\\p{L}.*");
    }

    /// A stored fingerprint is the one it was; other bytes are refused, or mean what is written again.
    @FuzzTest
    void fingerprint(byte[] bytes) {
        var print = Fingerprint.of(text(bytes));
        var stored = Fingerprint.decode(print.encode());
        assertThat(stored.sameWords(print)).isTrue();
        assertThat(stored.encode()).isEqualTo(print.encode());
        assertThat(Fingerprint.decode(print.encodeWithOffsets())).isEqualTo(print);
        decode(bytes, Fingerprint::decode, Fingerprint::encodeWithOffsets);
        damaged(print.encodeWithOffsets(), Fingerprint::decode, Fingerprint::encodeWithOffsets);
    }

    @FuzzTest
    void batches(byte[] bytes) {
        var probes = probes(text(bytes), "a", 1);
        assertThat(ProbeBatch.decode(probes.encode())).isEqualTo(probes);
        var memory = new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap());
        memory.take(probes);
        var replies = memory.take(probes(text(bytes), "b", 2)).getFirst();
        assertThat(ReplyBatch.decode(replies.encode())).isEqualTo(replies);
        decode(bytes, ProbeBatch::decode, ProbeBatch::encode);
        decode(bytes, ReplyBatch::decode, ReplyBatch::encode);
        damaged(probes.encode(), ProbeBatch::decode, ProbeBatch::encode);
        damaged(replies.encode(), ReplyBatch::decode, ReplyBatch::encode);
    }

    private static ProbeBatch probes(String text, String id, long arrived) {
        var probes = new ArrayList<Probe>();
        for (var span : spans(text)) {
            probes.add(new Probe(probes.size(), span.start(), span.end(),
                    Fingerprint.of(text, span.start(), span.end())));
        }
        return new ProbeBatch(new ArticleOrder(arrived, id, 1), "wire.example", null, probes);
    }

    private static <T> void damaged(byte[] whole, Function<byte[], T> decode, Function<T, byte[]> encode) {
        var random = new Random(Arrays.hashCode(whole));
        for (int i = 0; i < DAMAGES; i++) {
            byte[] copy = Arrays.copyOf(whole, random.nextInt(3) == 0 ? random.nextInt(whole.length) : whole.length);
            if (copy.length > 0) {
                copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
            }
            decode(copy, decode, encode);
        }
    }

    private static <T> void decode(byte[] bytes, Function<byte[], T> decode, Function<T, byte[]> encode) {
        T value;
        try {
            value = decode.apply(bytes);
        } catch (IllegalArgumentException _) {
            return;
        }
        assertThat(decode.apply(encode.apply(value))).isEqualTo(value);
    }

    /// The first half is the earlier text, the second the later one.
    @FuzzTest
    void comparison(byte[] bytes) {
        var text = text(bytes);
        int half = text.length() / 2;
        var comparison = PassageComparison.compare(text.substring(0, half), text.substring(half));
        assertThat(comparison.score()).isBetween(0.0, 1.0);
    }

    /// Actors and evidence lie where they say, in whatever language the text is taken for.
    @FuzzTest
    void events(byte[] bytes) {
        var text = text(bytes);
        var paragraphs = SentenceSplitter.split(text).stream().map(sentences -> Paragraph
                .of(sentences.stream().map(span -> Sentence.novel(span.start(), span.end())).toList())).toList();
        for (var language : List.of(LanguageGuess.of(null, text), "en", "tr", "az", "ru")) {
            var coding = Coder.OURS
                    .code(new ArticleToCode("a", 1, null, text, language, null, Instant.EPOCH, null, paragraphs));
            assertThat(coding.actors()).allSatisfy(
                    actor -> assertThat(text.substring(actor.start(), actor.end())).isEqualTo(actor.text()));
            assertThat(coding.events()).allSatisfy(event -> assertThat(
                    text.substring(event.evidence().start(), event.evidence().end()))
                    .isEqualTo(event.evidence().text()));
        }
    }

    private static final class Coder {
        static final ArticleCoder OURS = ArticleCoder.bundled();
    }

    @FuzzTest
    void grammar(byte[] bytes) {
        try {
            assertThat(ArticleCoder.with(List.of(file("own.yaml", bytes)))).isNotNull();
        } catch (GrammarException e) {
            assertThat(e).hasMessageContaining("own.yaml");
        }
    }

    private static List<Span> spans(String text) {
        return SentenceSplitter.split(text).stream().flatMap(List::stream).toList();
    }
}
