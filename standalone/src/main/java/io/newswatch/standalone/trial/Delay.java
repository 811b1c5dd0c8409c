package io.newswatch.standalone.trial;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// How long an article takes from being written raw to where a subscriber reads its committed result, at a modest rate.
///
/// @param median  milliseconds
/// @param highest of all but the slowest hundredth, milliseconds
public record Delay(double median, double highest) {

    /// The first of so many parts only warms up.
    private static final int PARTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(1);

    /// Writes articles evenly and waits for all of them on the other side, which has nothing else to do.
    ///
    /// @param rate       articles a second
    /// @param articles   how many in all
    /// @param out        topic of the results; they bear the raw articles' timestamps
    /// @param partitions of that topic
    static Delay measure(Settings settings, Supplier<RawArticle> news, int rate, int articles, String out,
            int partitions) {
        try (var reader = new KafkaConsumer<>(KafkaClients.consumer(settings, "delay"), new StringDeserializer(),
                new ByteArrayDeserializer());
                var writer = new KafkaProducer<>(KafkaClients.producer(settings, "delay"),
                        Topics.RAW_ARTICLES.key().serializer(), Topics.RAW_ARTICLES.value().serializer())) {
            var all = IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(out, i)).toList();
            reader.assign(all);
            reader.seekToEnd(all);
            all.forEach(reader::position);
            var delays = new ArrayList<Long>();
            long began = System.nanoTime();
            long deadline = began + PATIENCE.toNanos() + TimeUnit.SECONDS.toNanos(articles / rate);
            int written = 0;
            var underWay = new HashSet<String>();
            while (delays.size() < articles) {
                double seconds = (System.nanoTime() - began) / 1e9;
                for (; written < Math.min(articles, seconds * rate); written++) {
                    var article = news.get();
                    underWay.add(article.articleId());
                    var _ = writer.send(new ProducerRecord<>(Topics.RAW_ARTICLES.name(), article.articleId(), article));
                }
                for (var result : reader.poll(LOOK)) {
                    if (underWay.remove(result.key())) { // else it is of what was there before
                        delays.add(System.currentTimeMillis() - result.timestamp());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new StartException("of " + written + " articles written at " + rate + " a second only "
                            + delays.size() + " came out on " + out);
                }
            }
            return of(delays.subList(articles / PARTS, delays.size()));
        }
    }

    private static Delay of(List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        return new Delay(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
    }
}
