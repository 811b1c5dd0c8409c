package io.newswatch.enrich;

import io.newswatch.contract.Amendment;
import io.newswatch.contract.Amendment.Reason;
import io.newswatch.contract.Echo;
import io.newswatch.contract.Sentence;
import io.newswatch.enrich.Dossier.Judgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// The difference of two judgements of one article.
final class Amendments {

    private Amendments() {}

    /// What readers of a published article must be told; nothing when verdicts, flags, origins and changed facts stayed.
    ///
    /// @param dossier  of the article; the amendment bears the version after its own
    /// @param causedAt arrival of the article that changed the judgement
    static Optional<Amendment> between(Judgement before, Judgement after, Dossier dossier, Reason reason,
            Instant causedAt) {
        var sentences = new ArrayList<Sentence>();
        var old = before.sentences();
        var now = after.sentences();
        for (int i = 0; i < now.size(); i++) {
            if (!saysTheSame(old.get(i), now.get(i))) {
                sentences.add(now.get(i));
            }
        }
        var headline = saysTheSame(before.headline(), after.headline()) ? null : after.headline();
        if (headline == null && sentences.isEmpty() && reason == Reason.LATE_PREDECESSOR) {
            return Optional.empty();
        }
        var order = dossier.order();
        return Optional.of(new Amendment(order.articleId(), order.revision(), dossier.version() + 1, reason, causedAt,
                headline, List.copyOf(sentences)));
    }

    private static boolean saysTheSame(@Nullable Sentence a, @Nullable Sentence b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.verdict() == b.verdict() && a.flags().equals(b.flags()) && saysTheSame(a.echo(), b.echo());
    }

    private static boolean saysTheSame(@Nullable Echo a, @Nullable Echo b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.articleId().equals(b.articleId()) && a.revision() == b.revision() && a.start() == b.start()
                && a.end() == b.end() && a.delta().equals(b.delta());
    }
}
