package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.Answer.Match;
import io.newswatch.enrich.echo.Lookup.Asking;
import io.newswatch.enrich.echo.Lookup.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
/// `lateness`. How that is done without judging everything anew is told in [LateArrival].
///
/// **How it finds candidates.** A sentence is filed under each of its sampled keys (runs of three words) of this share.
/// Sentences of the same words in the same writing are one entry with several sightings. A list of entries is kept in the total order of
/// their first sightings and is looked at from both ends, the 8 oldest and 56 newest that count as earlier: the bound is
/// on what is looked at, not on what is kept, for then a late arrival pushes nothing out, and each key's list is the same
/// whatever the number of partitions. Candidates of all keys are compared oldest first up to the first REPEAT. Merging
/// the answers of all partitions therefore equals the answer of an undivided memory.
///
/// **How it forgets.** A sentence is known for a while after its latest sighting, longer when it stood in two or more
/// articles; whether it is still known is judged at the asking article's arrival, so a replay decides alike. Clearing
/// away ([Forgetting]) lags behind that by `lateness` and more, goes by a clock that one wrong date does not move ([ArrivalClock]),
/// and changes no answer. What was forgotten and said again begins anew. Only where the memory outgrows its limit
/// ([MemoryLimit]) the oldest sentences are forgotten before their time, which is counted.
///
/// **What is approximate on purpose.** Lists longer than 64 are not looked at in their middle. Of one sentence's
/// sightings that are too old to be corrected the 8 oldest and 56 newest are kept and the rest only counted. An answer
/// names what the 8 oldest and 56 newest sightings before it tell, so `sources` is a lower bound, and `timesSeen` becomes
/// one after a restart.
///
/// **State.** All there is once: sentences as runs of word numbers in [Segment]s, found through two [NumberTable]s; most of it
/// plain arrays. What must not be lost is also written, one record per article, to a [BatchStore], and comes back through
/// [#restore]. docs/decisions/0010-one-copy-of-the-memory.md tells what it takes. Used by one thread.
public final class EchoIndex implements AutoCloseable {

    /// Sentences looked at for forgetting with each article, and for each of its own.
    private static final int LOOKS = 64;
    private static final int LOOKS_EACH = 8;

    private final IndexShare share;
    private final Retention retention;
    private final MemoryLimit limit;
    private final BatchStore store;
    private final Articles articles = new Articles();
    private final Sentences sentences;
    private final Postings postings;
    private final Lookup lookup;
    private final ArticleRecords records;
    private final Forgetting forgetting;
    private final ArrivalClock clock;
    private final RecentArrivals arrivals;
    private long used;
    /// Of no use but to be written.
    @SuppressWarnings("UnusedVariable")
    private int near;
    private long givenUp;

    /// An empty memory without a limit.
    ///
    /// @param share which keys are filed here
    /// @param store where it writes what it must not lose; what is there from before comes by [#restore]
    public EchoIndex(IndexShare share, Retention retention, BatchStore store) {
        this(share, retention, MemoryLimit.none(), store);
    }

    /// An empty memory that keeps to a limit.
    public EchoIndex(IndexShare share, Retention retention, MemoryLimit limit, BatchStore store) {
        this.share = share;
        this.retention = retention;
        this.limit = limit;
        this.store = store;
        this.sentences = new Sentences(articles, retention, limit.segmentSize());
        this.postings = new Postings(sentences);
        this.lookup = new Lookup(share, postings);
        this.records = new ArticleRecords(articles, sentences, retention, store);
        this.forgetting = new Forgetting(sentences, postings, articles, records, lookup, retention);
        this.clock = new ArrivalClock(retention.latenessMicros());
        this.arrivals = new RecentArrivals(retention.latenessMicros());
    }

    /// How many different sentences are known.
    public int sentences() {
        return sentences.size();
    }

    /// How many articles they stand in.
    public int articles() {
        return articles.size();
    }

    /// How many pairs of sentences have been compared since this was made: what the work is counted in.
    public long comparisons() {
        return lookup.comparisons();
    }

