package io.newswatch.enrich.echo;

import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.Outline.Kinship;
import java.util.ArrayList;
import java.util.List;

/// What a sentence that stood in earlier articles word for word is: part of a story, part of a site, or a turn of phrase.
///
/// **The idea.** Recycled background goes with its story: the articles that carry it are about the same states, people
/// and places ([Outline]), be they twenty of one outlet. Site furniture goes with its site: one outlet puts the very
/// same words before or behind articles that have nothing else in common. So the frequency in one source tells only together with
/// how unlike the articles are. A turn of phrase ("No one was hurt.") is short, and where it stood before is about
/// something else, whoever wrote it.
///
/// **What is looked at**: of the latest [#LOOK_BACK] earlier sightings of the very words the last [#CARRIERS] articles,
/// and the last ones of the same source. So it follows from earlier sightings alone, like every verdict, is the same in
/// each index partition that knows the words, and a late article can change it only for the [#LOOK_BACK] sightings after
/// its own.
///
/// **What is approximate.** The first few times furniture is an echo like any other; an outlet with a single subject has
/// no articles that are unlike, and articles without names cannot be told apart: there its furniture stays an echo.
public enum Standing {

    /// Recycled words of a story: an echo of where they stood first.
    STORY,
    /// Site furniture.
    FURNITURE,
    /// Words that anybody says of anything, or a form that is filled: an echo only together with others of the same article.
    FORMULA,
    /// Words of which a part stood before, or which prove little: an echo only beside others of the same article, or between two echoes
    /// of whatever articles.
    PART;

    /// So many sightings before an article say what its words are.
    static final int LOOK_BACK = 48;

    /// The share of words that a copy of words about something else has in common with them.
    private static final double GOOD_COPY = 0.6;
    /// What the words in common must prove where the articles have no name in common, where that cannot be told, and where
    /// there are a few names that may be chance.
    private static final double PROOF_UNRELATED = 8;
    private static final double PROOF_UNKNOWN = 6.5;
    private static final double PROOF_DISTANT = 4.5;
    private static final int CARRIERS = 8;
    private static final int FEWEST = 3;
    /// Short words may be said in many articles of one outlet without being its furniture.
    private static final int FEWEST_SHORT = 5;
    private static final double UNRELATED_SHARE = 0.75;
    private static final double EDGE_SHARE = 0.75;
    private static final int FIRST_SENTENCES = 3;
    private static final int LAST_SENTENCES = 5;

    /// What the words are to an article in which they stand.
    ///
    /// @param asker where they stand there
    static Standing of(Fingerprint words, KnownSentence sentence, Sighting asker) {
        if (sentence.isTitle() || sentence.isEmpty()) {
            return STORY;
        }
        int life = sentence.lifeAt(asker.order());
        if (life < 0) {
            return STORY;
        }
        int before = sentence.before(asker.order());
        var carriers = new ArrayList<Sighting>(CARRIERS);
        var ofSource = new ArrayList<Sighting>(CARRIERS);
        boolean own = false;
        for (int i = before - 1; i >= Math.max(life, before - LOOK_BACK); i--) {
            var sighting = sentence.sighting(i);
            if (sighting.sharesArticleWith(asker)) {
                own = true;
                continue;
            }
            addArticle(carriers, sighting);
            if (sighting.source().equals(asker.source())) {
                addArticle(ofSource, sighting);
            }
        }
        if (isFurniture(words, asker, ofSource)) {
            return FURNITURE;
        }
        return !own && words.isShort() && isAboutSomethingElse(asker, carriers) ? FORMULA : STORY;
    }

    /// What a sentence is that is like an earlier one but not the same: articles that are about something else fill the same
    /// forms ("The issue is guaranteed by ...", "He was arrested on suspicion of ..."), so nothing counts there but a good copy of words that prove something. Articles with many names in common are
    /// trusted.
    ///
    /// @param origin where the earlier sentence stood first
    /// @param asker  where the later one stands
    static Standing ofLikeness(Comparison likeness, Sighting origin, Sighting asker) {
        if (origin.sharesArticleWith(asker)) {
            return STORY;
        }
        return switch (asker.outline().with(origin.outline())) {
            case UNRELATED -> likeness.verdict() == Verdict.REPEAT && likeness.score() >= GOOD_COPY
                    && likeness.evidence() >= PROOF_UNRELATED ? alone(likeness) : FORMULA;
            case UNKNOWN -> likeness.evidence() >= PROOF_UNKNOWN ? alone(likeness) : FORMULA;
            case RELATED -> likeness.evidence() >= PROOF_DISTANT || asker.outline().isClose(origin.outline())
                    ? alone(likeness)
                    : FORMULA;
        };
    }

    /// Another statement about the same names is as like as that.
    private static Standing alone(Comparison likeness) {
        return likeness.alone() ? STORY : PART;
    }

    private static void addArticle(List<Sighting> articles, Sighting sighting) {
        if (articles.size() == CARRIERS) {
            return;
        }
        for (var known : articles) {
            if (known.sharesArticleWith(sighting)) {
                return;
            }
        }
        articles.add(sighting);
    }

    private static boolean isFurniture(Fingerprint words, Sighting asker, List<Sighting> articles) {
        boolean isShort = words.isShort();
        return articles.size() >= (isShort ? FEWEST_SHORT : FEWEST) && !(isShort && hasFacts(words))
                && standAtEdge(articles) && areUnrelated(asker, articles);
    }

    /// Most pairs of the articles, the asking one included.
    private static boolean areUnrelated(Sighting asker, List<Sighting> articles) {
        var outlines = new ArrayList<Outline>(articles.size() + 1);
        outlines.add(asker.outline());
        articles.forEach(article -> outlines.add(article.outline()));
        int unrelated = 0;
        for (int i = 0; i < outlines.size(); i++) {
            for (int j = 0; j < i; j++) {
                unrelated += areUnrelated(outlines.get(i), outlines.get(j)) ? 1 : 0;
            }
        }
        int pairs = articles.size() * (articles.size() + 1) / 2;
        return unrelated >= UNRELATED_SHARE * pairs;
    }

    private static boolean areUnrelated(Outline one, Outline other) {
        return one.with(other) == Kinship.UNRELATED;
    }

    private static boolean isAboutSomethingElse(Sighting asker, List<Sighting> articles) {
        var outline = asker.outline();
        return !articles.isEmpty() && articles.stream().allMatch(article -> areUnrelated(outline, article.outline()));
    }

    /// Numbers, dates and days are news even where the words around them are not.
    private static boolean hasFacts(Fingerprint words) {
        for (byte wordClass : words.classes) {
            if (wordClass == WordClass.NUMBER.code || wordClass == WordClass.DATE.code
                    || wordClass == WordClass.DAY.code) {
                return true;
            }
        }
        return false;
    }

    private static boolean standAtEdge(List<Sighting> articles) {
        int edge = 0;
        for (var sighting : articles) {
            int fromEnd = sighting.outline().sentences() - sighting.place();
            edge += sighting.place() < FIRST_SENTENCES || (fromEnd > 0 && fromEnd <= LAST_SENTENCES) ? 1 : 0;
        }
        return edge >= EDGE_SHARE * articles.size();
    }
}
