package io.newswatch.enrich.echo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The known sentences, by their words and by the keys they are filed under. A key's list is in the total order of first
/// sightings. Most keys have one sentence, and then no list. Used by one thread.
final class Postings {

    private static final IntList NOBODY = new IntList();

    private final Retention retention;
    /// Identity of a sentence to its number.
    private final LongIntMap numbers = new LongIntMap();
    private final List<@Nullable KnownSentence> sentences = new ArrayList<>();
    private final Deque<Integer> freeNumbers = new ArrayDeque<>();
    /// Key to the number of the only sentence filed there, or to the complement of the number of a list.
    private final LongIntMap filed = new LongIntMap();
    private final List<@Nullable IntList> lists = new ArrayList<>();
    private final Deque<Integer> freeLists = new ArrayDeque<>();
    private int made;

    Postings(Retention retention) {
        this.retention = retention;
    }

    /// How many sentences are known.
    int size() {
        return numbers.size();
    }

    @Nullable
    KnownSentence find(Probe probe) {
        int number = numbers.get(probe.identity());
        return number == LongIntMap.NONE ? null : sentence(number);
    }

    /// The sentence of these words; a new one has no sightings yet and is filed under no key.
    KnownSentence findOrMake(Probe probe) {
        var known = find(probe);
        if (known != null) {
            return known;
        }
        var free = freeNumbers.poll();
        int number = free == null ? sentences.size() : free;
        var sentence = make(number, probe);
        if (free == null) {
            sentences.add(sentence);
        } else {
            sentences.set(number, sentence);
        }
        numbers.put(sentence.identity, number);
        return sentence;
    }

    /// The sentence of these words; where there is none, one that is not made known.
    KnownSentence findOrDraft(Probe probe) {
        var known = find(probe);
        return known == null ? make(LongIntMap.NONE, probe) : known;
    }

    private KnownSentence make(int number, Probe probe) {
        return new KnownSentence(number, made++, probe, retention);
    }

    KnownSentence sentence(int number) {
        var sentence = sentences.get(number);
        if (sentence == null) {
            throw new IllegalStateException("no sentence " + number);
        }
        return sentence;
    }

    /// Forgets a sentence that is filed nowhere any more.
    void forget(KnownSentence sentence) {
        numbers.remove(sentence.identity);
        sentences.set(sentence.number, null);
        freeNumbers.add(sentence.number);
    }

    /// The numbers of the sentences under a key, by first sighting. To be read at once, and not to be changed.
    IntList under(long key) {
        int posting = filed.get(key);
        if (posting == LongIntMap.NONE) {
            return NOBODY;
        }
        return posting < 0 ? list(posting) : IntList.of(posting);
    }

    /// How many of a list were first said before an article.
    int before(ArticleOrder at, IntList list) {
        return list.lowerBound(number -> !sentence(number).first().isBefore(at));
    }

    void file(KnownSentence sentence, long[] keys) {
        for (long key : keys) {
            file(sentence, key);
        }
    }

    private void file(KnownSentence sentence, long key) {
        int posting = filed.get(key);
        if (posting == LongIntMap.NONE) {
            filed.put(key, sentence.number);
            return;
        }
        IntList list;
        if (posting >= 0) {
            list = IntList.of(posting);
            filed.put(key, ~keep(list));
        } else {
            list = list(posting);
        }
        list.insert(list.lowerBound(number -> sentence(number).first().compareTo(sentence.first()) > 0),
                sentence.number);
    }

    /// Takes a sentence out of the lists of its keys; its first sighting must be the one it was filed with.
    void takeOut(KnownSentence sentence, long[] keys) {
        for (long key : keys) {
            takeOut(sentence, key);
        }
    }

    private void takeOut(KnownSentence sentence, long key) {
        int posting = filed.get(key);
        if (posting >= 0) {
            filed.remove(key);
            return;
        }
        var list = list(posting);
        list.remove(list.lowerBound(number -> sentence(number).first().compareTo(sentence.first()) >= 0));
        if (list.size() == 1) {
            lists.set(~posting, null);
            freeLists.add(~posting);
            filed.put(key, list.get(0));
        }
    }

    private int keep(IntList list) {
        var free = freeLists.poll();
        if (free == null) {
            lists.add(list);
            return lists.size() - 1;
        }
        lists.set(free, list);
        return free;
    }

    private IntList list(int posting) {
        var list = lists.get(~posting);
        if (list == null) {
            throw new IllegalStateException("no list " + ~posting);
        }
        return list;
    }
}
