package io.newswatch.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.ingest.publish.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A watched folder among whose files are some that nobody can read.
@SuppressWarnings("NullAway.Init")
class DirectorySourceTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path folder;
    private final Heard heard = new Heard();

    private static final class Heard implements StreamSource.Sink {
        private final List<ArticleDraft> drafts = new CopyOnWriteArrayList<>();
        private final List<Found.Refused> refusals = new CopyOnWriteArrayList<>();
        /// How many articles had been delivered at each delivery without any.
        private final List<Integer> ends = new CopyOnWriteArrayList<>();

        @Override
        public int deliver(List<ArticleDraft> delivered, Map<String, String> marks) {
            drafts.addAll(delivered);
            if (delivered.isEmpty()) {
                ends.add(drafts.size());
            }
            return delivered.size();
        }

        @Override
        public void refused(List<Found.Refused> told) {
            refusals.addAll(told);
        }
    }

    private StreamSource.Running watch() {
        var feed = new FeedDefinition("directory/inbox", "directory", folder.toString(), "inbox", null, true,
                Map.of("interval-ms", "20"));
        return new DirectorySource().open(new SourceConfig(feed), Cursor.START, heard);
    }

    private void file(String name, String content) throws IOException {
        Files.write(folder.resolve(name), content.getBytes(UTF_8));
    }

    @Test
    void every_file_that_cannot_be_read_is_told_once_with_its_fault_and_the_good_ones_arrive() throws Exception {
        file("a-good.txt", "The harbour ferry was repaired on Monday by its own crew.");
        Files.write(folder.resolve("b-binary.txt"), noise(4_000));
        Files.write(folder.resolve("c-not-utf8.jsonl"), "{\"text\":\"caf\u00e9\"}\n".getBytes(ISO_8859_1));
        Files.createSymbolicLink(folder.resolve("d-dangling.txt"), folder.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("e-loop.txt"), Path.of("e-loop.txt"));
        Files.createSymbolicLink(folder.resolve("f-endless.txt"), Path.of("/dev/zero"));
        file("g-empty.txt", "");
        file("h-empty.jsonl", "");
        file("i-half.jsonl", "{\"id\":\"whole\",\"text\":\"A whole article.\"}\n{\"id\":\"half\",\"te");
        file("j-long.jsonl", "{\"text\":\"" + "long ".repeat(1_800_000) + "\"}\n");
        file("k-bad.txt.gz", "no gzip at all");
        file("l-blank.html", "<html><body></body></html>");
        file("z-good.jsonl", "{\"id\":\"last\",\"text\":\"The last article arrives too.\"}\n");

        try (var _ = watch()) {
            await().atMost(SOON).until(() -> !heard.ends.isEmpty());
        }

        assertThat(heard.drafts).extracting(ArticleDraft::text).anyMatch(text -> text.startsWith("The harbour ferry"))
                .contains("A whole article.", "The last article arrives too.").hasSize(3);
        assertThat(heard.refusals).extracting(refused -> Path.of(refused.origin()).getFileName().toString(),
                Found.Refused::fault).containsExactlyInAnyOrder(tuple("b-binary.txt", Fault.NOT_TEXT),
                        tuple("c-not-utf8.jsonl:1", Fault.NOT_TEXT), tuple("d-dangling.txt", Fault.UNREADABLE),
                        tuple("e-loop.txt", Fault.UNREADABLE), tuple("f-endless.txt", Fault.UNREADABLE),
                        tuple("g-empty.txt", Fault.NO_WORDS), tuple("h-empty.jsonl", Fault.NO_WORDS),
                        tuple("i-half.jsonl:2", Fault.NOT_JSON), tuple("j-long.jsonl:1", Fault.TOO_LARGE),
                        tuple("k-bad.txt.gz", Fault.UNREADABLE), tuple("l-blank.html", Fault.NO_WORDS));
        assertThat(heard.refusals).allSatisfy(refused -> assertThat(refused.reason()).isNotBlank());
    }

    @Test
    void the_first_reading_ends_when_all_is_read_whatever_of_it_is_no_article() throws Exception {
        file("a-empty.txt", "");
        file("b-half.jsonl", "{\"id\":\"half\",\"te");
        file("c-old.txt", "The ferry that was here before anybody watched.");
        try (var _ = watch()) {
            await().atMost(SOON).until(() -> !heard.ends.isEmpty());
            file("d-empty.txt", "");
            await().atMost(SOON).until(() -> heard.ends.size() == 2);
        }
        assertThat(heard.ends).containsExactly(1, 1);
        assertThat(heard.refusals).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void a_pause_that_is_none_is_refused_in_words() {
        var feed = new FeedDefinition("directory/inbox", "directory", folder.toString(), "inbox", null, true,
                Map.of("interval-ms", "0"));
        assertThatThrownBy(() -> new DirectorySource().open(new SourceConfig(feed), Cursor.START, heard).close())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("interval-ms");
    }

    @Test
    void a_link_that_later_leads_to_a_file_is_read_then() throws Exception {
        Files.createSymbolicLink(folder.resolve("later.txt"), folder.resolve("target"));
        try (var _ = watch()) {
            await().atMost(SOON).until(() -> heard.refusals.size() == 1);
            file("target", "The ferry that was announced has arrived after all.");
            await().atMost(SOON).until(() -> heard.drafts.size() == 1);
        }
        assertThat(heard.refusals).hasSize(1);
    }

    @Test
    void a_folder_that_is_not_there_is_told_once_and_read_when_it_comes() throws Exception {
        Files.delete(folder);
        try (var _ = watch()) {
            await().atMost(SOON).until(() -> heard.refusals.size() == 1);
            Files.createDirectory(folder);
            file("first.txt", "The first article of a new folder stands here.");
            await().atMost(SOON).until(() -> heard.drafts.size() == 1);
        }
        assertThat(heard.refusals).extracting(Found.Refused::fault).containsExactly(Fault.UNREADABLE);
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return bytes;
    }
}
