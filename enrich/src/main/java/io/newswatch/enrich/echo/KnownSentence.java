package io.newswatch.enrich.echo;

import org.jspecify.annotations.Nullable;

/// A sentence the memory knows, and where its words stood, in the total order. A view, made where it is needed; equal to other
/// views of the same sentence. Used by one thread, until something is forgotten.
final class KnownSentence {

    static final int OLDEST = Sightings.OLDEST;
    static final int NEWEST = Sightings.NEWEST;
    /// The number of one that is not made known.
    static final int DRAFT = -1;

    final int number;
    private final Sentences sentences;
    private @Nullable Sightings sightings;
    /// What [#sightings] was made of.
    private int where = Segment.GONE;

    private final @Nullable Fingerprint draft;

    KnownSentence(int number, Sentences sentences) {
        this(number, sentences, null);
    }

    private KnownSentence(int number, Sentences sentences, @Nullable Fingerprint draft) {
        this.number = number;
        this.sentences = sentences;
        this.draft = draft;
    }

    /// A view of a sentence, or of one that is not known.
    ///
    /// @param number [#DRAFT] when it is not known
    static KnownSentence of(int number, Sentences sentences, Fingerprint words) {
        return new KnownSentence(number, sentences, number == DRAFT ? words : null);
    }

    /// Whether it is not made known.
    boolean isDraft() {
        return number == DRAFT;
    }

    private Sightings all() {
        var known = sightings;
        int now = number == DRAFT ? Segment.GONE : sentences.where(number);
        if (known == null || now != where) {
            known = number == DRAFT ? sentences.nowhere() : sentences.sightings(number);
            sightings = known;
            where = now;
        }
        return known;
    }

    Fingerprint print() {
        return draft == null ? sentences.print(number) : draft;
    }

    boolean isTitle() {
        return sentences.isTitle(number);
    }

    /// Its earliest sighting.
    Sighting first() {
        return all().get(0);
    }

    boolean isSaidAfter(ArticleOrder at) {
        return all().isSaidAfter(at);
    }

    Sighting sighting(int index) {
        return all().get(index);
    }

    int sightings() {
        return all().size();
    }

    boolean isEmpty() {
        return all().size() == 0;
    }

    /// How many sightings are no longer kept.
    int dropped() {
        return all().dropped();
    }

    /// The number of sightings before an article.
    int before(ArticleOrder at) {
        return all().before(at);
    }

    /// The first sighting of the life that an article finds this sentence in.
    ///
    /// @return its index; -1 when the sentence is not known to that article
    int lifeAt(ArticleOrder at) {
        return all().lifeAt(at);
    }

    /// Whether it is known to that article, and by the same life to all others up to a moment: then one sighting more
    /// changes nothing for any of them.
    boolean isKnownThrough(ArticleOrder at, long micros) {
        var here = all();
        return here.lifeAt(at) >= 0 && here.deathOf(here.before(at) - 1) >= micros;
    }

    /// The last moment at which a sighting counts, after all that is known of this sentence.
    long deathOf(int index) {
        return all().deathOf(index);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof KnownSentence other && number == other.number && sentences == other.sentences;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
