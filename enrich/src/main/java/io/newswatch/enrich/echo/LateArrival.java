package io.newswatch.enrich.echo;

import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.Lookup.Asking;
import io.newswatch.enrich.echo.Lookup.Found;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/// An article that counts as earlier than others already answered, and whose answers it may change.
///
/// Asked for each of its sentences before that is filed, it notes those later sentences whose answer may become another,
/// with the answer they have now; afterwards those are judged again, and only what really changed is told.
///
/// Apart from that it notes what the sentence is ([Standing]) to the next articles that say the same words.
///
/// **Most late sentences change nothing else.** One that was known at that place, and is so from then on, leaves every life and
/// every list as it was. For the others a later sentence is noted only if
///
/// - it has the same words, or
/// - it shares a key and is an echo of the late one, or
/// - it shares a *crowded* key, in whose list the late one takes the place of a third sentence in sight, and is an echo of that.
///
/// A later sentence that is itself known from earlier on repeats that; only a REPEAT of something earlier still counts then.
///
/// **Cost.** In a crowded list a newcomer is out of sight once 56 others stand between, unless it is among the 8 oldest,
/// which few are. So a late sentence costs a bounded number of comparisons more than one in time, plus what it changes.
///
/// Who writes thousands of sentences that share their keys could make a late one concern all of them. So one article
/// makes no more than [#MOST] of them be judged again, looks for them no longer than [#MOST_STEPS] allow, and judges no longer
/// than that either; what it would have changed beyond that stays as it was published, and [#gaveUp] says so.
///
/// Made for one article, used by one thread.
final class LateArrival {

    static final int MOST = 4_096;
    /// Comparisons of two sentences, and what costs as much.
    static final int MOST_STEPS = 1 << 17;
    /// What it costs to look back on all earlier sightings of a sentence, and to find both ends of a list.
    private static final int STEPS_OF_STANDING = 8;
    private static final int STEPS_OF_ENDS = 4;

    private final ArticleOrder at;
    private final long limit;
    private final Postings postings;
    private final Lookup lookup;
    private final Map<ArticleOrder, Map<KnownSentence, @Nullable Found>> noted = new TreeMap<>();
    private final Map<KnownSentence, Asking> later = new HashMap<>();
    private final Map<Sighting, Stood> standings = new TreeMap<>();

    private int left = MOST;
    private boolean gaveUp;
    private long steps;

    /// What a sentence was to an article.
    private record Stood(Asking sentence, Standing standing) {}

    /// @param lateness how much later an article may be and still be corrected, microseconds
    LateArrival(ArticleOrder at, long lateness, Postings postings, Lookup lookup) {
        this.at = at;
        this.limit = at.arrivedMicros() + lateness;
        this.postings = postings;
        this.lookup = lookup;
        this.steps = -lookup.comparisons();
    }

    /// Notes whom this sentence concerns, before it is filed.
    void comes(Asking newcomer) {
        var sentence = newcomer.sentence();
        noteStandings(newcomer);
        if (sentence.isKnownThrough(at, limit)) {
            return;
        }
        new Newcomer(newcomer).note();
    }

    /// Whether it concerned more than it may change.
    boolean gaveUp() {
        return gaveUp;
    }

    /// Shows each sentence whose answer is another by now.
    void changes(BiConsumer<ArticleOrder, Map<KnownSentence, @Nullable Found>> visitor) {
        Map<ArticleOrder, Map<KnownSentence, @Nullable Found>> changes = new TreeMap<>();
        steps = -lookup.comparisons();
        noted.forEach((order, before) -> before.forEach((sentence, was) -> {
            var is = isLongEnough() ? was : lookup.find(order, asking(sentence));
            if (is == null ? was != null : !is.equals(was)) {
                changes.computeIfAbsent(order, _ -> new LinkedHashMap<>()).put(sentence, is);
            }
        }));
        standings.forEach((sighting, stood) -> {
            var sentence = stood.sentence.sentence();
            steps += STEPS_OF_STANDING;
            if (!isLongEnough() && Standing.of(stood.sentence.words(), sentence, sighting) != stood.standing) {
                changes.computeIfAbsent(sighting.order(), _ -> new LinkedHashMap<>()).computeIfAbsent(sentence,
                        _ -> lookup.find(sighting.order(), asking(sentence)));
            }
        });
        changes.forEach(visitor);
    }

