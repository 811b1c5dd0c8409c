package io.newswatch.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.newswatch.contract.Topic;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class TopicSetupTest {

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void start(@TempDir Path folder) {
        broker = EmbeddedBroker.start(BrokerOptions.in(folder));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void makes_what_is_missing_once_and_as_the_contract_says() {
        var setup = new TopicSetup(Map.of(Partitioning.BY_ARTICLE, 2), 1);
        var names = Topics.all().stream().map(Topic::name).toList();

        assertThat(setup.create(admin)).isEqualTo(names);
        assertThat(setup.create(admin)).isEmpty();
        assertThat(setup.look(admin)).allSatisfy(state -> {
            assertThat(state.differences()).isEmpty();
            assertThat(state.misfits()).isFalse();
            assertThat(state.present()).isEqualTo(state.topic().partitioning() == Partitioning.BY_ARTICLE
                    ? 2
                    : state.topic().partitioning().defaultCount());
        });
    }

    @Test
    void other_partition_counts_are_refused_before_anything_is_made() {
        var raw = Topics.RAW_ARTICLES.name();
        admin.createTopics(List.of(new NewTopic(raw, 3, (short) 1)));
        await().atMost(Duration.ofSeconds(60)).until(() -> admin.listTopics().names().get().contains(raw));
        var setup = new TopicSetup(Map.of(), 1);

        assertThatExceptionOfType(BrokerException.class).isThrownBy(() -> setup.create(admin))
                .withMessageContaining(raw + " has 3 partitions, not 4")
                .withMessageContaining("topics.*-partitions");
        assertThat(setup.look(admin)).filteredOn(TopicSetup.State::exists).hasSize(1)
                .first().satisfies(state -> assertThat(state.differences())
                        .anySatisfy(line -> assertThat(line).startsWith("max.message.bytes is ")));
    }
}
