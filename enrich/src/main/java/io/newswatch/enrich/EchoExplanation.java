package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.Explanation;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.MostAlike;
import io.newswatch.enrich.echo.Probe;
import io.newswatch.enrich.echo.Reason;
import io.newswatch.enrich.echo.Retention;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Why an article is an echo of another one, sentence by sentence: the two go through the splitter, the memory and the
/// judgement of the stream, the earlier one first, and each verdict is told with its grounds. Immutable, safe to share.
///
/// @param headline         null when the later article has no title
/// @param sentences        of the later article's text, in order
/// @param earlierSentences how many sentences the earlier article has, without its title
public record EchoExplanation(@Nullable Explained headline, List<Explained> sentences, int earlierSentences) {

    public EchoExplanation {
        sentences = List.copyOf(sentences);
    }

    /// The grounds of a verdict.
    public enum Grounds {
        /// The comparison with [Explained#nearest]: its [Explanation#reason] says it all.
        COMPARISON,
        /// A short sentence that is much like the earlier one, beside one that repeats the same article.
        BESIDE_REPEAT,
        /// No echo: a short sentence much like the earlier one, but its neighbours do not repeat that article.
        NO_REPEAT_BESIDE,
        /// No echo: word for word the same, but a turn of phrase that anybody uses, and no sentence beside it repeats.
        TURN_OF_PHRASE,
        /// No echo: much like the earlier one, but the memory never compares the two, for they share no sampled key.
        NO_SHARED_KEY,
        /// No echo: like the earlier one, but the two articles are about something else, so it is a form that both fill.
        FORM,
        /// No echo: like the earlier one, but a part of it says something else or too little is the same to prove it alone, and no
        /// sentence beside it repeats.
        ALONE,
        /// No echo: a line that a site puts beside whatever it publishes. What it is like does not matter.
        FURNITURE,
        /// Never compared: the article had used up what one may cost before this sentence.
        TOO_LONG,
        /// No echo: the earlier article has no sentence with words of this one.
        NOTHING_LIKE_IT
    }

    /// One sentence of the later article.
    ///
    /// @param verdict what the stream says of it, with offsets in the later article's text, or in its title
    /// @param grounds why
    /// @param nearest the earlier sentence that it repeats; when it repeats none, the one most like it; null when there
    ///                is none like it
    public record Explained(Sentence verdict, Grounds grounds, @Nullable Nearest nearest) {}

    /// A sentence of the earlier article.
    ///
    /// @param number      which one, from 1; 0 for the title
    /// @param start       in that article's text, or in its title, UTF-16 code units
    /// @param end         exclusive
    /// @param explanation how the two compare
    public record Nearest(int number, int start, int end, Explanation explanation) {

        /// Whether it is the title.
        public boolean inTitle() {
            return number == 0;
        }
    }

    private static final ArticleOrder FIRST = new ArticleOrder(0, "earlier", 1);
    private static final ArticleOrder SECOND = new ArticleOrder(1, "later", 1);

    /// What a reader of `earlier` learns from `later`, by the settings that come with the program; what the articles say of
    /// their arrival does not matter.
    public static EchoExplanation of(RawArticle earlier, RawArticle later) {
        return of(earlier, later, Retention.DEFAULT, EnrichSettings.DEFAULT_EFFORT);
    }

    /// The same by the settings of a stream.
    public static EchoExplanation of(RawArticle earlier, RawArticle later, EnrichSettings settings) {
        return of(earlier, later, settings.retention(), settings.articleEffort());
    }

    private static EchoExplanation of(RawArticle earlier, RawArticle later, Retention retention, int effort) {
        var before = SplitArticle.of(earlier, FIRST, effort);
        var after = SplitArticle.of(later, SECOND, effort);
        var memory = new EchoIndex(IndexShare.ALL, retention, BatchStore.inHeap());
        memory.take(before.batch());
        var dossier = Dossier.open(after, List.of(0));
        dossier.take(memory.take(after.batch()).getFirst());
        var judgement = dossier.judge();
        var headline = judgement.headline();
        return new EchoExplanation(
                headline == null ? null : explained(List.of(headline), titles(before), titles(after)).getFirst(),
                explained(judgement.sentences(), body(before), body(after)), body(before).size());
    }

    private static List<Probe> titles(SplitArticle article) {
        return article.batch().probes().stream().filter(probe -> probe.sentence() == Probe.TITLE).toList();
    }

    private static List<Probe> body(SplitArticle article) {
        return article.batch().probes().stream().filter(probe -> probe.sentence() != Probe.TITLE).toList();
    }

    private static List<Explained> explained(List<Sentence> verdicts, List<Probe> earlier, List<Probe> later) {
        var mostAlike = new MostAlike(earlier.stream().map(Probe::fingerprint).toList());
        var explained = new ArrayList<Explained>();
        for (int i = 0; i < verdicts.size(); i++) {
            var verdict = verdicts.get(i);
            if (verdict.flags().contains(Flag.UNJUDGED)) {
                explained.add(new Explained(verdict, Grounds.TOO_LONG, null));
                continue;
            }
            var words = later.get(i).fingerprint();
            var echo = verdict.echo();
            explained.add(echo == null
                    ? novel(verdict, words, earlier, mostAlike)
                    : repeated(verdict, words, earlier, echo.start()));
        }
        return explained;
    }

    private static Explained repeated(Sentence verdict, Fingerprint words, List<Probe> earlier, int start) {
        var origin = earlier.stream().filter(probe -> probe.start() == start).findFirst().orElseThrow();
        var explanation = Explanation.of(origin.fingerprint(), words);
        boolean byLikeness = words.isShort() && explanation.reason() != Reason.SAME_WORDS;
        return new Explained(verdict, byLikeness ? Grounds.BESIDE_REPEAT : Grounds.COMPARISON,
                nearest(origin, explanation));
    }

    private static Explained novel(Sentence verdict, Fingerprint words, List<Probe> earlier, MostAlike mostAlike) {
        boolean furniture = words.words() > 0 && verdict.flags().contains(Flag.FURNITURE);
        var found = mostAlike.to(words).orElse(null);
        if (found == null) {
            return new Explained(verdict, furniture ? Grounds.FURNITURE : Grounds.NOTHING_LIKE_IT, null);
        }
        var explanation = found.explanation();
        return new Explained(verdict, furniture ? Grounds.FURNITURE : grounds(words, explanation),
                nearest(earlier.get(found.index()), explanation));
    }

    private static Grounds grounds(Fingerprint words, Explanation explanation) {
        if (!explanation.isEcho()) {
            return Grounds.COMPARISON;
        }
        if (!explanation.sharesKey()) {
            return Grounds.NO_SHARED_KEY;
        }
        if (!words.isShort()) {
            return explanation.comparison().alone() ? Grounds.FORM : Grounds.ALONE;
        }
        return explanation.reason() == Reason.SAME_WORDS ? Grounds.TURN_OF_PHRASE : Grounds.NO_REPEAT_BESIDE;
    }

    private static Nearest nearest(Probe earlier, Explanation explanation) {
        return new Nearest(earlier.sentence() + 1, earlier.start(), earlier.end(), explanation);
    }
}
