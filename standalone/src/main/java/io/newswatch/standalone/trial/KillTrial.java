package io.newswatch.standalone.trial;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Topic;
import io.newswatch.contract.Topics;
import io.newswatch.runtime.StartException;
import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import io.newswatch.standalone.broker.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Kills a process with `kill -9` again and again while articles come in, measures how long until work goes on, and in the
/// end checks everything that is on the topics ([Reckoning]).
///
/// The killed process is a JVM of its own, started as a user starts it. Work "goes on" when an article that arrived after
/// the kill has come out, committed; so what had piled up meanwhile counts too. Used by one thread.
public final class KillTrial {

    /// What is killed.
    public enum Victim {
        /// `newswatch up`: the broker and all services.
        EVERYTHING,
        /// `newswatch serve enrich`, while the broker and alerts live on in processes of their own.
        ENRICH
    }

    private static final String RULES = """
            - id: every-dispatch
              description: Every article, so that a lost or doubled one shows
              match:
                novelOnly: false
                text: {any: [dispatch]}
              notify: {mode: every}
            """;
    private static final Duration RECOVERY_PATIENCE = Duration.ofMinutes(2);
    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(3);

    private final List<String> newswatch;
    private final Victim victim;
    private final Path folder;
    private final int perSecond;
    private final Random random;
    private final Consumer<String> tell;
    private final int port;

    /// @param newswatch what starts the program, to be followed by its arguments
    /// @param folder    empty; logs and data go there
    /// @param perSecond articles
    /// @param seed      of the news and of the moments of the kills
    /// @param tell      takes a line on each kill
    public KillTrial(List<String> newswatch, Victim victim, Path folder, int perSecond, long seed,
            Consumer<String> tell) {
        this.newswatch = List.copyOf(newswatch);
        this.victim = victim;
        this.folder = folder;
        this.perSecond = perSecond;
        this.random = new Random(seed);
        this.tell = tell;
        this.port = freePort();
    }

    /// What came of it.
    ///
    /// @param recoveries from the restart to the next committed article, in order of the kills
    /// @param reckoning  the full check
    /// @param stoppedIn  how long the last process took to end on SIGTERM
    public record Outcome(List<Duration> recoveries, Reckoning.Result reckoning, Duration stoppedIn) {

        public Outcome {
            recoveries = List.copyOf(recoveries);
        }

        /// @return the shortest, the median and the longest recovery, for people
        public String summary() {
            var sorted = recoveries.stream().sorted().toList();
            return "recovered " + sorted.size() + " times: min " + seconds(sorted.getFirst()) + ", median "
                    + seconds(sorted.get(sorted.size() / 2)) + ", max " + seconds(sorted.getLast());
        }
    }