    /// How many sentences were forgotten before their time because the memory outgrew its limit.
    public long forgottenEarly() {
        return forgetting.forgottenEarly();
    }

    /// How many late articles concerned more answers than one may change, so that some stayed as they were.
    public long givenUp() {
        return givenUp;
    }

    /// How many sentences were moved to make room.
    long moved() {
        return forgetting.moved();
    }

    /// The heap it takes, all in all, in bytes.
    public long bytes() {
        return used;
    }

    /// The heap it takes, by part.
    public MemoryUse use() {
        return new MemoryUse(sentences.segments().bytes(), sentences.segments().vocabularyBytes(),
                sentences.tableBytes(),
                postings.tableBytes(), postings.listBytes(), sentences.sightingBytes(), articles.bytes(),
                articles.placesBytes());
    }

    /// Answers the sentences of an article, remembers them, and forgets what is due. Taking an article again changes
    /// nothing and gives the same answer.
    ///
    /// @return the article's own answer first, then corrections of later articles, earliest first
    public List<ReplyBatch> take(ProbeBatch batch) {
        var at = batch.order();
        var replies = new ArrayList<ReplyBatch>();
        if (articles.find(at) >= 0) {
            replies.add(answer(batch, askAgain(batch)));
        } else {
            var late = arrivals.isLate(at)
                    ? new LateArrival(at, retention.latenessMicros(), postings, lookup)
                    : null;
            var asked = file(batch, late);
            store.put(batch);
            replies.add(answer(batch, asked));
            if (late != null) {
                late.changes((order, changed) -> correct(order, changed, at).ifPresent(replies::add));
                givenUp += late.gaveUp() ? 1 : 0;
            }
        }
        forgetting.some(clock.now(), LOOKS + LOOKS_EACH * batch.probes().size());
        keepToLimit();
        records.store();
        return replies;
    }

    /// Takes in what was stored of an article; to be called before any article is taken. What the limit makes it forget
    /// meanwhile stays stored: the share may be here for a moment only, until another process has it again.
    ///
    /// @param batch null when it was removed
    public void restore(ArticleOrder order, @Nullable ProbeBatch batch) {
        int known = articles.find(order);
        if (known >= 0) {
            forgetting.drop(known);
        }
        if (batch != null) {
            file(batch, null);
        }
        keepToLimit();
        records.settle();
        records.leaveStored();
    }

    private void keepToLimit() {
        account();
        while (limit.isExceeded() && forgetting.early(clock.now())) {
            account();
        }
    }

    private void account() {
        long now = use().total();
        limit.use(now - used);
        used = now;
    }

    /// Gives back its part of the limit.
    @Override
    public void close() {
        limit.use(-used);
        used = 0;
    }

    private List<Asking> askAgain(ProbeBatch batch) {
        return batch.probes().stream()
                .map(probe -> {
                    int number = sentences.find(probe, probe.identity());
                    return lookup.asking(KnownSentence.of(number, sentences, probe.fingerprint()), probe);
                }).toList();
    }

