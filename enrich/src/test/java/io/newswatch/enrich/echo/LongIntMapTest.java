package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongIntMapTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void behaves_like_a_plain_map(long seed) {
        var random = new Random(seed);
        var plain = new HashMap<Long, Integer>();
        var map = new LongIntMap();
        for (int step = 0; step < 20_000; step++) {
            // Few keys, and such as collide, so that removals shift whole runs.
            long key = (long) random.nextInt(400) << (seed % 2 == 0 ? 40 : 0);
            if (random.nextInt(3) == 0) {
                map.remove(key);
                plain.remove(key);
            } else {
                int value = random.nextInt();
                if (value != LongIntMap.NONE) {
                    map.put(key, value);
                    plain.put(key, value);
                }
            }
        }
        assertThat(map.size()).isEqualTo(plain.size());
        for (int i = 0; i < 400; i++) {
            long key = (long) i << (seed % 2 == 0 ? 40 : 0);
            assertThat(map.get(key)).isEqualTo(plain.getOrDefault(key, LongIntMap.NONE));
        }
    }
}
