package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToIntFunction;

/// The provenance of a repeat as one article sees it: where the words it repeats stood before and, where those differ, its own. Of
/// very many sightings the 8 oldest and 56 newest are looked at, so `times` is exact only as long as nothing was dropped, and
/// `sources` a lower bound. Used by one thread, until something is forgotten.
final class Provenance {

    private static final int ALSO_IN = 5;

    private final ArticleOrder at;
    private final List<Sighting> shown = new ArrayList<>();
    private int passedOver;

    Provenance(ArticleOrder at, KnownSentence repeated, KnownSentence own) {
        this.at = at;
        add(repeated);
        if (!own.equals(repeated)) {
            add(own);
            Collections.sort(shown);
        }
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
        return different(sighting -> sighting.articles().idHash(sighting.article())) + passedOver;
    }

    int sources() {
        return different(sighting -> sighting.articles().sourceNumber(sighting.article()));
    }

    private int different(ToIntFunction<Sighting> what) {
        int[] all = new int[shown.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = what.applyAsInt(shown.get(i));
        }
        Arrays.sort(all);
        int different = 0;
        for (int i = 0; i < all.length; i++) {
            different += i == 0 || all[i] != all[i - 1] ? 1 : 0;
        }
        return different;
    }

    /// The latest other articles.
    List<Echo.Sighting> alsoIn(String origin) {
        var others = new LinkedHashMap<String, Echo.Sighting>();
        for (int i = shown.size() - 1; i >= 0 && others.size() < ALSO_IN; i--) {
            var order = shown.get(i).order();
            var id = order.articleId();
            if (!id.equals(origin) && !id.equals(at.articleId()) && !others.containsKey(id)) {
                others.put(id, new Echo.Sighting(id, shown.get(i).url(), order.arrivedAt()));
            }
        }
        return List.copyOf(others.values());
    }
}
