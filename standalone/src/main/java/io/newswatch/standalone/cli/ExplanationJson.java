package io.newswatch.standalone.cli;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.EchoExplanation;
import io.newswatch.enrich.EchoExplanation.Explained;
import io.newswatch.enrich.EchoExplanation.Grounds;
import io.newswatch.enrich.echo.Explanation.Step;
import io.newswatch.enrich.echo.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// An explanation for programs: one JSON object. Offsets are UTF-16 code units of `text` of either article, or of its title.
final class ExplanationJson {

    private record Whole(Text earlier, Text later, @Nullable One headline, List<One> sentences) {}

    private record Text(String file, @Nullable String title, String text) {}

    private record One(int number, int start, int end, String text, Verdict verdict, Set<Sentence.Flag> flags,
            Grounds grounds, @Nullable Reason reason, double score, @Nullable Place earlier, List<Delta> delta,
            List<Words> steps) {}

    private record Place(int number, int start, int end, String text, boolean sharesKey) {}

    private record Words(Step.Kind kind, String was, String now, int wasStart, int wasEnd, int nowStart, int nowEnd) {}

    private ExplanationJson() {}

    static String of(String earlierFile, RawArticle earlier, String laterFile, RawArticle later,
            EchoExplanation explanation) {
        var sentences = new ArrayList<One>();
        for (var sentence : explanation.sentences()) {
            sentences.add(one(sentences.size() + 1, sentence, earlier.text(), later.text()));
        }
        var headline = explanation.headline();
        return JsonSerde.MAPPER.writeValueAsString(new Whole(text(earlierFile, earlier), text(laterFile, later),
                headline == null ? null : one(0, headline, title(earlier), title(later)), sentences));
    }

    private static Text text(String file, RawArticle article) {
        return new Text(file, article.title(), article.text());
    }

    private static String title(RawArticle article) {
        var title = article.title();
        return title == null ? "" : title;
    }

    private static One one(int number, Explained explained, String earlier, String later) {
        var verdict = explained.verdict();
        var words = later.substring(verdict.start(), verdict.end());
        var nearest = explained.nearest();
        if (nearest == null) {
            return new One(number, verdict.start(), verdict.end(), words, verdict.verdict(), verdict.flags(),
                    explained.grounds(), null, 0, null, List.of(), List.of());
        }
        var explanation = nearest.explanation();
        return new One(number, verdict.start(), verdict.end(), words, verdict.verdict(), verdict.flags(),
                explained.grounds(), explanation.reason(), Math.round(1e4 * explanation.comparison().score()) / 1e4,
                new Place(nearest.number(), nearest.start(), nearest.end(),
                        earlier.substring(nearest.start(), nearest.end()), explanation.sharesKey()),
                explanation.comparison().deltas(),
                explanation.steps().stream().map(step -> words(step, earlier, later)).toList());
    }

    private static Words words(Step step, String earlier, String later) {
        return new Words(step.kind(), earlier.substring(step.earlierStart(), step.earlierEnd()),
                later.substring(step.laterStart(), step.laterEnd()), step.earlierStart(), step.earlierEnd(),
                step.laterStart(), step.laterEnd());
    }
}
