package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/// The sentences under each key, in the total order of their first sightings. Most keys have one sentence, and then no list. Used
/// by one thread.
final class Postings {

    private static final IntList NOBODY = new IntList();

    private final Sentences sentences;
    /// Key to one more than the number of the only sentence filed there, or to the complement of the number of a list.
    private final NumberTable filed = new NumberTable();
    private final NumberTable filedTitles = new NumberTable();
    /// Packed.
    private final List<int @Nullable []> lists = new ArrayList<>();
    private final IntList freeLists = new IntList();
    private long listBytes;

    Postings(Sentences sentences) {
        this.sentences = sentences;
    }

    long tableBytes() {
        return filed.bytes() + filedTitles.bytes();
    }

    long listBytes() {
        return listBytes;
    }

    KnownSentence sentence(int number) {
        return new KnownSentence(number, sentences);
    }

    boolean isKnown(int number, ArticleOrder at) {
        return sentences.isKnown(number, at);
    }

    /// Whether a sighting comes before the earliest one of a sentence.
    boolean isBeforeFirst(Sighting sighting, int number) {
        return sentences.isBeforeFirst(number, sighting.article(), sighting.place());
    }

    /// Whether enough of a sentence's words may be among those of a later one.
    boolean hasEnough(int number, WordsInCommon later) {
        return sentences.hasEnough(number, later);
    }

    private NumberTable table(long key) {
        return Probe.isOfTitle(key) ? filedTitles : filed;
    }

    private static long hash(long key) {
        return NumberTable.spread((int) key);
    }

    /// The numbers of the sentences under a key, by first sighting. To be read at once, and not to be changed.
    IntList under(long key) {
        int posting = table(key).get(hash(key));
        if (posting == NumberTable.NONE) {
            return NOBODY;
        }
        return posting < 0 ? list(posting) : IntList.of(posting - 1);
    }

    /// Brings what is under these keys near, as [NumberTable#near] does.
    int near(long[] keys) {
        int there = 0;
        for (long key : keys) {
            there ^= table(key).near(hash(key));
        }
        return there;
    }

    /// How many of a list were first said before an article.
    int before(ArticleOrder at, IntList list) {
        return list.lowerBound(number -> sentences.compareFirst(number, at) >= 0);
    }

    /// Files a sentence.
    ///
    /// @return whether it is the only one under each of its keys
    boolean file(int number, long[] keys) {
        boolean alone = true;
        for (long key : keys) {
            alone &= file(number, key);
        }
        return alone;
    }

    private boolean file(int number, long key) {
        var table = table(key);
        long hash = hash(key);
        int posting = table.putIfAbsent(hash, number + 1);
        if (posting == NumberTable.NONE) {
            return true;
        }
        var list = posting > 0 ? IntList.of(posting - 1) : list(posting);
        if (posting < 0) {
            listBytes -= IntList.bytes(list.packed());
        }
        list.insert(list.lowerBound(other -> sentences.compareFirst(other, number) > 0), number);
        listBytes += IntList.bytes(list.packed());
        if (posting > 0) {
            table.replace(hash, posting, ~keep(list.packed()));
        } else {
            lists.set(~posting, list.packed());
        }
        return false;
    }

    /// Takes a sentence out of the lists of its keys; its first sighting must be the one it was filed with.
    void takeOut(int number, long[] keys) {
        for (long key : keys) {
            takeOut(number, key);
        }
    }

    private void takeOut(int number, long key) {
        var table = table(key);
        long hash = hash(key);
        int posting = table.get(hash);
        if (posting == NumberTable.NONE || (posting > 0 && posting != number + 1)) {
            throw new IllegalStateException("sentence " + number + " is not filed under its key " + key);
        }
        if (posting > 0) {
            table.remove(hash, posting);
            return;
        }
        var list = list(posting);
        list.remove(place(list, number));
        if (list.size() == 1) {
            listBytes -= IntList.bytes(list.packed());
            lists.set(~posting, null);
            freeLists.add(~posting);
            table.replace(hash, posting, list.get(0) + 1);
        }
    }

    private int place(IntList list, int number) {
        IntPredicate reached = other -> sentences.compareFirst(other, number) >= 0;
        return list.lowerBound(reached);
    }

    /// Puts a copy's number where that of the sentence stands.
    void renumber(int old, int number, long[] keys) {
        for (long key : keys) {
            var table = table(key);
            long hash = hash(key);
            int posting = table.get(hash);
            if (posting > 0) {
                table.replace(hash, posting, number + 1);
            } else {
                var list = list(posting);
                list.set(place(list, old), number);
            }
        }
    }

    private int keep(int[] list) {
        if (freeLists.isEmpty()) {
            lists.add(list);
            return lists.size() - 1;
        }
        int at = freeLists.removeLast();
        lists.set(at, list);
        return at;
    }

    private IntList list(int posting) {
        return IntList.unpacked(Objects.requireNonNull(lists.get(~posting)));
    }
}
