package io.newswatch.enrich.echo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Clears away what nobody can repeat any more.
///
/// **By segments.** Once all of a segment is old its sentences are looked at one by one, some with each article that comes: those
/// whose time is over are forgotten, the few others move to the newest segment, and then the segment goes as a whole. So room
/// is found without looking for it, and what stays for long (the catalogue) lies together.
///
/// **Early.** Where the memory has grown beyond its limit the oldest segment is cleared at once: what stood in one article only is
/// forgotten, what stood in several moves on; and only when there is nothing else left, that too.
///
/// **Articles.** An article's list of sentences follows all this. With the last of them it goes, and so does its stored
/// record; when half of them are gone the record is written anew.
///
/// Used by one thread.
final class Forgetting {

    private final Sentences sentences;
    private final Postings postings;
    private final Articles articles;
    private final Lookup lookup;
    private final Retention retention;
    private final BatchStore store;
    /// Articles whose words' places are kept, about in order.
    private final ArrayDeque<Integer> recent = new ArrayDeque<>();
    /// Stored records to be removed, and to be written anew.
    private final ArrayDeque<ArticleOrder> gone = new ArrayDeque<>();
    private final IntList shrunk = new IntList();
    /// The segment looked through, and how far.
    private @Nullable Segment current;
    private int reached;
    /// How many segments have been cleared early in a row without anything being forgotten.
    private int fruitless;
    private long forgottenEarly;
    /// The article whose list is being changed.
    private int edited = -1;
    private List<Said.Entry> entries = List.of();

    Forgetting(Sentences sentences, Postings postings, Articles articles, Lookup lookup, Retention retention,
            BatchStore store) {
        this.sentences = sentences;
        this.postings = postings;
        this.articles = articles;
        this.lookup = lookup;
        this.retention = retention;
        this.store = store;
    }

    /// How many sentences the limit has cost so far.
    long forgottenEarly() {
        return forgottenEarly;
    }

    /// Takes note of an article that has just been filed.
    void comes(int article) {
        recent.add(article);
    }

    /// Forgets what is due.
    ///
    /// @param now    by the memory's clock, microseconds since 1970
    /// @param budget how many sentences to look at, at most
    void some(long now, int budget) {
        forgetPlaces(now);
        long before = now - retention.latenessMicros();
        for (int left = budget; left > 0; left--) {
            var segment = current;
            if (segment == null) {
                segment = sentences.oldest();
                if (segment == null || segment.due >= before) {
                    break;
                }
                current = segment;
                reached = 0;
            }
            if (reached < segment.count()) {
                look((segment.slot << Segment.BITS) | reached++, now, before);
            } else {
                free(segment);
            }
        }
        putDown();
    }

    /// Clears the oldest segment, whether or not it is due.
    ///
    /// @return whether there was one
    boolean early(long now) {
        sentences.close(now);
        var segment = sentences.oldest();
        if (segment == null) {
            return false;
        }
        boolean all = fruitless > sentences.segments();
        int known = sentences.size();
        for (int local = segment == current ? reached : 0; local < segment.count(); local++) {
            int number = (segment.slot << Segment.BITS) | local;
            if (segment.where(local) != Segment.GONE) {
                var seen = sentences.sightings(number);
                if (all || !seen.isCatalogued()) {
                    remove(number, seen, seen.size());
                } else {
                    move(number, seen, now);
                }
            }
        }
        putDown();
        free(segment);
        int lost = known - sentences.size();
        forgottenEarly += lost;
        fruitless = lost == 0 ? fruitless + 1 : 0;
        return true;
    }

    private void free(Segment segment) {
        lookup.forget();
        sentences.free(segment);
        current = null;
    }

    private void look(int number, long now, long before) {
        if (sentences.where(number) == Segment.GONE) {
            return;
        }
        var seen = sentences.sightings(number);
        int dead = 0;
        while (dead < seen.size() && seen.deathOf(dead) < before) {
            dead++;
        }
        boolean some = dead < seen.size();
        if (dead > 0) {
            remove(number, seen, dead);
        }
        if (some) {
            move(number, sentences.sightings(number), now);
        }
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
            edit(article).removeIf(entry -> entry.number == number);
            if (!all) {
                sentences.removeSighting(number, 0);
            }
            articles.live(article, -1);
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
        int copy = sentences.copy(number, print, Probe.identity(print, title), now);
        postings.renumber(number, copy, lookup.keys(print, title));
        sentences.leave(number);
        for (int i = 0; i < seen.size(); i++) {
            for (var entry : edit(seen.article(i))) {
                entry.number = entry.number == number ? copy : entry.number;
            }
        }
    }

