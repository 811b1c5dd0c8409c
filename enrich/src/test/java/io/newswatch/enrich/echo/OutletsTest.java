package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutletsTest {

    @Test
    void an_outlet_without_articles_is_let_go_and_its_number_used_again() {
        var outlets = new Outlets();
        int lasting = outlets.add("lasting");
        long bytes = outlets.bytes();
        var numbers = IntStream.range(0, 1_000).map(i -> {
            int invented = outlets.add("invented " + i);
            assertThat(outlets.add("invented " + i)).isEqualTo(invented);
            assertThat(outlets.name(invented)).isEqualTo("invented " + i);
            outlets.remove(invented);
            outlets.remove(invented);
            return invented;
        }).distinct();
        assertThat(numbers.count()).isEqualTo(1);
        assertThat(outlets.bytes()).isEqualTo(bytes);
        assertThat(outlets.name(lasting)).isEqualTo("lasting");
    }
}
