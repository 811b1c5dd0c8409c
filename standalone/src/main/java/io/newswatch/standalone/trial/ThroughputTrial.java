package io.newswatch.standalone.trial;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.EnrichApp;
import io.newswatch.enrich.EnrichMetrics;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.StartException;
import io.newswatch.runtime.StreamsService;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import io.newswatch.standalone.broker.TopicSetup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// How many articles a second go through enrich, exactly once, beside a broker in the same process, and what each costs.
///
/// The articles lie on the raw topic before the clock starts. First they go through a topology with the same ways and
/// nothing in it ([EmptyTopology]): the ceiling. Then through enrich as it is shipped, but for the reading of actors and
/// events, which is left out. Each in rounds one after the other without a pause: the first ones warm up, the last one is
/// watched by a profiler, those between are measured. Then articles come at a modest rate, to see how soon each is through
/// ([Delay]). In the end every article must have come out once. Used by one thread.
public final class ThroughputTrial {

    /// As `newswatch up` has it: the broker is in this process.
    private static final String RETRY_MILLIS = "10";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();

    /// What is measured.
    ///
    /// @param partitions of every topic of articles and of the memory
    /// @param articles   in a round
    /// @param rounds     that count
    /// @param warmUp     rounds before those
    /// @param length     of an article, characters
    /// @param rate       articles a second at which the delay is measured
    /// @param paced      articles at that rate; 0 to leave it out
    /// @param texts      real ones, a line each; null for synthetic ones
    public record Plan(int partitions, int articles, int rounds, int warmUp, int length, int rate, int paced,
            @Nullable Path texts) {

        int all() {
            return articles * (warmUp + rounds + 1);
        }

        private NewsOfLength news() throws IOException {
            return texts == null ? NewsOfLength.synthetic(length) : NewsOfLength.of(length, texts);
        }
    }

    /// A round.
    ///
    /// @param perSecond articles a second on the clock
    /// @param micros    processor time of the whole process, broker included, an article
    public record Round(double perSecond, double micros) {}

    /// Where processor time goes.
    ///
    /// @param stage  what it is for
    /// @param micros an article
    public record Share(String stage, double micros) {}

    /// What a topology did.
    ///
    /// @param budget the stages in order, and the sum
    /// @param delay  at a modest rate; null when it was not asked for
    public record Measured(List<Round> rounds, List<Share> budget, @Nullable Delay delay) {

        public Measured {
            rounds = List.copyOf(rounds);
            budget = List.copyOf(budget);
        }

        /// @return the medians
        public Round typical() {
            return new Round(median(rounds.stream().map(Round::perSecond)), median(rounds.stream().map(Round::micros)));
        }

        private Measured with(@Nullable Delay measured) {
            return new Measured(rounds, budget, measured);
        }

        private static double median(Stream<Double> values) {
            var sorted = values.sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    /// @param ceiling     of the empty topology
    /// @param enrich      of enrich
    /// @param mostWaiting how many articles at once waited for the memory's answers, at most
    /// @param problems    what was lost or doubled; empty when nothing
    public record Outcome(Measured ceiling, Measured enrich, long mostWaiting, List<String> problems) {

        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    private final Plan plan;
    private final Settings settings;
    private final NewsOfLength news;

    private ThroughputTrial(Plan plan, Settings settings) throws IOException {
        this.plan = plan;
        this.settings = settings;
        this.news = plan.news();
    }

    /// @param told   the user's settings, which win where they do not name brokers and partitions
    /// @param folder empty; the broker's data go there
    public static Outcome run(Plan plan, Settings told, Path folder) throws IOException {
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("broker")))) {
            var settings = told.with("kafka.bootstrap.servers", broker.bootstrapServers())
                    .with("streams.state", folder.resolve("streams").toString()).with("instance.name", "bench")
                    .with("kafka.retry.backoff.ms", RETRY_MILLIS).with("kafka.reconnect.backoff.ms", RETRY_MILLIS)
                    .with("kafka.reconnect.backoff.max.ms", RETRY_MILLIS)
                    .with(EnrichSettings.INDEX_PARTITIONS.name(), Integer.toString(plan.partitions));
            return new ThroughputTrial(plan, settings).run();
        }
    }