    /// What the words are to those articles that look back on where they stand now.
    private void noteStandings(Asking newcomer) {
        var sentence = newcomer.sentence();
        int from = sentence.before(at);
        int to = Math.min(sentence.sightings(), from + Standing.LOOK_BACK);
        for (int i = from; i < to && mayBeCorrected(sentence.sighting(i)) && mayGoOn(); i++) {
            var sighting = sentence.sighting(i);
            steps += STEPS_OF_STANDING;
            standings.computeIfAbsent(sighting, _ -> new Stood(newcomer,
                    Standing.of(newcomer.words(), sentence, sighting)));
        }
    }

    private Asking asking(KnownSentence sentence) {
        return later.computeIfAbsent(sentence, lookup::asking);
    }

    private void note(ArticleOrder order, KnownSentence sentence) {
        if (left == 0) {
            gaveUp |= !noted.getOrDefault(order, Map.of()).containsKey(sentence);
            return;
        }
        var here = noted.computeIfAbsent(order, _ -> new LinkedHashMap<>());
        if (!here.containsKey(sentence)) {
            here.put(sentence, lookup.find(order, asking(sentence)));
            left--;
        }
    }

    /// Asked only where there is more to look at.
    private boolean mayGoOn() {
        boolean may = left > 0 && !isLongEnough();
        gaveUp |= !may;
        return may;
    }

    private boolean isLongEnough() {
        boolean is = steps + lookup.comparisons() >= MOST_STEPS;
        gaveUp |= is;
        return is;
    }

    private boolean mayBeCorrected(Sighting sighting) {
        return sighting.isAfter(at) && isInTime(sighting);
    }

    /// Of sightings in order, none behind one that is not.
    private boolean isInTime(Sighting sighting) {
        return sighting.micros() <= limit;
    }

    /// One sentence of the article.
    private final class Newcomer {

        private final Asking newcomer;
        private final KnownSentence sentence;
        /// Where it begins for those after it.
        private final ArticleOrder begins;
        private final Set<KnownSentence> gained = new HashSet<>();

        Newcomer(Asking newcomer) {
            this.newcomer = newcomer;
            this.sentence = newcomer.sentence();
            int life = sentence.isEmpty() ? -1 : sentence.lifeAt(at);
            this.begins = life < 0 ? at : sentence.sighting(life).order();
        }

        void note() {
            for (int i = sentence.before(at); i < sentence.sightings() && isInTime(sentence.sighting(i))
                    && mayGoOn(); i++) {
                steps++;
                if (mayBeCorrected(sentence.sighting(i))) {
                    LateArrival.this.note(sentence.sighting(i).order(), sentence);
                }
            }
            for (long key : newcomer.keys()) {
                var list = postings.under(key);
                if (list.size() < KnownSentence.OLDEST + KnownSentence.NEWEST) {
                    uncrowded(list);
                } else {
                    crowded(list);
                }
            }
        }

        private void uncrowded(IntList list) {
            for (int i = 0; i < list.size() && mayGoOn(); i++) {
                var other = postings.sentence(list.get(i));
                if (!other.equals(sentence) && other.isSaidAfter(at) && gained.add(other) && isEchoed(other)) {
                    for (int s = other.before(at); s < other.sightings() && isInTime(other.sighting(s))
                            && mayGoOn(); s++) {
                        steps++;
                        noteGain(other, other.sighting(s));
                    }
                }
            }
        }

        private boolean isEchoed(KnownSentence other) {
            return lookup.likeness(sentence, asking(other)).isEcho();
        }

        private boolean noteGain(KnownSentence other, Sighting sighting) {
            if (mayBeCorrected(sighting) && matters(sentence, begins, other, sighting)) {
                LateArrival.this.note(sighting.order(), other);
                return true;
            }
            return false;
        }

