package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo;
import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Echo.Sighting;
import io.newswatch.contract.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What one index partition says of one sentence. Immutable, safe to share.
///
/// @param sentence its number in the article; [Probe#TITLE] for the headline
/// @param match    the earlier sentence it repeats; null when this partition knows none
@SuppressWarnings("EnumOrdinal") // the stored form; new constants go to the end
public record Answer(int sentence, @Nullable Match match) {

    private static final Verdict[] VERDICTS = Verdict.values();
    private static final Standing[] STANDINGS = Standing.values();
    private static final Delta.Kind[] KINDS = Delta.Kind.values();

    /// The earlier sentence.
    ///
    /// @param verdict REPEAT or REPEAT_CHANGED
    /// @param exact   whether it has the same words
    /// @param standing what the words are, by where they stood word for word before
    /// @param origin  where it first stood
    /// @param place   which of that article's sentences it is
    /// @param echo    what readers are told of it
    public record Match(Verdict verdict, boolean exact, Standing standing, ArticleOrder origin, int place, Echo echo) {

        /// Whether this says more than another match of the same sentence: REPEAT before REPEAT_CHANGED; of REPEATs the
        /// earliest; of changed ones the most similar, of equals the earliest.
        boolean isBetterThan(Match other) {
            if (verdict != other.verdict) {
                return verdict == Verdict.REPEAT;
            }
            if (verdict == Verdict.REPEAT_CHANGED && echo.score() != other.echo.score()) {
                return echo.score() > other.echo.score();
            }
            int order = origin.compareTo(other.origin);
            return order < 0 || (order == 0 && place < other.place);
        }
    }

    /// The better of two partitions' answers.
    public static @Nullable Match better(@Nullable Match a, @Nullable Match b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return b.isBetterThan(a) ? b : a;
    }

    public static void write(ByteWriter out, List<Answer> answers) {
        out.count(answers.size());
        for (var answer : answers) {
            out.number(answer.sentence).flag(answer.match != null);
            if (answer.match != null) {
                write(out, answer.match);
            }
        }
    }

    private static void write(ByteWriter out, Match match) {
        out.count(match.verdict.ordinal()).flag(match.exact).count(match.standing.ordinal());
        ProbeBatch.writeOrder(out, match.origin);
        var echo = match.echo;
        out.number(match.place).textOrNull(echo.url()).count(echo.start()).count(echo.end()).count(echo.timesSeen())
                .count(echo.sources()).decimal(echo.score());
        out.count(echo.alsoIn().size());
        for (var sighting : echo.alsoIn()) {
            out.text(sighting.articleId()).textOrNull(sighting.url()).number(ArticleOrder.micros(sighting.seenAt()));
        }
        out.count(echo.delta().size());
        for (var delta : echo.delta()) {
            out.count(delta.kind().ordinal()).text(delta.was()).text(delta.now()).count(delta.start())
                    .count(delta.end()).count(delta.wasFrom()).count(delta.wasTo());
        }
    }

    public static List<Answer> read(ByteReader in) {
        int count = in.things();
        var answers = new ArrayList<Answer>(count);
        for (int i = 0; i < count; i++) {
            int sentence = in.small();
            answers.add(new Answer(sentence, in.flag() ? readMatch(in) : null));
        }
        return answers;
    }

    private static Match readMatch(ByteReader in) {
        var verdict = in.oneOf(VERDICTS);
        boolean exact = in.flag();
        var standing = in.oneOf(STANDINGS);
        var origin = ProbeBatch.readOrder(in);
        int place = in.small();
        var url = in.textOrNull();
        int start = in.count();
        int end = in.count();
        int timesSeen = in.count();
        int sources = in.count();
        double score = in.decimal();
        var alsoIn = new ArrayList<Sighting>();
        for (int left = in.things(); left > 0; left--) {
            var id = in.text();
            var seenIn = in.textOrNull();
            Instant seenAt = ArticleOrder.instant(in.number());
            alsoIn.add(new Sighting(id, seenIn, seenAt));
        }
        var deltas = new ArrayList<Delta>();
        for (int left = in.things(); left > 0; left--) {
            deltas.add(new Delta(in.oneOf(KINDS), in.text(), in.text(), in.count(), in.count(), in.count(),
                    in.count()));
        }
        return new Match(verdict, exact, standing, origin, place,
                new Echo(origin.articleId(), url, origin.revision(), start, end,
                        origin.arrivedAt(), timesSeen, sources, alsoIn, score, deltas));
    }
}
