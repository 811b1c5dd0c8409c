package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.Outline;
import io.newswatch.enrich.echo.Probe;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.SentenceComparison;
import io.newswatch.enrich.echo.WordReader;
import io.newswatch.enrich.text.SentenceSplitter;
import io.newswatch.enrich.text.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /// @param effort how many pairs of words its sentences may take when each is compared with one as long; what exceeds that
    ///               is not judged ([SentenceComparison#effort])
    static SplitArticle of(RawArticle article, ArticleOrder order, int effort) {
        var text = article.text();
        var title = article.title();
        var probes = new ArrayList<Probe>();
        Draft headline = null;
        Fingerprint titlePrint = null;
        if (title != null && !title.isBlank()) {
            titlePrint = Fingerprint.of(title, 0, Math.min(title.length(), SentenceSplitter.LONGEST));
            headline = new Draft(0, title.length(), true, titlePrint.isShort(), EnumSet.noneOf(Flag.class));
            probes.add(new Probe(Probe.TITLE, 0, title.length(), titlePrint));
        }
        var drafts = new ArrayList<Draft>();
        var paragraphs = SentenceSplitter.split(text);
        var said = new SaidHere(Math.min(paragraphs.stream().mapToInt(List::size).sum(), effort));
        var words = new WordReader(text);
        int left = effort;
        for (var paragraph : paragraphs) {
            boolean opens = true;
            for (var span : paragraph) {
                if (left <= 0) {
                    addUnjudged(drafts, span, opens);
                    opens = false;
                    continue;
                }
                var print = words.read(span.start(), span.end());
                left -= SentenceComparison.effort(print);
                var flags = EnumSet.noneOf(Flag.class);
                if (titlePrint != null && print.words() <= titlePrint.words() + MORE_THAN_HEADLINE
                        && SaidHere.repeats(titlePrint, print)) {
                    flags.add(Flag.HEADLINE);
                }
                if (print.words() == 0 || SiteTalk.is(text, span, print)) {
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
                new ProbeBatch(order, article.source(), article.url(), outline(probes, article.source()), probes));
    }

    /// What each index partition is asked that holds a key of any sentence. An article without words asks the first one
    /// nothing, so that it goes the same way as all others.
    ///
    /// @param indexPartitions how many there are
    /// @return by index partition, ascending; one at least
    SortedMap<Integer, ProbeBatch> questions(int indexPartitions) {
        var questions = new TreeMap<Integer, ProbeBatch>();
        var parts = batch.byPartition(indexPartitions);
        for (int partition = 0; partition < indexPartitions; partition++) {
            var part = parts.get(partition);
            if (part != null) {
                questions.put(partition, part);
            }
        }
        if (questions.isEmpty()) {
            questions.put(0, batch);
        }
        return questions;
    }

    /// The rest goes through in pieces no longer than a sentence can be, so that a hundred thousand of them are few.
    private static void addUnjudged(List<Draft> drafts, Span span, boolean opens) {
        var last = drafts.getLast();
        if (last.flags().contains(Flag.UNJUDGED) && span.end() - last.start() <= SentenceSplitter.LONGEST) {
            drafts.set(drafts.size() - 1,
                    new Draft(last.start(), span.end(), last.opensParagraph(), true, last.flags()));
        } else {
            drafts.add(new Draft(span.start(), span.end(), opens, true, EnumSet.of(Flag.UNJUDGED)));
        }
    }

    private static Outline outline(List<Probe> probes, String source) {
        return Outline.of(probes.stream().filter(probe -> probe.sentence() != Probe.TITLE).map(Probe::fingerprint)
                .toList(), source);
    }
}
