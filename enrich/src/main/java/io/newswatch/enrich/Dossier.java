package io.newswatch.enrich;

import io.newswatch.contract.Paragraph;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.SplitArticle.Draft;
import io.newswatch.enrich.echo.Answer;
import io.newswatch.enrich.echo.Answer.Match;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.ByteReader;
import io.newswatch.enrich.echo.ByteWriter;
import io.newswatch.enrich.echo.Probe;
import io.newswatch.enrich.echo.ReplyBatch;
import io.newswatch.enrich.echo.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// All that is known of an article's sentences, without its text: how they lie, and what each index partition last said
/// of them. From it the verdicts follow at any time, so a correction is the difference of two judgements. Not safe for
/// use by several threads.
@SuppressWarnings("EnumOrdinal") // the stored form; new constants go to the end
final class Dossier {

    private static final int VERSION = 3;
    private static final Flag[] FLAGS = Flag.values();
    /// So many turns of phrase of one earlier article are no chance any more: the questions of a series of interviews.
    private static final int TOGETHER = 3;

    private final ArticleOrder order;
    private final @Nullable Draft headline;
    private final List<Draft> drafts;
    /// By index partition that was asked: its answers by sentence; null as long as it has not answered.
    private final Map<Integer, @Nullable Map<Integer, Match>> answers = new TreeMap<>();
    private int version;
    private boolean partial;

    private Dossier(ArticleOrder order, @Nullable Draft headline, List<Draft> drafts) {
        this.order = order;
        this.headline = headline;
        this.drafts = drafts;
    }

    /// A new dossier.
    ///
    /// @param asked the index partitions that are asked
    static Dossier open(SplitArticle article, Collection<Integer> asked) {
        var dossier = new Dossier(article.order(), article.headline(), article.drafts());
        asked.forEach(partition -> dossier.answers.put(partition, null));
        return dossier;
    }

    ArticleOrder order() {
        return order;
    }

    /// The index partitions that were asked and have not answered.
    List<Integer> unanswered() {
        return answers.entrySet().stream().filter(entry -> entry.getValue() == null).map(Map.Entry::getKey).toList();
    }

    /// Whether every index partition asked has answered.
    boolean isComplete() {
        return !answers.containsValue(null);
    }

    /// 0 before the article is published, then 1, and one more with each amendment.
    int version() {
        return version;
    }

    boolean isPublished() {
        return version > 0;
    }

    /// Whether it was published before it was complete, and has not been completed since.
    boolean isPartial() {
        return partial;
    }

    void published() {
        version++;
        partial = !isComplete();
    }

    /// Takes in what an index partition says.
    void take(ReplyBatch reply) {
        var known = answers.get(reply.partition());
        if (known == null) {
            known = new TreeMap<>();
            answers.put(reply.partition(), known);
        } else if (!reply.late()) {
            known.clear();
        }
        for (var answer : reply.answers()) {
            var match = answer.match();
            if (match == null) {
                known.remove(answer.sentence());
            } else {
                known.put(answer.sentence(), match);
            }
        }
    }

    // ---- the judgement

    /// An article's verdicts.
    ///
    /// @param headline null when it has no title
    record Judgement(@Nullable Sentence headline, List<Paragraph> paragraphs) {

        Judgement {
            paragraphs = List.copyOf(paragraphs);
        }

        List<Sentence> sentences() {
            return Sentence.of(paragraphs);
        }

        /// Share of the characters that are news.
        double novelShare() {
            long all = 0;
            long news = 0;
            for (var sentence : sentences()) {
                int length = sentence.end() - sentence.start();
                all += length;
                news += sentence.isNews() ? length : 0;
            }
            return all == 0 ? 0 : (double) news / all;
        }
    }

    /// The verdicts that follow from the answers so far. A short sentence repeats only word for word, or beside a
    /// sentence that repeats the same article; a turn of phrase only
    /// the latter, or together with others from the same article; what stood before in part only beside another of the same
    /// article, or between two repeats. Site furniture repeats nothing.
    Judgement judge() {
        var matches = new @Nullable Match[drafts.size()];
        var furniture = new boolean[drafts.size()];
        for (int i = 0; i < matches.length; i++) {
            var match = best(i);
            furniture[i] = drafts.get(i).flags().contains(Flag.FURNITURE)
                    || (match != null && match.standing() == Standing.FURNITURE);
            matches[i] = furniture[i] ? null : match;
        }
        keepLikenessBesideRepeats(matches);
        var paragraphs = new ArrayList<Paragraph>();
        var sentences = new ArrayList<Sentence>();
        for (int i = 0; i < matches.length; i++) {
            if (drafts.get(i).opensParagraph() && !sentences.isEmpty()) {
                paragraphs.add(Paragraph.of(sentences));
                sentences.clear();
            }
            sentences.add(furniture[i] ? furniture(drafts.get(i)) : sentence(drafts.get(i), matches[i]));
        }
        if (!sentences.isEmpty()) {
            paragraphs.add(Paragraph.of(sentences));
        }
        return new Judgement(headline == null ? null : judgedHeadline(headline), paragraphs);
    }

    private Sentence judgedHeadline(Draft title) {
        var match = best(Probe.TITLE);
        return sentence(title, match != null && isExactOrLong(title, match) ? match : null);
    }

