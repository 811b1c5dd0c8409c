package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.Answer.Match;
import io.newswatch.enrich.echo.Lookup.Asking;
import io.newswatch.enrich.echo.Lookup.Found;
import io.newswatch.enrich.echo.Sighting.RememberedArticle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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
/// `lateness`. How that is done without judging everything anew is told in [LateArrival].
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
/// sightings that are too old to be corrected the 8 oldest and 56 newest are kept and the rest only counted. An answer
/// names what the 8 oldest and 56 newest sightings before it tell, so `sources` is a lower bound, and `timesSeen` becomes
/// one after a restart.
///
/// **State.** One stored record per article ([BatchStore]); all else here is derived from it when made. Measured with a
/// million sentences of 15 to 30 words in articles of 20: 465 bytes of heap a distinct sentence here and 237 in a store that
/// keeps the encoded batches in heap; a sighting more costs about 40. Used by one thread.
public final class EchoIndex {

    private static final int ALSO_IN = 5;

    private final IndexShare share;
    private final Retention retention;
    private final BatchStore store;
    private final Postings postings;
    private final Lookup lookup;
    private final NavigableMap<ArticleOrder, RememberedArticle> articles = new TreeMap<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparingLong(Due::micros));
    private long latest = Long.MIN_VALUE;

    /// When it is worth looking which of an article's sentences can be forgotten.
    private record Due(long micros, ArticleOrder order) {}

    /// A memory that holds what is in the store.
    ///
    /// @param share which keys are filed here
    public EchoIndex(IndexShare share, Retention retention, BatchStore store) {
        this.share = share;
        this.retention = retention;
        this.store = store;
        this.postings = new Postings(retention);
        this.lookup = new Lookup(share, postings);
        store.forEach(batch -> file(batch, null));
    }

    /// How many different sentences are known.
    public int sentences() {
        return postings.size();
    }

    /// How many articles they stand in.
    public int articles() {
        return articles.size();
    }

    /// How many pairs of sentences have been compared since this was made: what the work is counted in.
    public long comparisons() {
        return lookup.comparisons();
    }

    /// Answers the sentences of an article, remembers them, and forgets what is due. Taking an article again changes
    /// nothing and gives the same answer.
    ///
    /// @return the article's own answer first, then corrections of later articles, earliest first
    public List<ReplyBatch> take(ProbeBatch batch) {
        var at = batch.order();
        var replies = new ArrayList<ReplyBatch>();
        if (articles.containsKey(at)) {
            replies.add(answer(batch));
        } else {
            boolean inTime = articles.isEmpty() || articles.lastKey().compareTo(at) < 0;
            var late = inTime ? null : new LateArrival(at, retention.latenessMicros(), postings, lookup);
            file(batch, late);
            store.put(batch);
            replies.add(answer(batch));
            if (late != null) {
                late.changes((order, changed) -> correct(order, changed, at).ifPresent(replies::add));
            }
        }
        forget();
        return replies;
    }

    private ReplyBatch answer(ProbeBatch batch) {
        var at = batch.order();
        var answers = new ArrayList<Answer>();
        for (var probe : batch.probes()) {
            var found = lookup.find(at, lookup.asking(postings.findOrDraft(probe), probe));
            if (found != null) {
                answers.add(new Answer(probe.sentence(), match(batch, found, probe)));
            }
        }
        return new ReplyBatch(at, share.partition(), false, at.arrivedMicros(), answers);
    }

    /// What has become of an article's answers; nothing when it has been forgotten.
    private Optional<ReplyBatch> correct(ArticleOrder order, Map<KnownSentence, @Nullable Found> changed,
            ArticleOrder because) {
        var batch = store.get(order);
        if (batch == null) {
            return Optional.empty();
        }
        var answers = new ArrayList<Answer>();
        for (var probe : batch.probes()) {
            var sentence = postings.find(probe);
            if (sentence != null && changed.containsKey(sentence)) {
                var found = changed.get(sentence);
                answers.add(new Answer(probe.sentence(), found == null ? null : match(batch, found, probe)));
            }
        }
        return Optional.of(new ReplyBatch(order, share.partition(), true, because.arrivedMicros(), answers));
    }

    // ---- what readers are told of a repeat

    private Match match(ProbeBatch batch, Found found, Probe probe) {
        var at = batch.order();
        var origin = found.origin();
        var own = postings.findOrDraft(probe);
        var likeness = found.likeness().verdict() == Verdict.REPEAT_CHANGED
                ? Likenesses.compare(Fingerprint.decode(found.sentence().print), probe.fingerprint())
                : found.likeness();
        var seen = new Sightings(at, found.sentence(), own);
        var echo = new Echo(origin.order().articleId(), origin.article().url(), origin.order().revision(),
                origin.start(), origin.end(), origin.order().arrivedAt(), seen.times(), seen.sources(),
                seen.alsoIn(origin), likeness.score(), likeness.deltas());
        var here = new Sighting(RememberedArticle.of(batch), probe.sentence(), probe.start(), probe.end());
        boolean exact = found.sentence() == own;
        var standing = Standing.of(probe.fingerprint(), own, here);
        if (!exact && standing == Standing.STORY) {
            standing = Standing.ofLikeness(likeness, origin, here);
        }
        return new Match(likeness.verdict(), exact, standing, origin.order(), origin.place(), echo);
    }

    /// Where an article finds the words it repeats and, where those differ, its own.
    private static final class Sightings {

        private final ArticleOrder at;
        private final List<Sighting> shown = new ArrayList<>();
        private final Set<String> articles = new HashSet<>();
        private int passedOver;

        Sightings(ArticleOrder at, KnownSentence repeated, KnownSentence own) {
            this.at = at;
            add(repeated);
            if (own != repeated) {
                add(own);
                Collections.sort(shown);
            }
            shown.forEach(sighting -> articles.add(sighting.order().articleId()));
        }

        private void add(KnownSentence sentence) {
            int life = sentence.lifeAt(at);
            if (life < 0) {
                return;
            }
            int end = sentence.before(at);
            int newest = Math.max(life, end - KnownSentence.NEWEST);
            for (int i = life; i < Math.min(newest, life + KnownSentence.OLDEST); i++) {
                shown.add(sentence.sighting(i));
            }
            for (int i = newest; i < end; i++) {
                shown.add(sentence.sighting(i));
            }
            passedOver += (life < KnownSentence.OLDEST ? sentence.dropped() : 0)
                    + Math.max(0, newest - life - KnownSentence.OLDEST);
        }

        int times() {
            return articles.size() + passedOver;
        }

        int sources() {
            return (int) shown.stream().map(sighting -> sighting.article().source()).distinct().count();
        }

        /// The latest other articles.
        List<Echo.Sighting> alsoIn(Sighting origin) {
            var others = new LinkedHashMap<String, Echo.Sighting>();
            for (var sighting : shown.reversed()) {
                var id = sighting.order().articleId();
                boolean isOther = !id.equals(origin.order().articleId()) && !id.equals(at.articleId());
                if (isOther && others.size() < ALSO_IN) {
                    others.putIfAbsent(id,
                            new Echo.Sighting(id, sighting.article().url(), sighting.order().arrivedAt()));
                }
            }
            return List.copyOf(others.values());
        }
    }

    // ---- filing

    /// @param late notes whose answers that may change; null when nothing later has been answered
    private void file(ProbeBatch batch, @Nullable LateArrival late) {
        var article = RememberedArticle.of(batch);
        articles.put(batch.order(), article);
        latest = Math.max(latest, batch.order().arrivedMicros());
        for (var probe : batch.probes()) {
            var asking = lookup.asking(postings.findOrMake(probe), probe);
            if (late != null) {
                late.comes(asking);
            }
            file(asking, new Sighting(article, probe.sentence(), probe.start(), probe.end()));
        }
        dues.add(new Due(batch.order().arrivedMicros() + retention.micros(false), batch.order()));
    }

    private void file(Asking asking, Sighting sighting) {
        var sentence = asking.sentence();
        long keepSince = latest - retention.latenessMicros();
        if (sentence.isEmpty()) {
            sentence.add(sighting, keepSince);
            postings.file(sentence, asking.keys());
        } else if (sighting.compareTo(sentence.first()) < 0) {
            postings.takeOut(sentence, asking.keys());
            sentence.add(sighting, keepSince);
            postings.file(sentence, asking.keys());
        } else {
            sentence.add(sighting, keepSince);
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
            var sentence = postings.find(probe);
            int index = sentence == null ? -1 : sentence.indexOf(order, probe.sentence());
            if (sentence == null || index < 0) {
                continue;
            }
            long death = sentence.deathOf(index);
            if (death >= now) {
                kept.add(probe);
                due = Math.max(due, death);
            } else {
                remove(sentence, index, lookup.keys(probe));
            }
        }
        if (kept.isEmpty()) {
            articles.remove(order);
            store.remove(order);
        } else {
            if (kept.size() < batch.probes().size()) {
                store.put(new ProbeBatch(order, batch.source(), batch.url(), batch.outline(), kept));
            }
            dues.add(new Due(due, order));
        }
    }

    private void remove(KnownSentence sentence, int index, long[] keys) {
        if (index > 0) {
            sentence.remove(index);
            return;
        }
        postings.takeOut(sentence, keys);
        sentence.remove(0);
        if (sentence.isEmpty()) {
            postings.forget(sentence);
        } else {
            postings.file(sentence, keys);
        }
    }
}
