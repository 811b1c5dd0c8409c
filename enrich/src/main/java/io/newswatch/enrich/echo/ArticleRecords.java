package io.newswatch.enrich.echo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What remembered articles said, here ([Said]) and in their stored records, while sentences go and move.
///
/// An article's list of sentences follows them. With the last of them the article goes, and so does its stored record; when half of
/// them are gone the record is written anew. Where its words stand is kept only as long as it may be corrected. Used by one
/// thread.
final class ArticleRecords {

    /// Articles looked at with each one that comes, for places of words that need not be kept any more.
    private static final int LOOKS = 4;

    private final Articles articles;
    private final Sentences sentences;
    private final Retention retention;
    private final BatchStore store;
    /// Articles whose words' places are kept, about in order.
    private final ArrayDeque<Integer> recent = new ArrayDeque<>();
    /// Stored records to be removed, and to be written anew.
    private final ArrayDeque<ArticleOrder> gone = new ArrayDeque<>();
    private final IntList shrunk = new IntList();
    /// The article whose list is being changed; -1 when none is.
    private int edited = -1;
    private List<Said.Entry> entries = List.of();

    ArticleRecords(Articles articles, Sentences sentences, Retention retention, BatchStore store) {
        this.articles = articles;
        this.sentences = sentences;
        this.retention = retention;
        this.store = store;
    }

    /// Takes note of an article that has just been filed.
    void comes(int article) {
        recent.add(article);
    }

    // ---- their lists

    /// A sentence has another number now.
    void renumber(int article, int number, int numberNow) {
        for (var entry : edit(article)) {
            entry.number = entry.number == number ? numberNow : entry.number;
        }
    }

    /// A sentence of an article is forgotten.
    void remove(int article, int number) {
        edit(article).removeIf(entry -> entry.number == number);
        articles.live(article, -1);
    }

    /// Opens an article's list; sentences of a segment often stand in the same one, so it is kept open.
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

    /// Ends a series of changes.
    void putDown() {
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

    /// Forgets the places of words of articles that can be corrected no more.
    ///
    /// @param now by the memory's clock, microseconds since 1970
    void forgetPlaces(long now) {
        for (int looks = 0; looks < LOOKS && !recent.isEmpty(); looks++) {
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

    // ---- what is stored

    /// Lets articles go of which nothing is left.
    void settle() {
        for (int article = articles.nextEmpty(); article >= 0; article = articles.nextEmpty()) {
            gone.add(articles.order(article));
            articles.remove(article);
        }
    }

    /// Leaves the stored records as they are.
    void leaveStored() {
        gone.clear();
        while (!shrunk.isEmpty()) {
            shrunk.removeLast();
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
            int index = sentences.indexOf(article, entry.number);
            if (index >= 0) {
                probes.add(places ? probe(entry) : probe(entry.number, index));
            }
        }
        probes.sort((a, b) -> Integer.compare(a.sentence(), b.sentence()));
        articles.said(article, Said.write(left, left.size(), places));
        store.put(new ProbeBatch(articles.order(article), articles.source(article), articles.url(article),
                articles.outline(article), probes));
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
