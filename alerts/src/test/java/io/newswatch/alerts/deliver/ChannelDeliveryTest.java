package io.newswatch.alerts.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.alerts.OfflineAlerts;
import io.newswatch.alerts.SampleArticle;
import io.newswatch.alerts.channel.Channel;
import io.newswatch.alerts.channel.Outcome;
import io.newswatch.alerts.rule.RuleFile;
import io.newswatch.contract.Alert;
import io.newswatch.contract.Delivery;
import io.newswatch.contract.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Delivery to one channel, with lists in the place of topics and a clock that is set by hand.
class ChannelDeliveryTest {

    private Instant now = SampleArticle.MORNING;
    private final List<String> sent = new ArrayList<>();
    private Function<Alert, Outcome> answer = _ -> new Outcome.Delivered("ok");
    private boolean stopping;
    private final Lists log = new Lists();
    private ChannelDelivery delivery = delivery();

    private ChannelDelivery delivery() {
        return new ChannelDelivery(new Channel() {
            @Override
            public String name() {
                return "webhook:desk";
            }

            @Override
            public Outcome send(Alert alert) {
                sent.add(alert.articleId());
                return answer.apply(alert);
            }
        }, () -> now, (_, _) -> {
        }, () -> stopping);
    }

    private static DeliveryLog.Placed alert(String article) {
        var rules = RuleFile.parse("r", "{id: r, match: {text: {any: [drill]}}, channels: [webhook:desk]}").rules();
        return new DeliveryLog.Placed(0, new OfflineAlerts(rules, false)
                .take(SampleArticle.article(article).novel("A drill.").build()).getFirst());
    }

    @Test
    void an_alert_is_sent_recorded_and_not_sent_again() {
        var alert = alert("a");
        log.next.add(List.of(alert));
        delivery.round(log);
        log.next.add(List.of(alert));
        delivery.round(log);

        assertThat(sent).containsExactly("a");
        assertThat(log.recorded).extracting(Delivery::state).containsExactly(State.DELIVERED);
    }

    @Test
    void a_failure_is_recorded_with_its_alert_and_the_rest_of_the_round_waits_untried() {
        answer = _ -> new Outcome.Later("answered 503", null);
        log.next.add(List.of(alert("a"), alert("b")));
        delivery.round(log);

        assertThat(sent).containsExactly("a");
        assertThat(log.recorded).extracting(Delivery::state).containsOnly(State.PENDING);
        assertThat(log.recorded).extracting(Delivery::attempt).containsExactly(1, 0);
        assertThat(log.recorded).allMatch(pending -> pending.alert() != null && pending.dueAt() != null);

        answer = _ -> new Outcome.Delivered("ok");
        now = now.plus(Duration.ofSeconds(6));
        delivery.round(log);
        assertThat(sent).containsExactly("a", "b", "a");
        assertThat(delivery.waiting()).isZero();
    }

    @Test
    void what_waits_survives_a_restart_by_the_record() {
        answer = _ -> new Outcome.Later("answered 503", null);
        log.next.add(List.of(alert("a")));
        delivery.round(log);

        answer = _ -> new Outcome.Delivered("ok");
        delivery = delivery();
        delivery.came(0, log.recorded);
        now = now.plus(Duration.ofSeconds(6));
        delivery.round(log);

        assertThat(sent).containsExactly("a", "a");
        assertThat(log.recorded.getLast().attempt()).isEqualTo(2);
        assertThat(log.recorded.getLast().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void it_is_tried_for_three_days_and_then_kept_as_a_dead_letter() {
        answer = _ -> new Outcome.Later("answered 500", null);
        log.next.add(List.of(alert("a")));
        int rounds = 0;
        while (log.letters.isEmpty() && rounds++ < 20) {
            delivery.round(log);
            now = now.plus(Duration.ofHours(27));
        }

        assertThat(sent).hasSize(10);
        assertThat(log.letters).containsExactly("a: answered 500");
        assertThat(log.recorded.getLast().state()).isEqualTo(State.FAILED);
    }

    @Test
    void the_other_side_says_how_long_it_wants_to_be_left_alone() {
        answer = _ -> new Outcome.Later("answered 429", Duration.ofHours(1));
        log.next.add(List.of(alert("a")));
        delivery.round(log);

        assertThat(log.recorded.getLast().dueAt()).isEqualTo(now.plus(Duration.ofHours(1)));

        answer = _ -> new Outcome.Delivered("ok");
        log.next.add(List.of(alert("b")));
        now = now.plus(Duration.ofMinutes(59));
        delivery.round(log);
        assertThat(sent).containsExactly("a");
        assertThat(delivery.waiting()).isEqualTo(2);
        assertThat(log.waited).isLessThanOrEqualTo(Duration.ofSeconds(1)).isPositive();

        now = now.plus(Duration.ofMinutes(2));
        delivery.round(log);
        assertThat(sent).containsExactlyInAnyOrder("a", "a", "b");
        assertThat(delivery.waiting()).isZero();
    }

    @Test
    void a_mistake_of_the_channel_holds_up_nothing() {
        answer = alert -> {
            if (alert.articleId().equals("a")) {
                throw new IllegalStateException("a mistake");
            }
            return new Outcome.Delivered("ok");
        };
        log.next.add(List.of(alert("a"), alert("b")));
        delivery.round(log);
        now = now.plus(Duration.ofSeconds(5));
        delivery.round(log);

        assertThat(sent).containsExactly("a", "b");
        assertThat(log.recorded.getFirst().detail()).contains("a mistake");
        assertThat(delivery.waiting()).isEqualTo(1);
    }

    @Test
    void when_the_service_stops_the_rest_of_the_round_waits_on_record() {
        answer = _ -> {
            stopping = true;
            return new Outcome.Delivered("ok");
        };
        log.next.add(List.of(alert("a"), alert("b")));
        delivery.round(log);

        assertThat(sent).containsExactly("a");
        assertThat(log.recorded).extracting(Delivery::state).containsExactly(State.DELIVERED, State.PENDING);
    }

    @Test
    void gone_switches_the_channel_off_and_loses_nothing() {
        answer = _ -> new Outcome.Gone("answered 410");
        log.next.add(List.of(alert("a"), alert("b")));
        delivery.round(log);

        assertThat(sent).containsExactly("a");
        assertThat(delivery.gone()).isTrue();
        assertThat(log.letters).hasSize(2);
    }

    private static final class Lists implements DeliveryLog {

        private final Deque<List<Placed>> next = new ArrayDeque<>();
        private final List<Delivery> recorded = new ArrayList<>();
        private final List<String> letters = new ArrayList<>();
        private Duration waited = Duration.ZERO;

        @Override
        public List<Placed> poll(Duration atMost, boolean pause) {
            waited = atMost;
            return next.isEmpty() ? List.of() : next.pop();
        }

        @Override
        public void record(int partition, Delivery delivery) {
            recorded.add(delivery);
        }

        @Override
        public void deadLetter(Placed alert, String channel, String reason) {
            letters.add(alert.alert().articleId() + ": " + reason);
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
