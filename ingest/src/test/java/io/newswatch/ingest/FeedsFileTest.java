package io.newswatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedsFileTest {

    private static final Set<String> SOURCES = Set.of("rss", "directory");

    @Test
    void reads_feeds() {
        var feeds = FeedsFile.read("""
                feeds:
                  - id: world
                    url: https://news.riverpost.co.uk/rss
                    language: en
                    options: {pages: never}
                  - {id: drop, source: directory, path: in, name: The drop}
                """, Path.of("/etc/feeds.yaml"), SOURCES);
        assertThat(feeds.getFirst().key()).isEqualTo("riverpost.co.uk/world");
        assertThat(feeds.getFirst().options()).containsEntry("pages", "never");
        assertThat(feeds.get(1).key()).isEqualTo("directory/drop");
        assertThat(feeds.get(1).location()).isEqualTo("/etc/in");
        assertThat(feeds.get(1).name()).isEqualTo("The drop");
    }

    @Test
    void every_mistake_is_told_with_its_line_and_feed() {
        assertThatThrownBy(() -> FeedsFile.read("""
                feeds:
                  - id: world
                    ulr: https://x.example/rss
                  - id: other
                    source: telepathy
                    url: ftp://x.example
                  - just words
                  - {id: both, source: directory, url: "https://x.example/", path: in}
                  - {id: list, url: "https://x.example/", options: [pages]}
                  - {id: deep, url: "https://x.example/", options: {pages: [never]}}
                """, Path.of("feeds.yaml"), SOURCES))
                .hasMessageContaining("feeds.yaml:3: feed world: unknown field \"ulr\"; did you mean url?")
                .hasMessageContaining("feeds.yaml:4: feed \"other\": no source \"telepathy\"; there are")
                .hasMessageContaining("url must be an http or https address")
                .hasMessageContaining("feeds.yaml:7: a feed is a mapping")
                .hasMessageContaining("feeds.yaml:8: feed \"both\": has both a url and a path")
                .hasMessageContaining("feeds.yaml:9: feed \"list\": options must be a mapping")
                .hasMessageContaining("feeds.yaml:10: feed \"deep\": an option is a name and a word");
    }

    @Test
    void what_is_no_yaml_or_no_list_is_said() {
        assertThatThrownBy(() -> FeedsFile.read("feeds: [", Path.of("f.yaml"), SOURCES))
                .hasMessageStartingWith("f.yaml:1: no YAML: ").message().hasLineCount(1);
        assertThatThrownBy(() -> FeedsFile.read("rules: []", Path.of("f.yaml"), SOURCES))
                .hasMessageContaining("\"feeds:\"");
    }
}
