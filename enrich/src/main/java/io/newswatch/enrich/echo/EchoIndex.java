package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.Answer.Match;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// The memory of what was said, or one index partition's share of it.
///
/// **What it answers.** For each sentence of an article: the earliest earlier sentence that it repeats; failing that the
/// most similar one that it repeats with a changed fact (of equals the earliest); else nothing. *Earlier* is the total
/// order of articles ([ArticleOrder]), never the order in which they happened to get here, and matching is direct, never
/// through a third sentence. So an answer is a function of the set of earlier sentences alone.
///
/// **Order-free.** An article that gets here late, but counts as earlier, may change answers given before: [#take] then
/// also returns corrections, the full new answers of the sentences concerned. Whoever keeps the last answer of each
/// sentence ends with the same answers whatever the order of arrival, as long as nothing is later than the retention's
/// `lateness`.
///
/// **How it finds candidates.** A sentence is filed under each of its sampled keys (runs of four words) of this share.
/// Sentences of the same words are one entry with several sightings. A list of entries is kept in the total order of
/// their first sightings and is looked at from both ends, the 8 oldest and 56 newest that count as earlier: the bound is
/// on what is looked at, not on what is kept, for then a late arrival pushes nothing out, and each key's list is the same
/// whatever the number of partitions. Candidates of all keys are compared oldest first up to the first REPEAT. Merging
/// the answers of all partitions therefore equals the answer of an undivided memory.
///
/// **How it forgets.** A sentence is known for a while after its latest sighting, longer when it stood in two or more
/// articles; whether it is still known is judged at the asking article's arrival, so a replay decides alike. Clearing
/// away lags behind that by `lateness` and changes no answer. What was forgotten and said again begins anew.
///
/// **What is approximate on purpose.** Lists longer than 64 are not looked at in their middle. Of one sentence's
/// sightings the 8 oldest and 56 newest are kept and the rest only counted, so `sources` is a lower bound, and
/// `timesSeen` becomes one after a restart.
///
/// **State.** One stored record per article ([BatchStore]); all else here is derived from it when made. About 350 bytes
/// of heap a distinct sentence. Used by one thread.
public final class EchoIndex {

    private static final int OLDEST = 8;
    private static final int NEWEST = 56;
    private static final int ALSO_IN = 5;
    private static final Comparison SAME_WORDS = new Comparison(Verdict.REPEAT, 1, List.of());

