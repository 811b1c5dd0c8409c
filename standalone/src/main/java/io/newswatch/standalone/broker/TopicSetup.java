package io.newswatch.standalone.broker;

import io.newswatch.contract.Topic;
import io.newswatch.contract.Topic.Partitioning;
import io.newswatch.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Makes the topics of [Topics] on a broker, and looks whether those that are there are as they must be. Used by one thread.
public final class TopicSetup {

    private static final Duration TIME_TO_SHOW = Duration.ofSeconds(30);

    private final Map<Partitioning, Integer> partitions;
    private final int replicationFactor;

    /// @param partitions        partitions of each group of topics; a group left out has its default
    /// @param replicationFactor copies of each partition; 0 leaves it to the broker
    public TopicSetup(Map<Partitioning, Integer> partitions, int replicationFactor) {
        var counts = new EnumMap<Partitioning, Integer>(Partitioning.class);
        for (var group : Partitioning.values()) {
            counts.put(group, partitions.getOrDefault(group, group.defaultCount()));
        }
        this.partitions = Map.copyOf(counts);
        this.replicationFactor = replicationFactor;
    }

    /// A topic as it is on the broker.
    ///
    /// @param wanted      the partitions it should have
    /// @param present     the partitions it has, 0 when there is no such topic
    /// @param differences settings that are not as Newswatch would make them: "retention.ms is 1000, not 604800000"
    public record State(Topic<?, ?> topic, int wanted, int present, List<String> differences) {

        public State {
            differences = List.copyOf(differences);
        }

        /// @return whether the topic exists
        public boolean exists() {
            return present > 0;
        }

        /// @return whether records of one key would be looked for where they are not
        public boolean misfits() {
            return exists() && present != wanted;
        }
    }

    /// Makes the topics that are missing.
    ///
    /// @return the names of those made
    /// @throws BrokerException when one that is there has another number of partitions than the settings say; then none
    ///                         is made
    public List<String> create(Admin admin) {
        var states = look(admin);
        refuseMisfits(states);
        var missing = states.stream().filter(state -> !state.exists()).toList();
        var answers = admin.createTopics(missing.stream().map(this::newTopic).toList()).values();
        var made = new ArrayList<String>();
        for (var state : missing) {
            String name = state.topic().name();
            try {
                await(answers.getOrDefault(name, KafkaFuture.completedFuture(null)));
                made.add(name);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // made by someone else meanwhile
                    throw new BrokerException("the topic " + name + " cannot be made: " + reason(e), e);
                }
            }
        }
        awaitVisible(admin, made);
        awaitLeaders(admin, states);
        return made;
    }

    /// A broker that is told of its partitions one after the other turns away the first batch of a producer and may take
    /// the second; a partition that does not know the producer takes it whatever its number, and the first one, sent again,
    /// is out of sequence for ever. So nobody writes before all partitions answer.
    private static void awaitLeaders(Admin admin, List<State> states) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var state : states) {
            for (int partition = 0; partition < state.wanted(); partition++) {
                latest.put(new TopicPartition(state.topic().name(), partition), OffsetSpec.latest());
            }
        }
        try {
            await(admin.listOffsets(latest).all());
        } catch (ExecutionException e) {
            throw new BrokerException("the topics do not answer: " + reason(e) + ". Look at the brokers' logs.", e);
        }
    }

    /// The controller says "made" a moment before the brokers know of it.
    private static void awaitVisible(Admin admin, List<String> names) {
        long deadline = System.nanoTime() + TIME_TO_SHOW.toNanos();
        for (var hidden = hidden(admin, names); !hidden.isEmpty(); hidden = hidden(admin, hidden)) {
            if (System.nanoTime() > deadline) {
                throw new BrokerException("the topic " + hidden.getFirst() + " was made but does not show after "
                        + TIME_TO_SHOW.toSeconds() + " s. Look at the brokers' logs.");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static List<String> hidden(Admin admin, List<String> names) {
        var answers = admin.describeTopics(names).topicNameValues();
        return names.stream().filter(name -> description(answers.get(name)).isEmpty()).toList();
    }

    /// @return all topics as they are, in the order of an article's way
    public List<State> look(Admin admin) {
        var names = Topics.all().stream().map(Topic::name).toList();
        var descriptions = admin.describeTopics(names).topicNameValues();
        var present = Topics.all().stream()
                .map(topic -> description(descriptions.get(topic.name())))
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(TopicDescription::name, Function.identity()));
        var configs = configs(admin, present.keySet().stream().sorted().toList());
        return Topics.all().stream().map(topic -> state(topic, present.get(topic.name()), configs)).toList();
    }

    private static void refuseMisfits(List<State> states) {
        var problems = new ArrayList<String>();
        for (var state : states) {
            if (state.misfits()) {
                problems.add(state.topic().name() + " has " + state.present() + " partitions, not " + state.wanted());
            }
        }
        if (!problems.isEmpty()) {
            throw new BrokerException("the topics are partitioned otherwise than the settings say: "
                    + String.join("; ", problems) + ". Keys would be looked for where they are not, so nothing was"
                    + " started. Set topics.*-partitions (for newswatch.echo.probes: enrich.index-partitions) to what"
                    + " the topics have, or start with fresh topics.");
        }
    }

    private NewTopic newTopic(State state) {
        var copies = replicationFactor == 0 ? Optional.<Short>empty() : Optional.of((short) replicationFactor);
        return new NewTopic(state.topic().name(), Optional.of(state.wanted()), copies).configs(state.topic().config());
    }

    private State state(Topic<?, ?> topic, @Nullable TopicDescription description,
            Map<ConfigResource, KafkaFuture<Config>> configs) {
        int wanted = partitions.getOrDefault(topic.partitioning(), topic.partitioning().defaultCount());
        if (description == null) {
            return new State(topic, wanted, 0, List.of());
        }
        var config = configs.get(resource(topic.name()));
        return new State(topic, wanted, description.partitions().size(),
                config == null ? List.of() : differences(topic, config));
    }

    private static List<String> differences(Topic<?, ?> topic, KafkaFuture<Config> future) {
        try {
            var config = await(future);
            return topic.config().entrySet().stream()
                    .filter(wanted -> config.get(wanted.getKey()) != null
                            && !wanted.getValue().equals(config.get(wanted.getKey()).value()))
                    .map(wanted -> wanted.getKey() + " is " + config.get(wanted.getKey()).value() + ", not "
                            + wanted.getValue())
                    .toList();
        } catch (ExecutionException e) {
            return List.of("its settings cannot be read: " + reason(e));
        }
    }

    private static Map<ConfigResource, KafkaFuture<Config>> configs(Admin admin, List<String> names) {
        return names.isEmpty()
                ? Map.of()
                : admin.describeConfigs(names.stream().map(TopicSetup::resource).toList()).values();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static Optional<TopicDescription> description(@Nullable KafkaFuture<TopicDescription> future) {
        if (future == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(await(future));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new BrokerException("the broker does not tell of its topics: " + reason(e)
                    + ". Look at kafka.bootstrap.servers and the kafka.* settings for its security.", e);
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while waiting for the broker", e);
        }
    }

    private static String reason(ExecutionException e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : String.valueOf(e.getCause().getMessage());
    }
}
