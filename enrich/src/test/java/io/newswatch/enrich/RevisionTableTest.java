package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.enrich.RevisionTable.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RevisionTableTest {

    private final RevisionTable table = new RevisionTable();

    @Test
    void it_knows_what_a_plain_map_knows_through_growth_and_removals() {
        var random = new Random(3);
        Map<Long, Entry> model = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            // Neighbours in one part collide, which is what removal must bear.
            long id = (long) random.nextInt(9_000) << 44;
            if (random.nextInt(3) == 0) {
                table.remove(id);
                model.remove(id);
            } else {
                var entry = new Entry(i, 1 + random.nextInt(9), random.nextBoolean(), random.nextLong(),
                        random.nextInt(4) == 0 ? List.of(1L, 2L) : List.of());
                table.put(id, entry);
                model.put(id, entry);
            }
            if (i % 10_000 == 0) {
                assertSame(model);
            }
        }
        assertSame(model);
    }

    private void assertSame(Map<Long, Entry> model) {
        assertThat(table.size()).isEqualTo(model.size());
        for (long id = 0; id < 9_000; id++) {
            assertThat(table.get(id << 44)).isEqualTo(model.get(id << 44));
        }
    }

    @Test
    void a_round_over_all_places_forgets_all_that_is_over_and_nothing_else() {
        var random = new Random(5);
        Map<Long, Entry> model = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            var entry = new Entry(random.nextInt(1_000), 1, true, i, List.of());
            long id = random.nextLong();
            table.put(id, entry);
            model.put(id, entry);
        }
        model.values().removeIf(entry -> entry.micros() < 400);
        int[] gone = {0};
        for (int i = 0; i < 2_000; i++) {
            table.forget(400, 16, _ -> gone[0]++);
        }
        assertThat(gone[0]).isEqualTo(5_000 - model.size());
        assertThat(table.size()).isEqualTo(model.size());
        model.forEach((id, entry) -> assertThat(table.get(id)).isEqualTo(entry));
    }

    @Test
    void an_article_takes_some_fifty_bytes() {
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            table.put(random.nextLong(), new Entry(i, 1, true, i, List.of()));
        }
        assertThat(table.bytes() / table.size()).isBetween(28L, 61L);
    }
}