    /// Runs the trial.
    public Outcome run(int kills) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        try (var _ = bystanders(rules)) {
            var process = victim();
            try (var load = new Load(); var follower = new Follower()) {
                awaitArticleAfter(load.start(), follower, process);
                var recoveries = new ArrayList<Duration>();
                for (int kill = 1; kill <= kills; kill++) {
                    pause(Duration.ofMillis(500 + random.nextInt(2_500)));
                    process.kill();
                    var killed = Instant.now();
                    process = victim();
                    recoveries.add(Duration.between(killed, awaitArticleAfter(killed, follower, process)));
                    tell.accept("kill " + kill + " of " + kills + ": " + seconds(recoveries.getLast()) + ", "
                            + seconds(process.cpu()) + " of processor time");
                }
                load.stop();
                var reckoning = reckonWhenDrained();
                var asked = Instant.now();
                var _ = process.stop();
                return new Outcome(recoveries, reckoning, Duration.between(asked, Instant.now()));
            } finally {
                process.close();
            }
        }
    }

    /// @return when the first article came out that had arrived after `moment`
    private Instant awaitArticleAfter(Instant moment, Follower follower, NewswatchProcess process)
            throws IOException, InterruptedException {
        var deadline = moment.plus(RECOVERY_PATIENCE);
        while (follower.firstAfter(moment).isEmpty()) {
            if (process.exitCode().isPresent()) {
                throw new StartException("the process ended by itself with code " + process.exitCode().getAsInt()
                        + "; the logs are in " + folder);
            }
            if (Instant.now().isAfter(deadline)) {
                process.dumpThreads();
                throw new StartException("work did not go on within " + RECOVERY_PATIENCE.toSeconds()
                        + " s; logs and threads.txt are in " + folder);
            }
            pause(Duration.ofMillis(5));
        }
        return follower.firstAfter(moment).orElseThrow();
    }

    /// The trial is about moments in time, so here waiting itself is meant.
    private static void pause(Duration time) throws InterruptedException {
        if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts this latch down");
        }
    }

    private String broker() {
        return "127.0.0.1:" + port;
    }

    private NewswatchProcess victim() throws IOException {
        return switch (victim) {
            case EVERYTHING -> NewswatchProcess.start(newswatch, folder, "up",
                    List.of("up", "--data", folder.resolve("data").toString(), "--set", "broker.port=" + port, "--set",
                            "http.port=0", "--set", "alerts.rules=" + folder.resolve("rules.yaml")));
            case ENRICH -> NewswatchProcess.serve(newswatch, folder, broker(), "enrich");
        };
    }

    /// What lives on while the victim dies: nothing, or a broker in this process and alerts in another.
    private Bystanders bystanders(Path rules) throws IOException {
        if (victim == Victim.EVERYTHING) {
            return new Bystanders(null, null);
        }
        var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("data")).onPort(port));
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker()))) {
            new TopicSetup(Map.of(), 1).create(admin);
        }
        return new Bystanders(broker, NewswatchProcess.serve(newswatch, folder, broker(), "alerts", "--set",
                "alerts.rules=" + rules));
    }

    private record Bystanders(@Nullable EmbeddedBroker broker,
            @Nullable NewswatchProcess alerts) implements AutoCloseable {

        @Override
        public void close() {
            if (alerts != null) {
                alerts.close();
            }
            if (broker != null) {
                broker.close();
            }
        }
    }

    /// All is through when every article has come out and nothing more comes for two seconds.
    private Reckoning.Result reckonWhenDrained() throws InterruptedException {
        var reckoning = new Reckoning(broker());
        var deadline = Instant.now().plus(DRAIN_PATIENCE);
        int before = -1;
        while (true) {
            int now = reckoning.readAll(Topics.ALERTS).size() + reckoning.readAll(Topics.AMENDMENTS).size()
                    + reckoning.readAll(Topics.ENRICHED_ARTICLES).size();
            if (now == before || Instant.now().isAfter(deadline)) {
                return reckoning.reckon(true);
            }
            before = now;
            pause(Duration.ofSeconds(2));
        }
    }

    /// Articles at a steady pace, through whatever happens to the broker: each is on the topic exactly once in the end. For
    /// that only one request may be under way: a broker that was killed remembers only the last batch of each producer, and
    /// the retry of an earlier one is OUT_OF_ORDER_SEQUENCE for ever.
    private final class Load implements AutoCloseable {

        private final KafkaProducer<String, RawArticle> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker(), ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.LINGER_MS_CONFIG, 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000, ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                Topics.RAW_ARTICLES.key().serializer(), Topics.RAW_ARTICLES.value().serializer());
        private final AtomicInteger refused = new AtomicInteger();
        private final SyntheticNews news = new SyntheticNews(random.nextLong(), "trial");
        private volatile boolean stopping;
        private @Nullable Thread thread;

        /// @return when it began
        Instant start() {
            var began = Instant.now();
            thread = Thread.ofPlatform().daemon().name("load").start(this::send);
            return began;
        }

        private void send() {
            long due = System.nanoTime();
            while (!stopping) {
                send(news.next(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
                due += TimeUnit.SECONDS.toNanos(1) / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }

        private void send(RawArticle article) {
            try {
                var _ = producer.send(new ProducerRecord<>(Topics.RAW_ARTICLES.name(), article.articleId(), article),
                        (_, error) -> {
                            if (error != null) {
                                refused.incrementAndGet();
                            }
                        });
            } catch (KafkaException | IllegalStateException e) {
                if (!stopping) { // else it was closed meanwhile: the trial failed already
                    throw e;
                }
            }
        }

        void stop() throws InterruptedException {
            stopping = true;
            if (thread != null) {
                thread.join();
            }
            producer.flush();
            if (refused.get() > 0) {
                throw new StartException("the broker refused " + refused + " articles of the load");
            }
        }

        @Override
        public void close() {
            stopping = true;
            producer.close(Duration.ZERO);
        }
    }

    /// Watches articles come out, committed.
    private final class Follower implements AutoCloseable {

        /// Arrival of an article to the moment it was seen to have come out; the first of each moment.
        private final ConcurrentSkipListMap<Instant, Instant> seen = new ConcurrentSkipListMap<>();
        private final Thread thread = Thread.ofPlatform().daemon().name("follower").start(this::follow);
        private volatile boolean stopping;

        private void follow() {
            while (!stopping) {
                try (var reader = new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker(),
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100,
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 1_000),
                        Topics.ALERTS.key().deserializer(), Topics.ALERTS.value().deserializer())) {
                    var partitions = partitions(reader::partitionsFor, Topics.ALERTS);
                    reader.assign(partitions);
                    reader.seekToEnd(partitions);
                    while (!stopping && !partitions.isEmpty()) {
                        reader.poll(Duration.ofMillis(20))
                                .forEach(record -> seen.putIfAbsent(record.value().arrivedAt(), Instant.now()));
                    }
                } catch (KafkaException _) {
                    // the broker is being killed; look again
                }
            }
        }

        /// @return none while the topic is not there
        private static List<TopicPartition> partitions(
                Function<String, @Nullable List<PartitionInfo>> partitionsFor, Topic<?, ?> topic) {
            var known = partitionsFor.apply(topic.name());
            return known == null
                    ? List.of()
                    : known.stream()
                            .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        }

        /// @return when the first article came out of those that had arrived after `moment`, if one has
        Optional<Instant> firstAfter(Instant moment) {
            return seen.tailMap(moment, false).values().stream().min(Instant::compareTo);
        }

        /// It sees soon that it shall stop: nothing it does takes longer than a second.
        @Override
        public void close() {
            stopping = true;
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port: " + e, e);
        }
    }
}
