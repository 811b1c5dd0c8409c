package io.newswatch.enrich;

import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Sentence;
import io.newswatch.enrich.Dossier.Judgement;
import io.newswatch.enrich.RevisionHistory.Arrival;
import io.newswatch.enrich.echo.ArticleOrder;
import io.newswatch.enrich.echo.BatchStore;
import io.newswatch.enrich.echo.EchoIndex;
import io.newswatch.enrich.echo.IndexShare;
import io.newswatch.enrich.echo.MemoryLimit;
import io.newswatch.enrich.echo.Retention;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The whole enrichment without Kafka, article by article: the classes of [EnrichTopology] wired directly. Not safe for
/// use by several threads.
public final class OfflineEnrichment {

    private final Supplier<EchoIndex> memory;
    private final int articleEffort;
    private final ArticleWriter writer;
    private final Map<String, RevisionHistory> histories = new HashMap<>();

    private OfflineEnrichment(Supplier<EchoIndex> memory, int articleEffort, List<Path> grammar) {
        this.memory = memory;
        this.articleEffort = articleEffort;
        this.writer = new ArticleWriter(GrammarReader.load(grammar), EnrichMetrics.unread());
    }

    /// Judges each article against all those before it, with the memory and the grammar that come with the program.
    public static OfflineEnrichment remembering() {
        return remembering(Retention.DEFAULT, MemoryLimit.none(), EnrichSettings.DEFAULT_EFFORT, List.of());
    }

    /// Judges each article against all those before it.
    ///
    /// @throws io.newswatch.runtime.SettingException when a file of the user's grammar is wrong
    public static OfflineEnrichment remembering(EnrichSettings settings) {
        return remembering(settings.retention(), new MemoryLimit(settings.memoryLimit()), settings.articleEffort(),
                settings.grammar());
    }

    private static OfflineEnrichment remembering(Retention retention, MemoryLimit limit, int articleEffort,
            List<Path> grammar) {
        var index = new EchoIndex(IndexShare.ALL, retention, limit, BatchStore.inHeap());
        return new OfflineEnrichment(() -> index, articleEffort, grammar);
    }

    /// Judges each article by itself, with the grammar that comes with the program.
    public static OfflineEnrichment independent() {
        return independent(EnrichSettings.DEFAULT_EFFORT, List.of());
    }

    /// Judges each article by itself.
    ///
    /// @throws io.newswatch.runtime.SettingException when a file of the user's grammar is wrong
    public static OfflineEnrichment independent(EnrichSettings settings) {
        return independent(settings.articleEffort(), settings.grammar());
    }

    private static OfflineEnrichment independent(int articleEffort, List<Path> grammar) {
        return new OfflineEnrichment(
                () -> new EchoIndex(IndexShare.ALL, Retention.DEFAULT, BatchStore.inHeap()), articleEffort, grammar);
    }

    /// Enriches the next article. They must come in the total order: by arrival, then by article id.
    ///
    /// @return empty when its text has been seen under its id before, or is a mere summary of such a text
    public Optional<EnrichedArticle> enrich(RawArticle article) {
        return judged(article)
                .map(judged -> writer.write(article, judged.order.revision(), judged.judgement, false));
    }

    /// The same without actors and events: only what the memory says of the text's sentences, in order.
    ///
    /// @return empty when [#enrich] would be
    public List<Sentence> judge(RawArticle article) {
        return judged(article).map(judged -> judged.judgement.sentences()).orElse(List.of());
    }

    private record Judged(ArticleOrder order, Judgement judgement) {}

    private Optional<Judged> judged(RawArticle article) {
        return switch (RevisionHistory.arrival(histories.get(article.articleId()), article)) {
            case Arrival.SameAgain _,Arrival.Poorer _ -> Optional.empty();
            case Arrival.Revision(var history) -> {
                histories.put(article.articleId(), history);
                var split = SplitArticle.of(article, history.order(), articleEffort);
                var dossier = Dossier.open(split, List.of(0));
                dossier.take(memory.get().take(split.batch()).getFirst());
                yield Optional.of(new Judged(history.order(), dossier.judge()));
            }
        };
    }
}
