package io.newswatch.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.ingest.publish.ArticleFiles.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleFilesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private List<Found> read(String name, String content) throws IOException {
        var found = new ArrayList<Found>();
        ArticleFiles.read(Files.writeString(folder.resolve(name), content), null, found::add);
        return found;
    }

    @Test
    void a_bad_line_names_file_and_line_and_the_rest_goes_on() throws IOException {
        var found = read("a.jsonl", """
                {"id":"1","text":"One.","lang":"en","published":"2026-05","time":"2026-05-11T08:00:00Z"}
                not json
                {"id":"2"}
                {"id":"3","text":"Three.","publishedAt":"soon"}

                {"id":"4","text":"Four.\\nExactly  as given ","url":"https://x.example/4"}
                """);
        assertThat(found).hasSize(5);
        var first = ((Found.Article) found.getFirst()).draft();
        assertThat(first.language()).isEqualTo("en");
        assertThat(first.publishedAt()).hasToString("2026-05");
        assertThat(first.arrivedAt()).hasToString("2026-05-11T08:00:00Z");
        assertThat(found.subList(1, 4)).allSatisfy(one -> assertThat(one).isInstanceOf(Found.Refused.class));
        assertThat(((Found.Refused) found.get(1)).origin()).endsWith("a.jsonl:2");
        assertThat(((Found.Refused) found.get(2)).reason()).contains("\"text\"");
        assertThat(((Found.Refused) found.get(3)).reason()).contains("soon");
        assertThat(((Found.Article) found.get(4)).draft().text()).isEqualTo("Four.\nExactly  as given ");
    }

    @Test
    void bytes_that_are_no_text_are_refused_line_by_line() throws IOException {
        var file = folder.resolve("b.jsonl");
        var bad = new byte[]{'"', (byte) 0xff, '"', '\n'};
        var good = "{\"id\":\"1\",\"text\":\"Good.\"}".getBytes(StandardCharsets.UTF_8);
        Files.write(file, bad);
        Files.write(file, good, java.nio.file.StandardOpenOption.APPEND);
        var found = new ArrayList<Found>();
        ArticleFiles.read(file, null, found::add);
        assertThat(found).hasSize(2);
        assertThat(found.getLast()).isInstanceOf(Found.Article.class);
    }

    @Test
    void an_unreadable_or_foreign_file_is_a_refusal() throws IOException {
        assertThat(read("x.pdf", "..").getFirst()).isInstanceOf(Found.Refused.class);
        assertThat(read("empty.txt", "\n").getFirst()).isInstanceOf(Found.Refused.class);
        assertThat(read("empty.html", "<html></html>").getFirst()).isInstanceOf(Found.Refused.class);
    }

    @Test
    void the_id_is_of_the_url_else_of_feed_and_guid() throws IOException {
        var withUrl = ((Found.Article) read("u.jsonl",
                "{\"id\":\"1\",\"text\":\"T.\",\"url\":\"https://x.example/1?utm_source=a\"}")
                .getFirst()).draft();
        var without = withUrl.withGuid("1");
        assertThat(withUrl.articleId("a/b")).isEqualTo(withUrl.articleId(null)).hasSize(32);
        assertThat(without.articleId(null)).isEqualTo(withUrl.articleId(null));
        var named = ((Found.Article) read("n.jsonl", "{\"id\":\"n-1\",\"text\":\"T.\"}").getFirst()).draft();
        assertThat(named.articleId(null)).isEqualTo("n-1");
        assertThat(named.articleId("a/b")).isNotEqualTo(named.articleId("a/c"));
    }

    @Test
    void a_long_text_is_cut_and_marked() throws IOException {
        var draft = ((Found.Article) read("l.jsonl", "{\"id\":\"l\",\"text\":\"" + "word ".repeat(1_000) + "\"}")
                .getFirst())
                .draft();
        var article = draft.toRaw(null, "files", Instant.EPOCH, false, 1_000);
        assertThat(article.truncated()).isTrue();
        assertThat(article.text()).hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    void an_article_may_have_arrived_before_but_not_after_now() throws IOException {
        var now = Instant.parse("2026-03-02T08:00:00Z");
        var drafts = read("a.jsonl", """
                {"id":"past","text":"T.","arrivedAt":"2022-12-05T16:54:44Z"}
                {"id":"future","text":"T.","arrivedAt":"2126-03-02T08:00:00Z"}
                {"id":"none","text":"T."}
                """);
        assertThat(drafts).extracting(
                found -> ((Found.Article) found).draft().toRaw(null, "files", now, false, 1_000).arrivedAt())
                .containsExactly(Instant.parse("2022-12-05T16:54:44Z"), now, now);
    }
}
