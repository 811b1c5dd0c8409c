package io.newswatch.enrich;

import io.newswatch.enrich.echo.Retention;
import io.newswatch.runtime.Setting;
import io.newswatch.runtime.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The settings of enrich, read. Immutable, safe to share.
///
/// @param indexPartitions how many index partitions the memory has
/// @param retention       how long the memory remembers
/// @param memoryLimit     how much heap the memory may take, bytes
/// @param waitingLimit    how much heap articles may take that wait for the memory, bytes
/// @param replyAlarm      how long an article waits for the memory before that is reported
/// @param partialAfter    how long before it is published without answers that are lost
/// @param revisionMemory  how long an article id is known after its latest revision
/// @param articleEffort   how much of an article is judged, in pairs of words
/// @param grammar         files or folders of rules and words besides our own
public record EnrichSettings(int indexPartitions, Retention retention, long memoryLimit, long waitingLimit,
        Duration replyAlarm, Duration partialAfter, Duration revisionMemory, int articleEffort, List<Path> grammar) {

    static final int DEFAULT_EFFORT = 1_000_000;

    public static final Setting<Integer> INDEX_PARTITIONS = Setting.integer("enrich.index-partitions", 1, 1, 256,
            "Into how many partitions the memory of what was said is divided; equals the partitions of newswatch.echo.probes and cannot be changed while data is kept.")
            .unit("partitions");

    public static final Setting<Duration> MEMORY = Setting.duration("enrich.memory", Retention.DEFAULT.memory(),
            Duration.ofHours(1), Duration.ofDays(3650),
            "How long a sentence is remembered that stood in one article only.");

    public static final Setting<Duration> CATALOGUE = Setting.duration("enrich.catalogue",
            Retention.DEFAULT.catalogue(), Duration.ofHours(1), Duration.ofDays(3650),
            "How long after its latest sighting a sentence is remembered that stood in two or more articles.");

    public static final Setting<Duration> LATENESS = Setting.duration("enrich.lateness", Retention.DEFAULT.lateness(),
            Duration.ofMinutes(1), Duration.ofDays(7),
            "How late an article may arrive and still amend articles published before.");

    public static final Setting<Long> MEMORY_LIMIT = Setting.bytes("enrich.memory-limit", 0, 0, 1L << 40,
            "How much heap the memory may take, all index partitions of a process together; where that is not enough, the oldest sentences are forgotten early. 0 is half of the heap.");

    public static final Setting<Duration> REPLY_ALARM = Setting.duration("enrich.reply-alarm", Duration.ofSeconds(30),
            Duration.ofSeconds(1), Duration.ofHours(1),
            "After this long a wait for the memory's answers a warning is logged and counted.");

    public static final Setting<Duration> PARTIAL_AFTER = Setting.duration("enrich.partial-after",
            Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1),
            "After this long a wait for an answer that is lost, since articles asked about later have theirs, an article is published as partial, to be completed by an amendment. A memory that is only slow, or being restored, makes none partial before six times as long.");

    public static final Setting<Long> WAITING_LIMIT = Setting.bytes("enrich.waiting-limit", 16L << 20, 1L << 20,
            1L << 40,
            "How much heap the articles may take that wait for the memory's answers, all of a process together. Beyond that no more raw articles are read until answers have come, but for those that have been fetched.");

    public static final Setting<Duration> REVISION_MEMORY = Setting.duration("enrich.revision-memory",
            Duration.ofDays(60), Duration.ofDays(1), Duration.ofDays(3650),
            "How long after its latest revision an article is known by its id.");

    public static final Setting<Integer> ARTICLE_EFFORT = Setting.integer("enrich.article-effort", DEFAULT_EFFORT,
            10_000,
            100_000_000,
            "How much of an article is judged: its sentences until they add up to this, one of n words counting n x n (at most 32,768) and 256. What exceeds it goes through flagged as unjudged, and is counted. A million is 130,000 characters of prose; each may be compared 256 times.")
            .unit("pairs of words");

    public static final Setting<List<Path>> GRAMMAR = Setting.paths("enrich.grammar",
            "YAML files of your own event rules, words and names of actors, or folders of such files; they add to those that come with Newswatch, and a rule with the id of one of those replaces it.");

    public EnrichSettings {
        grammar = List.copyOf(grammar);
        if (indexPartitions < 1) {
            throw new IllegalArgumentException(INDEX_PARTITIONS + " must be at least 1, was " + indexPartitions);
        }
    }

    public static List<Setting<?>> all() {
        return List.of(INDEX_PARTITIONS, MEMORY, CATALOGUE, LATENESS, MEMORY_LIMIT, WAITING_LIMIT, REPLY_ALARM,
                PARTIAL_AFTER,
                REVISION_MEMORY, ARTICLE_EFFORT, GRAMMAR);
    }

    public static EnrichSettings from(Settings settings) {
        return new EnrichSettings(INDEX_PARTITIONS.in(settings),
                new Retention(MEMORY.in(settings), CATALOGUE.in(settings), LATENESS.in(settings)),
                memoryLimit(MEMORY_LIMIT.in(settings)), WAITING_LIMIT.in(settings), REPLY_ALARM.in(settings),
                PARTIAL_AFTER.in(settings),
                REVISION_MEMORY.in(settings), ARTICLE_EFFORT.in(settings), GRAMMAR.in(settings));
    }

    private static long memoryLimit(long set) {
        return set > 0 ? set : Runtime.getRuntime().maxMemory() / 2;
    }
}
