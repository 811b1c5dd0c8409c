package io.newswatch.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract of streaming sources, and what only a folder does.
@SuppressWarnings("NullAway.Init")
class DirectorySourceContractTest extends StreamSourceContract {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve("drop"));
    }

    @Override
    StreamSource source() {
        return new DirectorySource();
    }

    @Override
    String location() {
        return folder.resolve("drop").toString();
    }

    @Override
    String wrongLocation() {
        try {
            return Files.writeString(folder.resolve("file.txt"), "no folder").toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    Map<String, String> options() {
        return Map.of("interval-ms", "20");
    }

    @Override
    void add(String name, String text) throws IOException {
        Files.writeString(Path.of(location()).resolve(name + ".txt"), text + "\n");
    }

    @Override
    void addUnreadable() throws IOException {
        Files.writeString(Path.of(location()).resolve("bad.jsonl"), "{\"text\": 7\n");
    }

    @Test
    void an_empty_delivery_says_that_all_which_was_there_has_been_read() throws Exception {
        add("old", "An old bridge stands.");
        var deliveries = new ConcurrentLinkedQueue<List<ArticleDraft>>();
        var config = new SourceConfig(
                new FeedDefinition("test/f", "directory", location(), "Feed", null, true, options()));
        try (var _ = source().open(config, Cursor.START, new StreamSource.Sink() {
            @Override
            public int deliver(List<ArticleDraft> drafts, Map<String, String> marks) {
                deliveries.add(drafts);
                return drafts.size();
            }

            @Override
            public void refused(List<Found.Refused> refusals) {
                throw new AssertionError(refusals);
            }
        })) {
            await().atMost(Duration.ofSeconds(60)).until(() -> deliveries.size() == 2);
        }
        assertThat(deliveries).extracting(List::size).containsExactly(1, 0);
    }
}