    private final IndexShare share;
    private final Retention retention;
    private final BatchStore store;
    private final NavigableMap<ArticleOrder, Article> articles = new TreeMap<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparingLong(Due::micros));
    /// Identity of a sentence to the number of its entry.
    private final LongIntMap numbers = new LongIntMap();
    private final List<@Nullable Entry> entries = new ArrayList<>();
    private final Deque<Integer> freeEntries = new ArrayDeque<>();
    /// Key to the number of the only entry filed there, or to the complement of the number of a list of entries.
    private final LongIntMap postings = new LongIntMap();
    private final List<@Nullable IntList> lists = new ArrayList<>();
    private final Deque<Integer> freeLists = new ArrayDeque<>();
    private long latest = Long.MIN_VALUE;
    private int lookup;

    /// A remembered article.
    private record Article(ArticleOrder order, String source, @Nullable String url) {}

    /// A sentence in an article.
    private record Sighting(Article article, int place, int start, int end) implements Comparable<Sighting> {

        long micros() {
            return article.order.arrivedMicros();
        }

        boolean isIn(Article other) {
            return article.order.equals(other.order);
        }

        boolean isBefore(ArticleOrder order) {
            return article.order.compareTo(order) < 0;
        }

        @Override
        public int compareTo(Sighting other) {
            int order = article.order.compareTo(other.article.order);
            return order == 0 ? Integer.compare(place, other.place) : order;
        }
    }

    /// Sentences of the same words.
    private static final class Entry {
        final int number;
        final long identity;
        final byte[] print;
        /// In total order; never empty while filed.
        final List<Sighting> sightings = new ArrayList<>(1);
        int dropped;
        /// The last lookup that came across this entry.
        int lookup;

        Entry(int number, long identity, byte[] print) {
            this.number = number;
            this.identity = identity;
            this.print = print;
        }

        Sighting first() {
            return sightings.getFirst();
        }
    }

    /// An entry that a sentence may repeat, and where its words first stood as the asking article sees it.
    private record Candidate(Entry entry, int since) {
        Sighting origin() {
            return entry.sightings.get(since);
        }
    }

    private record Due(long micros, ArticleOrder order) {}

    /// A memory that holds what is in the store.
    ///
    /// @param share which keys are filed here
    public EchoIndex(IndexShare share, Retention retention, BatchStore store) {
        this.share = share;
        this.retention = retention;
        this.store = store;
        store.forEach(this::file);
    }

    /// How many different sentences are known.
    public int sentences() {
        return numbers.size();
    }

    /// How many articles they stand in.
    public int articles() {
        return articles.size();
    }

    /// Answers the sentences of an article, remembers them, and forgets what is due. Taking an article again changes
    /// nothing and gives the same answer.
    ///
    /// @return the article's own answer first, then corrections of later articles, earliest first
    public List<ReplyBatch> take(ProbeBatch batch) {
        if (!articles.containsKey(batch.order())) {
            file(batch);
            store.put(batch);
        }
        var replies = new ArrayList<ReplyBatch>();
        replies.add(answer(batch));
        replies.addAll(corrections(batch));
        forget();
        return replies;
    }

    private ReplyBatch answer(ProbeBatch batch) {
        var answers = batch.probes().stream().map(probe -> new Answer(probe.sentence(), match(batch.order(), probe)))
                .filter(answer -> answer.match() != null).toList();
        return new ReplyBatch(batch.order(), share.partition(), false, batch.order().arrivedMicros(), answers);
    }

    // ---- looking up

    private @Nullable Match match(ArticleOrder at, Probe probe) {
        long identity = probe.identity();
        var own = entryOf(identity);
        boolean isShort = probe.fingerprint().isShort();
        Match best = null;
        for (var candidate : candidates(at, probe, own)) {
            var comparison = candidate.entry == own
                    ? SAME_WORDS
                    : compare(candidate.entry, probe.fingerprint(), isShort);
            if (comparison.isEcho()) {
                var match = match(at, candidate, own, comparison);
                if (match.verdict() == Verdict.REPEAT) {
                    return match;
                }
                best = best == null || match.isBetterThan(best) ? match : best;
            }
        }
        return best;
    }

    private static Comparison compare(Entry earlier, Fingerprint later, boolean isShort) {
        var print = Fingerprint.decode(earlier.print);
        return isShort
                ? SentenceComparison.compareBesideRepeat(print, later)
                : SentenceComparison.compare(print, later);
    }

    /// Those that a sentence may repeat, in the order in which they were first said. A short sentence that is known word
    /// for word repeats just that.
    private List<Candidate> candidates(ArticleOrder at, Probe probe, @Nullable Entry own) {
        lookup++;
        var candidates = new ArrayList<Candidate>();
        if (own != null) {
            boolean known = consider(at, own, candidates);
            if (known && probe.fingerprint().isShort()) {
                return candidates;
            }
        }
        for (long key : keys(probe)) {
            int posting = postings.get(key);
            if (posting >= 0) {
                consider(at, entry(posting), candidates);
            } else if (posting != LongIntMap.NONE) {
                bothEnds(at, list(posting), candidates);
            }
        }
        candidates.sort(Comparator.comparing(Candidate::origin));
        return candidates;
    }

    private void bothEnds(ArticleOrder at, IntList list, List<Candidate> candidates) {
        int end = list.lowerBound(number -> !entry(number).first().isBefore(at));
        int low = 0;
        for (int taken = 0; low < end && taken < OLDEST; low++) {
            taken += consider(at, entry(list.get(low)), candidates) ? 1 : 0;
        }
        int high = end - 1;
        for (int taken = 0; high >= low && taken < NEWEST; high--) {
            taken += consider(at, entry(list.get(high)), candidates) ? 1 : 0;
        }
    }

    /// @return whether the entry is known to an article at that place
    private boolean consider(ArticleOrder at, Entry entry, List<Candidate> candidates) {
        int since = lifeAt(entry, at);
        if (since < 0) {
            return false;
        }
        if (entry.lookup != lookup) {
            entry.lookup = lookup;
            candidates.add(new Candidate(entry, since));
        }
        return true;
    }

    /// The sighting from which on an entry has been known without a break up to an article.
    ///
    /// @return its index; -1 when the entry is not known to that article
    private int lifeAt(Entry entry, ArticleOrder at) {
        int since = -1;
        long known = 0;
        boolean shared = false;
        for (int i = 0; i < entry.sightings.size() && entry.sightings.get(i).isBefore(at); i++) {
            var sighting = entry.sightings.get(i);
            if (since < 0 || sighting.micros() > known) {
                since = i;
                shared = false;
            } else {
                shared |= !isSameArticle(entry.sightings.get(since), sighting);
            }
            known = sighting.micros() + retention.micros(shared);
        }
        return since >= 0 && at.arrivedMicros() <= known ? since : -1;
    }

    private static boolean isSameArticle(Sighting a, Sighting b) {
        return a.article.order.articleId().equals(b.article.order.articleId());
    }

    private Match match(ArticleOrder at, Candidate candidate, @Nullable Entry own, Comparison comparison) {
        var origin = candidate.origin();
        var order = origin.article.order;
        var seen = sightings(at, candidate, own);
        var ids = new HashSet<String>();
        var sources = new HashSet<String>();
        var alsoIn = new ArrayList<Echo.Sighting>();
        for (var sighting : seen.reversed()) {
            var id = sighting.article.order.articleId();
            sources.add(sighting.article.source);
            if (ids.add(id) && !id.equals(order.articleId()) && !id.equals(at.articleId()) && alsoIn.size() < ALSO_IN) {
                alsoIn.add(new Echo.Sighting(id, sighting.article.url, sighting.article.order.arrivedAt()));
            }
        }
        int dropped = candidate.entry.dropped + (own == null || own == candidate.entry ? 0 : own.dropped);
        var echo = new Echo(order.articleId(), origin.article.url, order.revision(), origin.start, origin.end,
                order.arrivedAt(), ids.size() + dropped, sources.size(), alsoIn, comparison.score(),
                comparison.deltas());
        return new Match(comparison.verdict(), candidate.entry == own, order, origin.place, echo);
    }

    /// All sightings, in order, of the words that are repeated and, where those differ, of the repeating words.
    private List<Sighting> sightings(ArticleOrder at, Candidate candidate, @Nullable Entry own) {
        var seen = new ArrayList<Sighting>();
        addSightings(at, candidate.entry, candidate.since, seen);
        if (own != null && own != candidate.entry) {
            addSightings(at, own, lifeAt(own, at), seen);
            Collections.sort(seen);
        }
        return seen;
    }

    private static void addSightings(ArticleOrder at, Entry entry, int since, List<Sighting> seen) {
        for (int i = since; i >= 0 && i < entry.sightings.size() && entry.sightings.get(i).isBefore(at); i++) {
            seen.add(entry.sightings.get(i));
        }
    }

    // ---- correcting what was answered before

    private List<ReplyBatch> corrections(ProbeBatch batch) {
        if (articles.isEmpty() || batch.order().equals(articles.lastKey())) {
            return List.of();
        }
        var concerned = new TreeMap<ArticleOrder, Set<Long>>();
        var crowdedKeys = new HashSet<Long>();
        for (var probe : batch.probes()) {
            concerned(batch.order(), probe, concerned, crowdedKeys);
        }
        if (!crowdedKeys.isEmpty()) {
            crowded(batch.order(), crowdedKeys, concerned);
        }
        var replies = new ArrayList<ReplyBatch>();
        concerned.forEach((order, identities) -> {
            var later = store.get(order);
            if (later != null) {
                var answers = later.probes().stream().filter(probe -> identities.contains(probe.identity()))
                        .map(probe -> new Answer(probe.sentence(), match(order, probe))).toList();
                replies.add(new ReplyBatch(order, share.partition(), true, batch.order().arrivedMicros(), answers));
            }
        });
        return replies;
    }

    /// Collects the sentences that count as later than this one and may be judged anew because of it.
    private void concerned(ArticleOrder at, Probe probe, Map<ArticleOrder, Set<Long>> concerned,
            Set<Long> crowdedKeys) {
        var own = entryOf(probe.identity());
        if (own != null) {
            sightingsAfter(at, own, concerned);
        }
        for (long key : keys(probe)) {
            int posting = postings.get(key);
            if (posting == LongIntMap.NONE || posting >= 0) {
                continue;
            }
            var list = list(posting);
            if (list.size() > OLDEST + NEWEST) {
                crowdedKeys.add(key);
                continue;
            }
            for (int i = list.size() - 1; i >= 0; i--) {
                var entry = entry(list.get(i));
                if (entry.first().article.order.compareTo(at) <= 0) {
                    break;
                }
                if (entry != own && mayRepeat(entry, probe)) {
                    sightingsAfter(at, entry, concerned);
                }
            }
        }
    }

    /// In a crowded list a newcomer may push any other out of a later sentence's sight.
    private void crowded(ArticleOrder at, Set<Long> keys, Map<ArticleOrder, Set<Long>> concerned) {
        for (var order : articles.tailMap(at, false).keySet()) {
            if (order.arrivedMicros() - at.arrivedMicros() > retention.latenessMicros()) {
                return;
            }
            var batch = store.get(order);
            if (batch != null) {
                batch.probes().stream().filter(probe -> Arrays.stream(keys(probe)).anyMatch(keys::contains)).forEach(
                        probe -> concerned.computeIfAbsent(order, _ -> new HashSet<>()).add(probe.identity()));
            }
        }
    }

    private static boolean mayRepeat(Entry later, Probe earlier) {
        return SentenceComparison.compareBesideRepeat(earlier.fingerprint(), Fingerprint.decode(later.print)).isEcho();
    }

    private void sightingsAfter(ArticleOrder at, Entry entry, Map<ArticleOrder, Set<Long>> concerned) {
        for (var sighting : entry.sightings.reversed()) {
            if (sighting.article.order.compareTo(at) <= 0) {
                break;
            }
            if (sighting.micros() - at.arrivedMicros() <= retention.latenessMicros()) {
                concerned.computeIfAbsent(sighting.article.order, _ -> new HashSet<>()).add(entry.identity);
            }
        }
    }

    // ---- filing

    private void file(ProbeBatch batch) {
        var article = new Article(batch.order(), batch.source(), batch.url());
        articles.put(batch.order(), article);
        for (var probe : batch.probes()) {
            file(article, probe);
        }
        latest = Math.max(latest, batch.order().arrivedMicros());
        dues.add(new Due(batch.order().arrivedMicros() + retention.micros(false), batch.order()));
    }

    private void file(Article article, Probe probe) {
        var sighting = new Sighting(article, probe.sentence(), probe.start(), probe.end());
        var known = entryOf(probe.identity());
        if (known == null) {
            var entry = newEntry(probe);
            entry.sightings.add(sighting);
            Arrays.stream(keys(probe)).forEach(key -> addPosting(key, entry));
            return;
        }
        int place = -1 - Collections.binarySearch(known.sightings, sighting);
        boolean sameText = place < 0 || (place > 0 && known.sightings.get(place - 1).isIn(article))
                || (place < known.sightings.size() && known.sightings.get(place).isIn(article));
        if (sameText) {
            return;
        }
        if (place == 0) {
            var keys = keys(probe);
            Arrays.stream(keys).forEach(key -> removePosting(key, known));
            known.sightings.addFirst(sighting);
            Arrays.stream(keys).forEach(key -> addPosting(key, known));
        } else {
            known.sightings.add(place, sighting);
        }
        if (known.sightings.size() > OLDEST + NEWEST) {
            known.sightings.remove(OLDEST);
            known.dropped++;
        }
    }

    private Entry newEntry(Probe probe) {
        var free = freeEntries.poll();
        int number = free == null ? entries.size() : free;
        var entry = new Entry(number, probe.identity(), probe.fingerprint().encode());
        if (free == null) {
            entries.add(entry);
        } else {
            entries.set(number, entry);
        }
        numbers.put(entry.identity, number);
        return entry;
    }

    private void addPosting(long key, Entry entry) {
        int posting = postings.get(key);
        if (posting == LongIntMap.NONE) {
            postings.put(key, entry.number);
            return;
        }
        IntList list;
        if (posting >= 0) {
            list = new IntList();
            list.add(posting);
            postings.put(key, ~newList(list));
        } else {
            list = list(posting);
        }
        list.insert(list.lowerBound(number -> entry(number).first().compareTo(entry.first()) > 0), entry.number);
    }

    private int newList(IntList list) {
        var free = freeLists.poll();
        if (free == null) {
            lists.add(list);
            return lists.size() - 1;
        }
        lists.set(free, list);
        return free;
    }

    private void removePosting(long key, Entry entry) {
        int posting = postings.get(key);
        if (posting >= 0) {
            postings.remove(key);
            return;
        }
        var list = list(posting);
        list.remove(list.lowerBound(number -> entry(number).first().compareTo(entry.first()) >= 0));
        if (list.size() == 1) {
            lists.set(~posting, null);
            freeLists.add(~posting);
            postings.put(key, list.get(0));
        }
    }

    // ---- forgetting

    private void forget() {
        long now = latest - retention.latenessMicros();
        for (var due = dues.peek(); due != null && due.micros < now; due = dues.peek()) {
            dues.poll();
            forget(due.order, now);
        }
    }

    /// Clears away those sentences of an article that nobody can repeat any more.
    private void forget(ArticleOrder order, long now) {
        var batch = store.get(order);
        if (batch == null) {
            return;
        }
        var kept = new ArrayList<Probe>();
        long due = 0;
        for (var probe : batch.probes()) {
            var entry = entryOf(probe.identity());
            int index = entry == null ? -1 : sightingOf(entry, order, probe.sentence());
            if (entry == null || index < 0) {
                continue;
            }
            long death = deathOf(entry, index);
            if (death >= now) {
                kept.add(probe);
                due = Math.max(due, death);
            } else {
                removeSighting(entry, index, keys(probe));
            }
        }
        if (kept.isEmpty()) {
            articles.remove(order);
            store.remove(order);
        } else {
            if (kept.size() < batch.probes().size()) {
                store.put(new ProbeBatch(order, batch.source(), batch.url(), kept));
            }
            dues.add(new Due(due, order));
        }
    }

    private static int sightingOf(Entry entry, ArticleOrder order, int place) {
        for (int i = 0; i < entry.sightings.size(); i++) {
            var sighting = entry.sightings.get(i);
            if (sighting.place == place && sighting.article.order.equals(order)) {
                return i;
            }
        }
        return -1;
    }

    /// The last moment at which a sighting counts, after all that is known of its entry.
    private long deathOf(Entry entry, int index) {
        int since = 0;
        boolean shared = false;
        long known = Long.MIN_VALUE;
        for (int i = 0; i < entry.sightings.size(); i++) {
            var sighting = entry.sightings.get(i);
            if (i > 0 && sighting.micros() > known) {
                if (i > index) {
                    return known;
                }
                since = i;
                shared = false;
            } else {
                shared |= !isSameArticle(entry.sightings.get(since), sighting);
            }
            known = sighting.micros() + retention.micros(shared);
        }
        return known;
    }

    private void removeSighting(Entry entry, int index, long[] keys) {
        if (index > 0) {
            entry.sightings.remove(index);
            return;
        }
        Arrays.stream(keys).forEach(key -> removePosting(key, entry));
        entry.sightings.removeFirst();
        if (entry.sightings.isEmpty()) {
            numbers.remove(entry.identity);
            entries.set(entry.number, null);
            freeEntries.add(entry.number);
        } else {
            Arrays.stream(keys).forEach(key -> addPosting(key, entry));
        }
    }

    // ---- small parts

    private long[] keys(Probe probe) {
        return probe.keys().filter(share::holds).toArray();
    }

    private @Nullable Entry entryOf(long identity) {
        int number = numbers.get(identity);
        return number == LongIntMap.NONE ? null : entry(number);
    }

    private Entry entry(int number) {
        var entry = entries.get(number);
        if (entry == null) {
            throw new IllegalStateException("no entry " + number);
        }
        return entry;
    }

    private IntList list(int posting) {
        var list = lists.get(~posting);
        if (list == null) {
            throw new IllegalStateException("no list " + ~posting);
        }
        return list;
    }
}
