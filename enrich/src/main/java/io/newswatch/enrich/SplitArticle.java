package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.Outline;
import io.newswatch.enrich.echo.Probe;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.SentenceComparison;
import io.newswatch.enrich.text.SentenceSplitter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// An article cut into sentences, each judged as far as that needs no memory. Immutable, safe to share.
///
/// @param order    the article's place among all
/// @param headline its title as a sentence; null when it has none
/// @param drafts   the sentences of its text, in order
/// @param batch    what the memory is asked
record SplitArticle(ArticleOrder order, @Nullable Draft headline, List<Draft> drafts, ProbeBatch batch) {

    SplitArticle {
        drafts = List.copyOf(drafts);
    }

    /// A sentence before the memory was asked.
    ///
    /// @param start           in the text (the headline: in the title), UTF-16 code units
    /// @param end             exclusive
    /// @param opensParagraph  whether a paragraph begins with it
    /// @param isShort         whether it is too short to repeat by likeness alone
    /// @param flags           what the article itself says of it
    record Draft(int start, int end, boolean opensParagraph, boolean isShort, EnumSet<Flag> flags) {}

    /// A lede of more words than this beyond the headline's says more than the headline.
    private static final int MORE_THAN_HEADLINE = 2;

    static SplitArticle of(RawArticle article, ArticleOrder order) {
        var text = article.text();
        var title = article.title();
        var probes = new ArrayList<Probe>();
        Draft headline = null;
        Fingerprint titlePrint = null;
        if (title != null && !title.isBlank()) {
            titlePrint = Fingerprint.of(title);
            headline = new Draft(0, title.length(), true, titlePrint.isShort(), EnumSet.noneOf(Flag.class));
            probes.add(new Probe(Probe.TITLE, 0, title.length(), titlePrint));
        }
        var drafts = new ArrayList<Draft>();
        var said = new SaidHere();
        for (var paragraph : SentenceSplitter.split(text)) {
            boolean opens = true;
            for (var span : paragraph) {
                var print = Fingerprint.of(text, span.start(), span.end());
                var flags = EnumSet.noneOf(Flag.class);
                if (titlePrint != null && print.words() <= titlePrint.words() + MORE_THAN_HEADLINE
                        && repeats(titlePrint, print)) {
                    flags.add(Flag.HEADLINE);
                }
                if (print.words() == 0) {
                    flags.add(Flag.FURNITURE);
                } else if (said.before(print)) {
                    flags.add(Flag.SELF_REPEAT);
                }
                probes.add(new Probe(drafts.size(), span.start(), span.end(), print));
                drafts.add(new Draft(span.start(), span.end(), opens, print.isShort(), flags));
                opens = false;
            }
        }
        return new SplitArticle(order, headline, drafts,
                new ProbeBatch(order, article.source(), article.url(), outline(probes), probes));
    }

    private static Outline outline(List<Probe> probes) {
        return Outline.of(probes.stream().filter(probe -> probe.sentence() != Probe.TITLE).map(Probe::fingerprint)
                .toList());
    }

    private static boolean repeats(Fingerprint earlier, Fingerprint later) {
        return SentenceComparison.compare(earlier, later).verdict() == Verdict.REPEAT;
    }

    /// The sentences of one article so far.
    private static final class SaidHere {

        private static final int MOST_CANDIDATES = 16;

        private final Map<Integer, List<Fingerprint>> byKey = new HashMap<>();

        /// Whether a sentence repeats an earlier one of the article; it counts as said from now on.
        boolean before(Fingerprint print) {
            boolean repeated = false;
            for (int key : print.keys()) {
                var candidates = byKey.computeIfAbsent(key, _ -> new ArrayList<>());
                repeated = repeated || candidates.stream().anyMatch(earlier -> repeats(earlier, print));
                if (candidates.size() < MOST_CANDIDATES) {
                    candidates.add(print);
                }
            }
            return repeated;
        }
    }
}
