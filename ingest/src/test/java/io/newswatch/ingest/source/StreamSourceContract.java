package io.newswatch.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What every streaming source must keep: the tests stand here. A new source's test extends this and says how articles get
/// to where the source finds them; what only that source does is tested there.
abstract class StreamSourceContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "test/f";

    /// @return the source under test
    abstract StreamSource source();

    /// @return where it is to look or listen, the same at every call
    abstract String location();

    /// @return a location that it must refuse
    abstract String wrongLocation();

    /// @return options of the feed
    abstract Map<String, String> options();

    /// Puts an article where the source finds it, or again after it was not taken. The source is open.
    abstract void add(String name, String text) throws Exception;

    /// Puts something there that is no article.
    abstract void addUnreadable() throws Exception;

    private SourceConfig config(String location) {
        return new SourceConfig(new FeedDefinition(KEY, source().name(), location, "Feed", null, true, options()));
    }

    private StreamSource.Running open(Cursor cursor, StreamSource.Sink sink) {
        return source().open(config(location()), cursor, sink);
    }

    /// Keeps what is delivered, as a transaction does: articles and marks together.
    private static class KeptSink implements StreamSource.Sink {

        private final List<ArticleDraft> drafts = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private Map<String, String> marks = Map.of();

        @Override
        public synchronized int deliver(List<ArticleDraft> delivered, Map<String, String> read)
                throws InterruptedException {
            drafts.addAll(delivered);
            marks = read;
            return delivered.size();
        }

        @Override
        public synchronized void refused(List<Found.Refused> refusals) {
            refusals.forEach(one -> refused.add(one.origin() + ": " + one.reason()));
        }

        synchronized List<String> texts() {
            return drafts.stream().map(ArticleDraft::text).toList();
        }

        synchronized List<String> ids() {
            return drafts.stream().map(draft -> draft.articleId(KEY)).toList();
        }

        synchronized List<String> refusals() {
            return List.copyOf(refused);
        }

        synchronized Cursor cursor() {
            return new Cursor(null, "", marks);
        }
    }

    private static void awaitTexts(KeptSink sink, String... texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sink.texts()).containsExactlyInAnyOrder(texts));
    }

    @Test
    void articles_come_once_each_under_stable_ids() throws Exception {
        var first = new KeptSink();
        try (var _ = open(Cursor.START, first)) {
            add("one", "One bridge stands.");
            add("two", "Two bridges stand.");
            awaitTexts(first, "One bridge stands.", "Two bridges stand.");
        }
        assertThat(first.ids()).doesNotHaveDuplicates();

        var fromTheStart = new KeptSink();
        try (var _ = open(Cursor.START, fromTheStart)) {
            add("one", "One bridge stands.");
            add("two", "Two bridges stand.");
            awaitTexts(fromTheStart, "One bridge stands.", "Two bridges stand.");
        }
        assertThat(fromTheStart.ids()).containsExactlyInAnyOrderElementsOf(first.ids());
    }

    @Test
    void opened_again_from_its_cursor_it_repeats_nothing() throws Exception {
        var first = new KeptSink();
        try (var _ = open(Cursor.START, first)) {
            add("one", "One bridge stands.");
            awaitTexts(first, "One bridge stands.");
        }
        assertThat(Cursor.parse(first.cursor().json())).as("its marks fit a cursor").isEqualTo(first.cursor());

        var second = new KeptSink();
        try (var _ = open(first.cursor(), second)) {
            add("two", "Two bridges stand.");
            awaitTexts(second, "Two bridges stand.");
        }
    }

    @Test
    void what_is_no_article_is_told_of_and_the_rest_goes_on() throws Exception {
        var sink = new KeptSink();
        try (var _ = open(Cursor.START, sink)) {
            addUnreadable();
            await().atMost(PATIENCE).until(() -> !sink.refusals().isEmpty());
            add("one", "One bridge stands.");
            awaitTexts(sink, "One bridge stands.");
        }
        assertThat(sink.refusals()).hasSize(1).allSatisfy(told -> assertThat(told).hasSizeGreaterThan(10));
    }

    @Test
    void what_was_not_committed_when_it_was_closed_is_not_lost() throws Exception {
        var asked = new CountDownLatch(1);
        var closing = new KeptSink() {
            @Override
            public synchronized int deliver(List<ArticleDraft> delivered, Map<String, String> read)
                    throws InterruptedException {
                if (delivered.isEmpty()) {
                    return super.deliver(delivered, read);
                }
                asked.countDown();
                throw new InterruptedException("being closed");
            }
        };
        try (var _ = open(Cursor.START, closing)) {
            add("one", "One bridge stands.");
            assertThat(asked.await(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        }
        assertThat(closing.texts()).isEmpty();

        var after = new KeptSink();
        try (var _ = open(closing.cursor(), after)) {
            add("one", "One bridge stands.");
            awaitTexts(after, "One bridge stands.");
        }
    }

    @Test
    void a_wrong_location_is_refused_in_words() {
        assertThatThrownBy(() -> source().open(config(wrongLocation()), Cursor.START, new KeptSink()).close())
                .isInstanceOf(IllegalArgumentException.class).message().hasSizeGreaterThan(20);
    }
}
