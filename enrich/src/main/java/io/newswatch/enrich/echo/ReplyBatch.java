package io.newswatch.enrich.echo;

import java.util.List;

/// An index partition's answers on one article: to its question, or, `late`, corrected by an article that counts as
/// earlier and arrived later. Immutable, safe to share.
///
/// @param order        the article that is answered
/// @param partition    the index partition that answers
/// @param late         whether this corrects earlier answers
/// @param causedMicros arrival of the article that caused the answer, microseconds since 1970
/// @param answers      for an answer to the question those sentences that repeat; for a correction every sentence that is
///                     judged anew
public record ReplyBatch(ArticleOrder order, int partition, boolean late, long causedMicros, List<Answer> answers) {

    private static final int VERSION = 3;

    public ReplyBatch {
        answers = List.copyOf(answers);
    }

    public byte[] encode() {
        var out = new ByteWriter().count(VERSION);
        ProbeBatch.writeOrder(out, order);
        out.count(partition).flag(late).number(causedMicros);
        Answer.write(out, answers);
        return out.toBytes();
    }

    /// @throws IllegalArgumentException when the bytes are none
    public static ReplyBatch decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        in.version(VERSION, "a batch of replies");
        return new ReplyBatch(ProbeBatch.readOrder(in), in.count(), in.flag(), in.number(), Answer.read(in));
    }
}
