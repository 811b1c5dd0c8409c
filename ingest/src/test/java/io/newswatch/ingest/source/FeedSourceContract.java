package io.newswatch.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.ingest.fetch.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every polled source must keep: the tests stand here. A new source's test extends this and gives a good answer of its
/// kind; what only that source does is tested there.
abstract class FeedSourceContract {

    /// @return the source under test
    abstract FeedSource source();

    /// @return a good answer with at least one article
    abstract String good();

    private static SourceConfig config() {
        return new SourceConfig(new FeedDefinition("feed.example/f", "test", "https://feed.example/f", "Feed", null,
                true, Map.of()));
    }

    private Batch read(byte[] body) {
        return source().read(new Response(URI.create("https://feed.example/f"), body, null, null, null), config(),
                Cursor.START);
    }

    private List<String> ids(byte[] body) {
        return ((Batch.Items) read(body)).items().stream().map(item -> item.draft().articleId("feed.example/f"))
                .toList();
    }

    @Test
    void a_good_answer_has_articles_with_stable_ids() {
        var body = good().getBytes(StandardCharsets.UTF_8);
        assertThat(ids(body)).isNotEmpty().doesNotHaveDuplicates().isEqualTo(ids(body));
    }

    @Test
    void what_it_wants_to_remember_fits_a_cursor() {
        var items = (Batch.Items) read(good().getBytes(StandardCharsets.UTF_8));
        var cursor = new Cursor(null, "", items.marks());
        assertThat(Cursor.parse(cursor.json())).isEqualTo(cursor);
    }

    @Test
    void its_plan_asks_for_a_web_address() {
        assertThat(source().plan(config(), Cursor.START).request().uri().getScheme()).startsWith("http");
    }

    @Test
    void a_wrong_answer_is_never_an_empty_success() {
        for (var wrong : List.of("", "   \n", "<!DOCTYPE html><html><body>Log in</body></html>", "\u0000\u0001\u0002",
                good().substring(0, 20))) {
            assertThat(read(wrong.getBytes(StandardCharsets.UTF_8))).as(wrong).isInstanceOf(Batch.Unreadable.class);
        }
    }

    @Test
    void an_answer_cut_off_anywhere_is_an_error_or_known_to_be_cut() {
        var body = good().strip();
        for (int end = 1; end < body.length() - 2; end += 7) {
            switch (read(body.substring(0, end).getBytes(StandardCharsets.UTF_8))) {
                case Batch.Unreadable(var fault, _) -> assertThat(fault).isNotBlank();
                case Batch.Items items -> assertThat(items.complete()).as("cut at %d", end).isFalse();
            }
        }
    }

    @Test
    void other_charsets_give_the_same_ids() {
        assertThat(ids(good().getBytes(StandardCharsets.UTF_16)))
                .isEqualTo(ids(good().getBytes(StandardCharsets.UTF_8)));
    }
}
