package io.newswatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollSlotsTest {

    @Test
    void one_site_with_many_feeds_leaves_room_for_others_and_all_together_keep_the_limit() {
        var slots = new PollSlots(6);
        for (int i = 0; i < 4; i++) {
            assertThat(slots.tryTake("slow.example/" + i)).isTrue();
        }
        assertThat(slots.tryTake("slow.example/4")).isFalse();
        assertThat(slots.tryTake("fast.example/0")).isTrue();
        assertThat(slots.tryTake("third.example/0")).isTrue();
        assertThat(slots.tryTake("fourth.example/0")).isFalse();

        slots.giveBack("slow.example/0");
        assertThat(slots.tryTake("slow.example/4")).isTrue();
    }
}