    // ---- articles' lists

    private List<Said.Entry> edit(int article) {
        if (article != edited) {
            putDown();
            var said = articles.said(article);
            if (said == null) {
                throw new IllegalStateException("an article without sentences: " + articles.order(article));
            }
            edited = article;
            entries = Said.read(said);
        }
        return entries;
    }

    private void putDown() {
        if (edited < 0) {
            return;
        }
        var said = articles.said(edited);
        if (said != null && articles.live(edited) > 0) {
            int stored = Said.stored(said);
            articles.said(edited, Said.write(entries, stored, Said.hasPlaces(said)));
            if (entries.size() <= stored / 2) {
                shrunk.add(edited);
            }
        }
        edited = -1;
        entries = List.of();
    }

    private void forgetPlaces(long now) {
        for (int looks = 0; looks < 4 && !recent.isEmpty(); looks++) {
            int article = recent.element();
            var said = articles.holds(article) ? articles.said(article) : null;
            boolean has = said != null && Said.hasPlaces(said);
            if (said != null && has && articles.micros(article) >= now - retention.latenessMicros()) {
                if (articles.micros(article) <= now + retention.latenessMicros()) {
                    return;
                }
                recent.add(article);
            } else if (said != null && has) {
                var seen = new HashSet<Integer>();
                var different = Said.read(said).stream().filter(entry -> seen.add(entry.number)).toList();
                articles.said(article, Said.write(different, Said.stored(said), false));
            }
            recent.remove();
        }
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
        int index = indexOf(article, number);
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

    // ---- what is stored

    /// Lets articles go of which nothing is left.
    void settle() {
        for (int article = articles.nextEmpty(); article >= 0; article = articles.nextEmpty()) {
            gone.add(articles.order(article));
            articles.remove(article);
        }
    }

    /// Brings the stored records up to date.
    void store() {
        settle();
        for (var order = gone.poll(); order != null; order = gone.poll()) {
            store.remove(order);
        }
        while (!shrunk.isEmpty()) {
            rewrite(shrunk.removeLast());
        }
    }

    private void rewrite(int article) {
        var said = articles.holds(article) ? articles.said(article) : null;
        if (said == null) {
            return;
        }
        var left = Said.read(said);
        if (left.size() > Said.stored(said) / 2) {
            return;
        }
        boolean places = Said.hasPlaces(said);
        var probes = new ArrayList<Probe>();
        for (var entry : left) {
            int index = indexOf(article, entry.number);
            if (index >= 0) {
                probes.add(places ? probe(entry) : probe(entry.number, index));
            }
        }
        probes.sort((a, b) -> Integer.compare(a.sentence(), b.sentence()));
        articles.said(article, Said.write(left, left.size(), places));
        store.put(new ProbeBatch(articles.order(article), articles.source(article), articles.url(article),
                articles.outline(article), probes));
    }

    /// Which of a sentence's sightings is an article's; -1 when none is (any more).
    private int indexOf(int article, int number) {
        if (!sentences.holds(number)) {
            return -1;
        }
        var seen = sentences.sightings(number);
        int index = 0;
        while (index < seen.size() && seen.article(index) != article) {
            index++;
        }
        return index == seen.size() ? -1 : index;
    }

    private Probe probe(int number, int index) {
        var seen = sentences.sightings(number);
        return new Probe(seen.place(index), seen.start(index), seen.end(index), sentences.print(number));
    }

    /// What was asked about a sentence.
    Probe probe(Said.Entry entry) {
        var print = sentences.print(entry.number);
        return new Probe(entry.place, entry.start, entry.end,
                new Fingerprint(print.tokens, print.classes, print.surfaces, entry.starts, entry.ends));
    }
}