        /// Whether a later sentence's answer can hang on an earlier one.
        private boolean matters(KnownSentence earlier, ArticleOrder origin, KnownSentence other, Sighting sighting) {
            var verdict = lookup.likeness(earlier, asking(other)).verdict();
            int own = other.lifeAt(sighting.order());
            return own < 0
                    ? verdict != Verdict.NOVEL
                    : verdict == Verdict.REPEAT && origin.compareTo(other.sighting(own).order()) <= 0;
        }

        // ---- crowded lists

        private void crowded(IntList list) {
            int place = postings.before(at, list);
            int end = outOfSight(list, place);
            for (int i = 0; i < end && mayGoOn(); i++) {
                steps++;
                var other = postings.sentence(list.get(i));
                if (other.equals(sentence) || !other.isSaidAfter(at)) {
                    continue;
                }
                for (int s = other.before(at); s < other.sightings() && isInTime(other.sighting(s))
                        && mayGoOn(); s++) {
                    var sighting = other.sighting(s);
                    steps++;
                    if (end < list.size() && !sighting.isBefore(postings.sentence(list.get(end)).first().order())) {
                        break;
                    }
                    if (!noteGain(other, sighting) && mayBeCorrected(sighting)) {
                        noteLoss(list, other, sighting);
                    }
                }
            }
        }

        /// From which sentence of the list on nobody sees the newcomer, nor where it stood before; the list's size when
        /// there is none.
        private int outOfSight(IntList list, int place) {
            int first = place;
            int last = place;
            if (!sentence.isEmpty()) {
                int before = postings.before(sentence.first().order(), list);
                first = Math.min(place, before);
                last = Math.max(place, before + 1);
            }
            int older = 0;
            for (int i = 0; i < first && older < KnownSentence.OLDEST; i++) {
                older += postings.sentence(list.get(i)).isKnownThrough(at, limit) ? 1 : 0;
            }
            if (older < KnownSentence.OLDEST) {
                return list.size();
            }
            int newer = 0;
            var latest = at;
            for (int i = last; i < list.size(); i++) {
                steps++;
                var other = postings.sentence(list.get(i));
                if (newer < KnownSentence.NEWEST) {
                    newer += isKnownFromItsFirst(other) ? 1 : 0;
                    latest = other.first().order();
                } else if (other.first().isAfter(latest)) {
                    return i;
                }
            }
            return list.size();
        }

        private boolean isKnownFromItsFirst(KnownSentence other) {
            return !other.equals(sentence) && other.deathOf(0) >= limit;
        }

        /// The newcomer may push another out of sight, and where it stood before one may come into sight: the last of
        /// either end of the list.
        private void noteLoss(IntList list, KnownSentence other, Sighting sighting) {
            steps += STEPS_OF_ENDS;
            var order = sighting.order();
            int end = postings.before(order, list);
            int low = -1;
            for (int taken = 0; taken < KnownSentence.OLDEST;) {
                if (++low >= end) {
                    return;
                }
                taken += isInSight(list, low, order) ? 1 : 0;
            }
            int high = end;
            for (int taken = 0; taken < KnownSentence.NEWEST;) {
                if (--high <= low) {
                    return;
                }
                taken += isInSight(list, high, order) ? 1 : 0;
            }
            if (hangsOn(list.get(low), other, sighting) || hangsOn(list.get(high), other, sighting)) {
                LateArrival.this.note(order, other);
            }
        }

        private boolean isInSight(IntList list, int index, ArticleOrder order) {
            var other = postings.sentence(list.get(index));
            return !other.equals(sentence) && other.lifeAt(order) >= 0;
        }

        private boolean hangsOn(int number, KnownSentence other, Sighting sighting) {
            var edge = postings.sentence(number);
            return !edge.equals(other)
                    && matters(edge, edge.sighting(edge.lifeAt(sighting.order())).order(), other, sighting);
        }
    }
}