    private Outcome run() throws IOException {
        makeTopics();
        writeArticles();
        var through = new LongAdder();
        Measured ceiling;
        try (var service = empty(through)) {
            ceiling = measured(service, through::sum);
        }
        var registry = new SimpleMeterRegistry();
        var enriched = registry.counter(EnrichMetrics.ARTICLES);
        var mostWaiting = new AtomicLong();
        Measured enrich;
        try (var service = EnrichApp.withoutEvents(settings, registry)) {
            var waiting = registry.get(EnrichMetrics.WAITING).gauge();
            enrich = measured(service, () -> {
                mostWaiting.accumulateAndGet((long) waiting.value(), Math::max);
                return (long) enriched.count();
            })
                    .with(delay(Topics.ENRICHED_ARTICLES.name()));
        }
        // The articles that came slowly through enrich wait for the empty topology too.
        try (var service = empty(through)) {
            service.start();
            await(service, through::sum, plan.all() + plan.paced);
            ceiling = ceiling.with(delay(EmptyTopology.OUT));
        }
        var problems = new ArrayList<String>();
        expect(plan.all() + 2 * plan.paced, EmptyTopology.OUT).ifPresent(problems::add);
        expect(plan.all() + plan.paced, Topics.ENRICHED_ARTICLES.name()).ifPresent(problems::add);
        return new Outcome(ceiling, enrich, mostWaiting.get(), problems);
    }

    private Service empty(LongAdder through) {
        return StreamsService.of("bench", () -> plan.partitions == 1
                ? EmptyTopology.fused(through)
                : EmptyTopology.spread(plan.partitions, through), settings, new SimpleMeterRegistry(),
                DeadLetter::letter);
    }

    private @Nullable Delay delay(String out) {
        return plan.paced == 0
                ? null
                : Delay.measure(settings, news::next, plan.rate, plan.paced, out, plan.partitions);
    }

    private void makeTopics() {
        try (var admin = Admin.create(KafkaClients.admin(settings, "topics"))) {
            new TopicSetup(Map.of(Partitioning.BY_ARTICLE, plan.partitions, Partitioning.BY_INDEX, plan.partitions,
                    Partitioning.BY_EVENT_TYPE, 1), 1).create(admin);
            admin.createTopics(Stream.of(EmptyTopology.OUT, EmptyTopology.QUESTIONS, EmptyTopology.ANSWERS)
                    .map(name -> new NewTopic(name, Optional.of(plan.partitions), Optional.<Short>empty())).toList())
                    .all().get();
        } catch (ExecutionException e) {
            throw new StartException("the topics to measure with cannot be made: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while making topics", e);
        }
    }

    private void writeArticles() throws IOException {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer = new KafkaProducer<>(KafkaClients.producer(settings, "load"),
                Topics.RAW_ARTICLES.key().serializer(), Topics.RAW_ARTICLES.value().serializer())) {
            for (int i = 0; i < plan.all(); i++) {
                var article = news.next();
                var _ = producer.send(new ProducerRecord<>(Topics.RAW_ARTICLES.name(), article.articleId(), article),
                        (_, error) -> failure.compareAndSet(null, error));
            }
        }
        var lost = failure.get();
        if (lost != null) {
            throw new StartException("not every article was written; the first error: " + lost.getMessage(), lost);
        }
    }

    // ---- measuring

    private record Moment(long articles, long nanos, long processorNanos) {}

    private Measured measured(Service service, LongSupplier through) throws IOException {
        service.start();
        var rounds = new ArrayList<Round>();
        var last = await(service, through, plan.articles * plan.warmUp);
        for (int round = 1; round <= plan.rounds; round++) {
            var now = await(service, through, plan.articles * (plan.warmUp + round));
            double articles = now.articles - last.articles;
            rounds.add(new Round(articles * 1e9 / (now.nanos - last.nanos),
                    (now.processorNanos - last.processorNanos) / 1e3 / articles));
            last = now;
        }
        var budget = ProcessorBudget.begin();
        long began = through.getAsLong();
        // The last commit is not part of a steady flow.
        long articles = await(service, through, plan.all() - plan.articles / 10).articles - began;
        var shares = budget.end(Math.max(1, articles));
        await(service, through, plan.all());
        return new Measured(rounds, shares, null);
    }

    private static Moment await(Service service, LongSupplier through, int articles) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (through.getAsLong() < articles) {
            if (!service.alive() || System.nanoTime() > deadline) {
                throw new StartException(
                        service.name() + " did not get through: " + through.getAsLong() + " articles of "
                                + articles + "; it is " + service.health().detail());
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return new Moment(through.getAsLong(), System.nanoTime(), SYSTEM.getProcessCpuTime());
    }

    // ---- checking

    /// @return what is wrong with the number of committed records; nothing when all is well
    private Optional<String> expect(int articles, String topic) {
        int found = 0;
        try (var reader = new KafkaConsumer<>(KafkaClients.consumer(settings, "check"), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, plan.partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                found += reader.poll(Duration.ofSeconds(1)).count();
            }
        }
        return found == articles
                ? Optional.empty()
                : Optional.of(topic + " holds " + found + " committed articles; " + articles + " were expected");
    }
}
