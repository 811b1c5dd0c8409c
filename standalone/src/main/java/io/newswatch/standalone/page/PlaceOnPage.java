package io.newswatch.standalone.page;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// An article that has been written to the page, as the index and links to it need it. Immutable.
///
/// @param number  from 1, in order of the page
/// @param title   null when it has none
/// @param day     when it was published, else when it arrived, for people
/// @param fresh   how many sentences are new
/// @param changed how many tell a known one with a changed fact
/// @param known   how many are known, or no story text
/// @param newShare share of its characters that are news, 0 to 1
record PlaceOnPage(int number, @Nullable String title, String source, String day, int fresh, int changed, int known,
        double newShare) {

    private static final int LONGEST_TITLE = 200;

    static PlaceOnPage of(int number, EnrichedArticle article) {
        int fresh = 0;
        int changed = 0;
        int known = 0;
        for (var sentence : article.sentences()) {
            if (!sentence.isNews()) {
                known++;
            } else if (sentence.verdict() == Verdict.NOVEL) {
                fresh++;
            } else {
                changed++;
            }
        }
        return new PlaceOnPage(number, shortened(article.title()), article.source(), Moments.day(article), fresh,
                changed,
                known, article.novelShare());
    }

    private static @Nullable String shortened(@Nullable String title) {
        if (title == null || title.length() <= LONGEST_TITLE) {
            return title;
        }
        int end = Character.isHighSurrogate(title.charAt(LONGEST_TITLE - 1)) ? LONGEST_TITLE - 1 : LONGEST_TITLE;
        return title.substring(0, end) + "…";
    }

    /// Whether there is anything new in it.
    boolean hasNews() {
        return fresh + changed > 0;
    }

    String anchor() {
        return "a" + number;
    }

    static String anchor(int article, Sentence sentence) {
        return anchor(article, sentence.start());
    }

    static String anchor(int article, int sentenceStart) {
        return "s" + article + "-" + sentenceStart;
    }

    String name() {
        return title == null ? "Article " + number : title;
    }

    /// "2 new, 5 known": what there is none of is left out.
    String counts() {
        var counts = new ArrayList<String>();
        add(counts, fresh, "new");
        add(counts, changed, "changed");
        add(counts, known, "known");
        return counts.isEmpty() ? "no sentences" : String.join(", ", counts);
    }

    private static void add(List<String> counts, int n, String what) {
        if (n > 0) {
            counts.add(n + " " + what);
        }
    }
}