    private ReplyBatch answer(ProbeBatch batch, List<Asking> asked) {
        var at = batch.order();
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < asked.size(); i++) {
            var asking = asked.get(i);
            var found = asking.isAlone() ? null : lookup.find(at, asking);
            if (found != null) {
                var probe = batch.probes().get(i);
                answers.add(new Answer(probe.sentence(), match(at, found, probe, asking.sentence())));
            }
        }
        return new ReplyBatch(at, share.partition(), false, at.arrivedMicros(), answers);
    }

    /// What has become of an article's answers; nothing when it has been forgotten.
    private Optional<ReplyBatch> correct(ArticleOrder order, Map<KnownSentence, @Nullable Found> changed,
            ArticleOrder because) {
        int article = articles.find(order);
        var said = article < 0 ? null : articles.said(article);
        if (said == null || !Said.hasPlaces(said)) {
            return Optional.empty();
        }
        var answers = new ArrayList<Answer>();
        for (var entry : Said.read(said)) {
            var sentence = postings.sentence(entry.number);
            if (changed.containsKey(sentence)) {
                var found = changed.get(sentence);
                answers.add(new Answer(entry.place,
                        found == null ? null : match(order, found, records.probe(entry), sentence)));
            }
        }
        return Optional.of(new ReplyBatch(order, share.partition(), true, because.arrivedMicros(), answers));
    }

    // ---- what readers are told of a repeat

    private Match match(ArticleOrder at, Found found, Probe probe, KnownSentence own) {
        var origin = found.origin();
        var order = origin.order();
        var likeness = found.likeness().verdict() == Verdict.REPEAT_CHANGED
                ? Likenesses.compare(found.sentence().print(), probe.fingerprint())
                : found.likeness();
        var provenance = new Provenance(at, found.sentence(), own);
        var echo = new Echo(order.articleId(), origin.url(), order.revision(), origin.start(), origin.end(),
                order.arrivedAt(), provenance.times(), provenance.sources(), provenance.alsoIn(order.articleId()),
                likeness.score(),
                likeness.deltas());
        var here = new Sighting(articles, articles.find(at), probe.sentence(), probe.start(), probe.end());
        boolean exact = found.sentence().equals(own)
                || (likeness.score() >= 1 && found.sentence().print().sameWords(probe.fingerprint()));
        var standing = Standing.of(probe.fingerprint(), own, here);
        if (!found.sentence().equals(own) && standing == Standing.STORY) {
            standing = Standing.ofLikeness(likeness, origin, here);
        }
        return new Match(likeness.verdict(), exact, standing, order, origin.place(), echo);
    }

    // ---- filing

    /// @param late notes whose answers that may change; null when nothing later has been answered
    /// @return its sentences, ready to be judged
    private List<Asking> file(ProbeBatch batch, @Nullable LateArrival late) {
        var order = batch.order();
        boolean wentBack = clock.sees(order.arrivedMicros(), articles.size());
        if (wentBack) {
            sentences.segments().makeDue(clock.now());
        }
        arrivals.add(order);
        int article = articles.add(batch);
        var asked = new ArrayList<Asking>(batch.probes().size());
        var said = new ArrayList<Said.Entry>(batch.probes().size());
        var probes = batch.probes();
        var identities = new long[probes.size()];
        var keys = new long[probes.size()][];
        bringNear(probes, identities, keys);
        for (int i = 0; i < identities.length; i++) {
            var asking = file(article, probes.get(i), identities[i], keys[i], late);
            asked.add(asking);
            said.add(Said.Entry.of(asking.sentence().number, probes.get(i)));
        }
        articles.said(article, Said.write(said, said.size(), true));
        articles.shrunk(article);
        records.comes(article);
        return asked;
    }

    /// Works out under what an article's sentences are filed, and brings all those places near.
    private void bringNear(List<Probe> probes, long[] identities, long[][] keys) {
        int there = 0;
        for (int i = 0; i < identities.length; i++) {
            identities[i] = probes.get(i).identity();
            keys[i] = lookup.keys(probes.get(i));
            there ^= sentences.near(identities[i]) ^ postings.near(keys[i]);
        }
        near = there;
    }

    private Asking file(int article, Probe probe, long identity, long[] keys, @Nullable LateArrival late) {
        int number = sentences.find(probe, identity);
        if (late != null) {
            late.comes(new Asking(KnownSentence.of(number, sentences, probe.fingerprint()),
                    probe.fingerprint(), keys, false));
        }
        boolean alone = false;
        if (number < 0) {
            number = sentences.add(probe, identity, article, clock.now());
            alone = postings.file(number, keys);
        } else {
            long keepSince = clock.now() - retention.latenessMicros();
            if (sentences.isBeforeFirst(number, article, probe.sentence())) {
                long[] filed = lookup.keys(sentences.tokens(number), sentences.isTitle(number));
                postings.takeOut(number, filed);
                sentences.see(number, article, probe, keepSince);
                postings.file(number, filed);
            } else {
                sentences.see(number, article, probe, keepSince);
            }
        }
        return new Asking(new KnownSentence(number, sentences), probe.fingerprint(), keys, alone);
    }
}
