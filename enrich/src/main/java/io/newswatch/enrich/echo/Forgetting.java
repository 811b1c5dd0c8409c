package io.newswatch.enrich.echo;

import java.util.HashSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// Clears away what nobody can repeat any more.
///
/// **By segments.** Once all of a segment is old its sentences are looked at one by one, some with each article that comes: those
/// whose time is over are forgotten, the few others move to an open segment, what stood in several articles to that of
/// the catalogue; then the segment goes as a whole. So room is found without looking for it, and what stays for long lies together.
///
/// **Early.** Where the memory has grown beyond its limit the oldest young segment is cleared at once: what stood in one article
/// only is forgotten, what stood in several goes into the catalogue; a segment of which most does is put there as it is, so that
/// they need not be moved. When the catalogue has outgrown all that is young, its oldest segment goes: what was said lately gets
/// a second chance in the open segment, half of the sentences at most, and the rest is forgotten. So nothing is moved without
/// as much being forgotten, the work for one article is bounded by some segments, and neither row can drive out the other.
///
/// Used by one thread.
final class Forgetting {

    private final Sentences sentences;
    private final Postings postings;
    private final Articles articles;
    private final ArticleRecords records;
    private final Lookup lookup;
    private final Retention retention;
    /// The segment looked through, and how far.
    private @Nullable Segment current;
    private int reached;
    private long forgottenEarly;
    private long moved;

    Forgetting(Sentences sentences, Postings postings, Articles articles, ArticleRecords records, Lookup lookup,
            Retention retention) {
        this.sentences = sentences;
        this.postings = postings;
        this.articles = articles;
        this.records = records;
        this.lookup = lookup;
        this.retention = retention;
    }

    /// How many sentences the limit has cost so far.
    long forgottenEarly() {
        return forgottenEarly;
    }

    /// How many sentences have been moved to another segment so far.
    long moved() {
        return moved;
    }

    /// Forgets what is due.
    ///
    /// @param now    by the memory's clock, microseconds since 1970
    /// @param budget how many sentences and sightings to look at, about
    void some(long now, int budget) {
        records.forgetPlaces(now);
        long before = now - retention.latenessMicros();
        for (int left = budget; left > 0;) {
            var segment = current;
            if (segment == null) {
                segment = sentences.segments().due(before);
                if (segment == null) {
                    break;
                }
                current = segment;
                reached = 0;
            }
            if (reached < segment.count()) {
                left -= look((segment.slot << Segment.BITS) | reached++, now, before);
            } else {
                free(segment);
            }
        }
        records.putDown();
    }

    /// Clears a segment, whether or not it is due.
    ///
    /// @return whether there was one
    boolean early(long now) {
        var segment = sentences.segments().first(now);
        if (segment == null) {
            return false;
        }
        int known = sentences.size();
        if (sentences.segments().isCatalogue(segment)) {
            forgetUnlessLately(segment, now - retention.micros(false));
            move(segment, now);
            free(segment);
        } else if (2 * forgetUnlessCatalogued(segment) > segment.count()) {
            sentences.segments().catalogue(segment, now);
            leave(segment);
        } else {
            move(segment, now);
            free(segment);
        }
        records.putDown();
        records.settle();
        forgottenEarly += known - sentences.size();
        return true;
    }

    /// @return how many are left
    private int forgetUnlessCatalogued(Segment segment) {
        return forgetUnless(segment, segment.count(), Sightings::isCatalogued);
    }

    private void forgetUnlessLately(Segment segment, long since) {
        forgetUnless(segment, segment.count() / 2, seen -> seen.micros(seen.size() - 1) >= since);
    }

    /// @param most how many may be left
    /// @return how many are left
    private int forgetUnless(Segment segment, int most, Predicate<Sightings> stays) {
        int left = 0;
        for (int local = 0; local < segment.count(); local++) {
            if (segment.where(local) != Segment.GONE) {
                int number = (segment.slot << Segment.BITS) | local;
                var seen = sentences.sightings(number);
                if (left < most && stays.test(seen)) {
                    left++;
                } else {
                    remove(number, seen, seen.size());
                }
            }
        }
        return left;
    }

    private void move(Segment segment, long now) {
        for (int local = 0; local < segment.count(); local++) {
            if (segment.where(local) != Segment.GONE) {
                int number = (segment.slot << Segment.BITS) | local;
                move(number, sentences.sightings(number), now);
            }
        }
    }

    private void free(Segment segment) {
        lookup.forget();
        sentences.segments().free(segment);
        leave(segment);
    }

    private void leave(Segment segment) {
        if (segment.equals(current)) {
            current = null;
        }
    }

    /// @return what that cost: one, and one for each sighting if it had to go or to move
    private int look(int number, long now, long before) {
        if (sentences.where(number) == Segment.GONE) {
            return 1;
        }
        var seen = sentences.sightings(number);
        int sightings = seen.size();
        int dead = 0;
        while (dead < sightings && seen.deathOf(dead) < before) {
            dead++;
        }
        if (dead > 0) {
            remove(number, seen, dead);
        }
        if (dead < sightings) {
            move(number, sentences.sightings(number), now);
        }
        return 1 + sightings;
    }

    /// Removes the first sightings of a sentence.
    private void remove(int number, Sightings seen, int dead) {
        boolean all = dead == seen.size();
        var words = sentences.print(number);
        boolean title = sentences.isTitle(number);
        var keys = lookup.keys(words, title);
        postings.takeOut(number, keys);
        for (int i = 0; i < dead; i++) {
            int article = seen.article(all ? i : 0);
            if (!all) {
                sentences.removeSighting(number, 0);
            }
            records.remove(article, number);
        }
        if (all) {
            sentences.remove(number, Probe.identity(words, title));
        } else {
            postings.file(number, keys);
        }
    }

    private void move(int number, Sightings seen, long now) {
        var print = sentences.print(number);
        boolean title = sentences.isTitle(number);
        int copy = sentences.copy(number, print, Probe.identity(print, title), seen.isCatalogued(), now);
        postings.renumber(number, copy, lookup.keys(print, title));
        sentences.leave(number);
        for (int i = 0; i < seen.size(); i++) {
            records.renumber(seen.article(i), number, copy);
        }
        moved++;
    }

    /// Forgets an article and all it said.
    void drop(int article) {
        var said = articles.said(article);
        if (said != null) {
            var numbers = new HashSet<Integer>();
            Said.read(said).forEach(entry -> numbers.add(entry.number));
            numbers.forEach(number -> drop(article, number));
        }
        articles.remove(article);
        lookup.forget();
    }

    private void drop(int article, int number) {
        int index = sentences.indexOf(article, number);
        if (index < 0) {
            return;
        }
        var seen = sentences.sightings(number);
        var words = sentences.print(number);
        boolean title = sentences.isTitle(number);
        var keys = lookup.keys(words, title);
        postings.takeOut(number, keys);
        if (seen.size() == 1) {
            sentences.remove(number, Probe.identity(words, title));
        } else {
            sentences.removeSighting(number, index);
            postings.file(number, keys);
        }
    }
}
