package io.newswatch.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.newswatch.contract.DeadLetter;
import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.Topics;
import io.newswatch.ingest.fetch.Fetcher;
import io.newswatch.ingest.publish.ArticlePublisher;
import io.newswatch.ingest.source.Sources;
import io.newswatch.ingest.source.StreamSource;
import io.newswatch.runtime.Health;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.MeteredClients;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.Settings;
import io.newswatch.runtime.TableLetters;
import io.newswatch.runtime.TableLetters.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The ingest service: feeds to [io.newswatch.contract.Topics#RAW_ARTICLES]. Its way:
///
/// - every file that a setting names is read when the service is put together, so that a mistake in one is told before
///   anything is started; at the start [FeedStore] brings the feeds topic up to what [FeedsFile] said;
/// - [PollLoop], one thread, follows which feeds are ours ([FeedAssignment]) and starts what is due ([OwnedFeeds]);
/// - a [PolledFeed] is asked when it is due, by [Poller] on a virtual thread; a [StreamedFeed] finds articles by itself;
/// - what either brings goes through its [FeedClaim] to [ArticlePublisher]: one transaction of articles and the feed's new
///   state, which only the feed's owner can commit;
/// - [PushEndpoint] takes articles that belong to no feed.
///
/// Threads: as [Service] says.
public final class IngestApp implements Service {

    private static final String NAME = "ingest";
    private static final List<Table> TABLES = List.of(
            new Table(Topics.FEEDS.name(), "feeds", (_, json) -> Topics.FEEDS.ofBytes(json)),
            new Table(Topics.FEED_STATE.name(), "feeds", (_, json) -> Topics.FEED_STATE.ofBytes(json)));

    private final IngestSettings own;
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private final Sources sources;
    private final Optional<List<FeedDefinition>> wanted;
    private final Optional<String> pushToken;
    private final Fetcher fetcher;
    private final TableLetters letters;
    private final FeedStore store;
    private final ArticlePublisher publisher;
    private final PollLoop loop;
    private volatile StreamSource.@Nullable Running push;

    private IngestApp(Settings settings, MeterRegistry registry, InstantSource clock) {
        this.own = IngestSettings.from(settings);
        this.metrics = new IngestMetrics(registry);
        this.clock = clock;
        this.sources = Sources.load(own.plugins());
        this.wanted = own.feeds().map(file -> FeedsFile.read(file, sources.names()));
        this.pushToken = own.push()
                ? own.pushToken().or(() -> Optional.of(PushToken.keptIn(own.pushTokenFile())))
                : Optional.empty();
        this.fetcher = new Fetcher(own.limits());
        this.letters = TableLetters.of(NAME, settings, registry, DeadLetter::letter, TABLES);
        this.store = new FeedStore(settings, metrics, letters::look);
        var clients = new MeteredClients(NAME, registry);
        this.publisher = new ArticlePublisher(KafkaClients.transactionalProducer(settings, NAME), clients);
        var schedule = new Schedule(own.minInterval(), own.maxInterval(), new Random());
        var poller = new Poller(fetcher, schedule, own, metrics, clock);
        var feeds = new OwnedFeeds(sources, poller, own, metrics, clock);
        this.loop = new PollLoop(() -> {
            publisher.open(); // else what a failed commit left undecided could come true after the states have been read
            return new FeedAssignment(settings, clients, store, publisher, metrics, feeds);
        }, feeds, clock);
    }

    /// @param settings loaded with [IngestSettings#all] among the known ones
    /// @throws FeedsFile.FeedsFileException              when the feeds file has mistakes or is not there
    /// @throws io.newswatch.runtime.SettingException when another file or folder that a setting names cannot be used
    public static IngestApp of(Settings settings, MeterRegistry registry) {
        return new IngestApp(settings, registry, InstantSource.system());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        publisher.open();
        wanted.ifPresent(store::define);
        push = pushToken.map(token -> PushEndpoint.open(token, publisher, own, metrics, clock)).orElse(null);
        loop.start();
    }

    @Override
    public Health health() {
        return loop.health();
    }

    @Override
    public boolean alive() {
        return loop.alive();
    }

    @Override
    public void close() {
        var listening = push;
        if (listening != null) {
            listening.close();
        }
        loop.close();
        publisher.close();
        letters.close();
        fetcher.close();
    }
}