    private @Nullable Match best(int sentence) {
        Match best = null;
        for (var partition : answers.values()) {
            best = Answer.better(best, partition == null ? null : partition.get(sentence));
        }
        return best;
    }

    private void keepLikenessBesideRepeats(@Nullable Match[] matches) {
        var sure = new boolean[matches.length];
        var together = new HashMap<String, Integer>();
        for (int i = 0; i < sure.length; i++) {
            var match = matches[i];
            if (match != null && isExactOrLong(drafts.get(i), match)) {
                together.merge(match.origin().articleId(), 1, Integer::sum);
            }
        }
        for (int i = 0; i < sure.length; i++) {
            var match = matches[i];
            sure[i] = match != null && isExactOrLong(drafts.get(i), match)
                    && (match.standing() == Standing.STORY
                            || (match.exact() && together.getOrDefault(match.origin().articleId(), 0) >= TOGETHER));
        }
        for (int i = 1; i < sure.length; i++) {
            sure[i] |= isBesideRepeat(matches, sure, i, i - 1);
        }
        for (int i = sure.length - 2; i >= 0; i--) {
            sure[i] |= isBesideRepeat(matches, sure, i, i + 1);
        }
        for (int i = 1; i < sure.length - 1; i++) {
            sure[i] |= sure[i - 1] && sure[i + 1] && isPart(matches, i);
        }
        for (int i = 0; i < sure.length; i++) {
            if (!sure[i]) {
                matches[i] = null;
            }
        }
    }

    private boolean isPart(@Nullable Match[] matches, int sentence) {
        var match = matches[sentence];
        return match != null && match.standing() == Standing.PART && isExactOrLong(drafts.get(sentence), match);
    }

    private static boolean isExactOrLong(Draft draft, Match match) {
        return match.exact() || !draft.isShort();
    }

    private static boolean isBesideRepeat(@Nullable Match[] matches, boolean[] sure, int sentence, int neighbour) {
        var match = matches[sentence];
        var other = matches[neighbour];
        return sure[neighbour] && match != null && other != null
                && match.origin().articleId().equals(other.origin().articleId());
    }

    /// No echo: where it stood first means nothing to anybody.
    private static Sentence furniture(Draft draft) {
        var flags = EnumSet.copyOf(draft.flags());
        flags.add(Flag.FURNITURE);
        return new Sentence(draft.start(), draft.end(), Verdict.NOVEL, flags, null);
    }

    private static Sentence sentence(Draft draft, @Nullable Match match) {
        return match == null
                ? new Sentence(draft.start(), draft.end(), Verdict.NOVEL, draft.flags(), null)
                : new Sentence(draft.start(), draft.end(), match.verdict(), draft.flags(), match.echo());
    }

    // ---- the stored form

    byte[] encode() {
        var out = new ByteWriter().count(VERSION).bytes(order.toKey()).count(version).flag(partial);
        out.flag(headline != null);
        if (headline != null) {
            write(out, headline);
        }
        out.count(drafts.size());
        drafts.forEach(draft -> write(out, draft));
        out.count(answers.size());
        answers.forEach((partition, known) -> {
            out.count(partition).flag(known != null);
            if (known != null) {
                var list = new ArrayList<Answer>();
                known.forEach((sentence, match) -> list.add(new Answer(sentence, match)));
                Answer.write(out, list);
            }
        });
        return out.toBytes();
    }

    private static void write(ByteWriter out, Draft draft) {
        int flags = 0;
        for (var flag : draft.flags()) {
            flags |= 1 << flag.ordinal();
        }
        out.count(draft.start()).count(draft.end() - draft.start()).flag(draft.opensParagraph()).flag(draft.isShort())
                .count(flags);
    }

    /// @throws io.newswatch.enrich.echo.OtherVersionException when another version of the program wrote it
    static void checkVersion(byte[] bytes) {
        new ByteReader(bytes).version(VERSION, "a dossier");
    }

    /// @throws IllegalArgumentException when the bytes are none
    static Dossier decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        in.version(VERSION, "a dossier");
        var order = ArticleOrder.ofKey(in.bytes());
        int version = in.count();
        boolean partial = in.flag();
        var headline = in.flag() ? readDraft(in) : null;
        var drafts = new ArrayList<Draft>();
        for (int left = in.things(); left > 0; left--) {
            drafts.add(readDraft(in));
        }
        var dossier = new Dossier(order, headline, List.copyOf(drafts));
        dossier.version = version;
        dossier.partial = partial;
        for (int left = in.things(); left > 0; left--) {
            int partition = in.count();
            Map<Integer, Match> known = null;
            if (in.flag()) {
                known = new TreeMap<>();
                for (var answer : Answer.read(in)) {
                    var match = answer.match();
                    if (match != null) {
                        known.put(answer.sentence(), match);
                    }
                }
            }
            dossier.answers.put(partition, known);
        }
        return dossier;
    }

    private static Draft readDraft(ByteReader in) {
        int start = in.count();
        int end = start + in.count();
        boolean opens = in.flag();
        boolean isShort = in.flag();
        int bits = in.count();
        var flags = EnumSet.noneOf(Flag.class);
        for (var flag : FLAGS) {
            if ((bits & 1 << flag.ordinal()) != 0) {
                flags.add(flag);
            }
        }
        return new Draft(start, end, opens, isShort, flags);
    }
}
