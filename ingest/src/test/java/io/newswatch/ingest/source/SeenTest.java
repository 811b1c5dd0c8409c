package io.newswatch.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenTest {

    @Test
    void what_was_met_least_lately_is_forgotten_first() {
        var seen = new Seen("", 2);
        for (var name : List.of("a", "b")) {
            seen.put(Seen.hash(name), new Seen.Mark("", Seen.hash(name, "x"), true));
        }
        assertThat(seen.get(Seen.hash("a"))).isNotNull();
        seen.put(Seen.hash("c"), new Seen.Mark(Seen.hash("said"), Seen.hash("c"), false));
        var again = new Seen(seen.text(), 2);
        assertThat(again.get(Seen.hash("b"))).isNull();
        assertThat(again.get(Seen.hash("a"))).isEqualTo(new Seen.Mark("", Seen.hash("a", "x"), true));
        assertThat(again.get(Seen.hash("c"))).isEqualTo(new Seen.Mark(Seen.hash("said"), Seen.hash("c"), false));
    }

    @Test
    void a_full_memory_fits_a_cursor() {
        var articles = new Seen("", 1_000);
        var files = new Seen("", 600);
        for (int i = 0; i < 1_500; i++) {
            articles.put(Seen.hash("a" + i), new Seen.Mark(Seen.hash("s" + i), Seen.hash("p" + i), true));
            files.put(Seen.hash("f" + i), new Seen.Mark("", Seen.hash("h" + i), true));
        }
        var cursor = new Cursor(null, articles.text(), Map.of("files", files.text()));
        assertThat(cursor.json()).hasSizeLessThan(Cursor.LARGEST);
    }
}
