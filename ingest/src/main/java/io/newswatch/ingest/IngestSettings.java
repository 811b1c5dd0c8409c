package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.FeedState;
import io.newswatch.ingest.fetch.Fetcher.FetchLimits;
import io.newswatch.runtime.Setting;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings of ingest. Immutable, safe to share.
///
/// @param feeds        the feeds file; empty to read only the feeds that are on their topic
/// @param plugins      folder of jars with further sources; empty for none
/// @param minInterval  shortest time between two polls of a feed
/// @param maxInterval  longest
/// @param concurrency  feeds polled at the same time
/// @param firstPollIsNews whether the items of a feed's first poll may alert
/// @param longestText  most UTF-16 code units of an article's text
/// @param limits       of all fetches
/// @param push         whether articles may be pushed
/// @param pushHost     where push listens
/// @param pushPort     where push listens
/// @param pushToken    what must be sent; empty to take it from `pushTokenFile`
/// @param pushTokenFile where the token is kept, and written when there is none
/// @param pushLargest  most bytes of one pushed request
public record IngestSettings(Optional<Path> feeds, Optional<Path> plugins, Duration minInterval, Duration maxInterval,
        int concurrency, boolean firstPollIsNews, int longestText, FetchLimits limits, boolean push, String pushHost,
        int pushPort, Optional<String> pushToken, Path pushTokenFile, int pushLargest) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^\\s/]+:\\d{1,5}");

    public static final Setting<Optional<Path>> FEEDS = Setting.optionalPath("ingest.feeds",
            "YAML file of the feeds to read; without one, the feeds on the topic newswatch.feeds are read.");
    public static final Setting<Optional<Path>> PLUGINS = Setting.optionalPath("ingest.plugins",
            "Folder of jars with further sources.");
    public static final Setting<Duration> MIN_INTERVAL = Setting.duration("ingest.min-interval", Duration.ofMinutes(5),
            Duration.ofMillis(10), Duration.ofDays(1), "A feed is polled no more often than this.");
    public static final Setting<Duration> MAX_INTERVAL = Setting.duration("ingest.max-interval", Duration.ofHours(24),
            SECOND, Duration.ofDays(30), "A feed is polled no less often than this, however long it has been failing.");
    public static final Setting<Integer> CONCURRENCY = Setting.integer("ingest.concurrency", 64, 1, 4096,
            "Feeds polled at the same time.").unit("feeds");
    public static final Setting<Boolean> FIRST_POLL_IS_NEWS = Setting.flag("ingest.first-poll-is-news", false,
            "Whether the items of a feed's first poll may alert; else they only fill the memory (backfill).");
    public static final Setting<Integer> LONGEST_TEXT = Setting.integer("ingest.longest-text", 500_000, 1_000,
            1_000_000, "Longer texts are cut, and the cut is marked.").unit("UTF-16 code units");
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration("ingest.connect-timeout",
            Duration.ofSeconds(5), Duration.ofMillis(10), HOUR, "How long a server may take to accept a connection.");
    public static final Setting<Duration> FIRST_BYTE_TIMEOUT = Setting.duration("ingest.first-byte-timeout",
            Duration.ofSeconds(15), Duration.ofMillis(10), HOUR, "How long a server may stay silent.");
    public static final Setting<Duration> TOTAL_TIMEOUT = Setting.duration("ingest.total-timeout",
            Duration.ofSeconds(30), Duration.ofMillis(10), HOUR, "How long one answer may take altogether.");
    public static final Setting<Duration> HOST_PAUSE = Setting.duration("ingest.host-pause", SECOND, Duration.ZERO,
            HOUR, "Pause between two requests to one host; a longer Crawl-delay of its robots.txt wins.");
    public static final Setting<Boolean> ROBOTS = Setting.flag("ingest.robots", true, "Whether robots.txt is heeded.");
    public static final Setting<String> USER_AGENT = Setting.text("ingest.user-agent",
            "Newswatch/0.1 (feed reader; set ingest.user-agent to say who runs it)",
            "How servers are told who asks; add an address where you can be reached.");
    public static final Setting<List<String>> ALLOWED_HOSTS = Setting.list("ingest.allowed-hosts", List.of(),
            "host:port pairs inside your own network that feeds may point to; all others there are refused.");
    public static final Setting<Boolean> PUSH = Setting.flag("ingest.push", false,
            "Whether articles may be pushed by HTTP: POST /articles.");
    public static final Setting<String> PUSH_HOST = Setting.text("ingest.push-host", "127.0.0.1",
            "Where push listens.");
    public static final Setting<Integer> PUSH_PORT = Setting.integer("ingest.push-port", 8641, 1, 65535,
            "Where push listens.");
    public static final Setting<Optional<String>> PUSH_TOKEN = Setting.optionalText("ingest.push-token",
            "The bearer token that must be sent with pushed articles; unset, one is made and kept in a file.")
            .asSecret();
    public static final Setting<Path> PUSH_TOKEN_FILE = Setting.path("ingest.push-token-file",
            Path.of("~/.newswatch/push-token"), "Where the push token is kept when ingest.push-token is not set.");
    public static final Setting<Long> PUSH_LARGEST = Setting.bytes("ingest.push-largest", 4L << 20, 1024, 64L << 20,
            "Largest pushed request.");

    /// Whether what a feed brings now fills the memory only: at its first poll, unless that is news by setting or by the
    /// feed's own option `first-poll: news`.
    ///
    /// @param before the feed's state; null when it has never been read
    boolean isBackfill(FeedDefinition feed, @Nullable FeedState before) {
        boolean first = before == null || !before.primed();
        return first && !feed.options().getOrDefault("first-poll", firstPollIsNews ? "news" : "backfill")
                .equals("news");
    }

    /// @return every setting of ingest
    public static List<Setting<?>> all() {
        return List.of(FEEDS, PLUGINS, MIN_INTERVAL, MAX_INTERVAL, CONCURRENCY, FIRST_POLL_IS_NEWS, LONGEST_TEXT,
                CONNECT_TIMEOUT, FIRST_BYTE_TIMEOUT, TOTAL_TIMEOUT, HOST_PAUSE, ROBOTS, USER_AGENT, ALLOWED_HOSTS, PUSH,
                PUSH_HOST, PUSH_PORT, PUSH_TOKEN, PUSH_TOKEN_FILE, PUSH_LARGEST);
    }

    /// @throws SettingException when the shortest interval is longer than the longest, or an allowed host has no port
    public static IngestSettings from(Settings settings) {
        if (MIN_INTERVAL.in(settings).compareTo(MAX_INTERVAL.in(settings)) > 0) {
            throw new SettingException(MIN_INTERVAL.name() + " must not be longer than " + MAX_INTERVAL.name()
                    + ", was " + MIN_INTERVAL.in(settings) + " and " + MAX_INTERVAL.in(settings));
        }
        ALLOWED_HOSTS.in(settings).stream().filter(host -> !HOST_AND_PORT.matcher(host).matches()).findFirst()
                .ifPresent(host -> {
                    throw new SettingException(ALLOWED_HOSTS.name()
                            + " must be host:port pairs such as 10.0.0.5:8080, was \"" + host + "\"");
                });
        var limits = new FetchLimits(CONNECT_TIMEOUT.in(settings), FIRST_BYTE_TIMEOUT.in(settings),
                TOTAL_TIMEOUT.in(settings), HOST_PAUSE.in(settings), ROBOTS.in(settings), USER_AGENT.in(settings),
                ALLOWED_HOSTS.in(settings));
        return new IngestSettings(FEEDS.in(settings), PLUGINS.in(settings), MIN_INTERVAL.in(settings),
                MAX_INTERVAL.in(settings), CONCURRENCY.in(settings), FIRST_POLL_IS_NEWS.in(settings),
                LONGEST_TEXT.in(settings), limits, PUSH.in(settings), PUSH_HOST.in(settings), PUSH_PORT.in(settings),
                PUSH_TOKEN.in(settings), PUSH_TOKEN_FILE.in(settings), Math.toIntExact(PUSH_LARGEST.in(settings)));
    }
}
