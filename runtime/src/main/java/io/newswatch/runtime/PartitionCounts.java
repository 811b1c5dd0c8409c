package io.newswatch.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// How many partitions the topics of a service have: what its wiring depends on, asked at its start. Immutable.
///
/// @param byTopic partitions by the topic's name
public record PartitionCounts(Map<String, Integer> byTopic) {

    private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(30);

    public PartitionCounts {
        byTopic = Map.copyOf(byTopic);
    }

    /// @param service that asks, for messages
    /// @throws SettingException when a topic is missing
    /// @throws StartException   when the brokers do not answer within half a minute, or refuse us
    public static PartitionCounts ask(Settings settings, String service, List<String> topics) {
        try (var admin = Admin.create(KafkaClients.admin(settings, service + "-check"))) {
            var descriptions = admin.describeTopics(topics).allTopicNames().get(BROKER_ANSWERS_WITHIN.toSeconds(),
                    TimeUnit.SECONDS);
            return new PartitionCounts(descriptions.values().stream()
                    .collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions().size())));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new SettingException("a topic of " + service + " is missing (it needs "
                        + String.join(", ", topics) + "): create them with `newswatch topics create`");
            }
            throw new StartException(service + " cannot ask the brokers for its topics: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new StartException("the brokers did not answer within " + BROKER_ANSWERS_WITHIN.toSeconds()
                    + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while starting", e);
        }
    }

    /// @param topic one of those asked for
    public int of(String topic) {
        var count = byTopic.get(topic);
        if (count == null) {
            throw new IllegalArgumentException("not asked for " + topic);
        }
        return count;
    }

    /// @return whether each of the topics has one partition, so that one task sees all records
    public boolean allOne() {
        return byTopic.values().stream().allMatch(count -> count == 1);
    }
}
