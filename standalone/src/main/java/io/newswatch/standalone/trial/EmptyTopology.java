package io.newswatch.standalone.trial;

import io.newswatch.contract.Topics;
import io.newswatch.runtime.PromptCommit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// What any program could reach at most on the ways of enrich: articles travel them, and nobody reads them. No JSON, no
/// sentences, no memory. An article that waits for answers lies in a logged store, as in enrich; questions and answers are
/// nearly empty.
final class EmptyTopology {

    static final String QUESTIONS = "newswatch.bench.questions";
    static final String ANSWERS = "newswatch.bench.answers";
    static final String OUT = "newswatch.bench.out";

    private static final String STORE = "waiting";
    private static final byte[] NOTHING = new byte[100];

    private EmptyTopology() {}

    /// One task, from article to article.
    ///
    /// @param through counts the articles
    static Topology fused(LongAdder through) {
        var topology = new Topology();
        read(topology, "read", Topics.RAW_ARTICLES.name());
        topology.addProcessor("carry", PromptCommit.of(() -> new Carry(through)), "read");
        write(topology, "write", OUT, "carry");
        return topology;
    }

    /// Articles to a question for each index partition, questions to answers, the last answer to the article.
    ///
    /// @param through counts the articles
    static Topology spread(int indexPartitions, LongAdder through) {
        var topology = new Topology();
        read(topology, "read", Topics.RAW_ARTICLES.name());
        topology.addProcessor("ask", PromptCommit.of(() -> new Ask(indexPartitions)), "read");
        topology.addSink("questions", QUESTIONS, Serdes.String().serializer(), Serdes.ByteArray().serializer(),
                byFirstByte(), "ask");
        read(topology, "read-questions", QUESTIONS);
        topology.addProcessor("answer", PromptCommit.of(Answer::new), "read-questions");
        write(topology, "answers", ANSWERS, "answer");
        read(topology, "read-answers", ANSWERS);
        topology.addProcessor("gather", PromptCommit.of(() -> new Gather(indexPartitions, through)), "read-answers");
        write(topology, "write", OUT, "gather");
        topology.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(),
                Serdes.ByteArray()).withLoggingEnabled(Map.of()).withCachingDisabled(), "ask", "gather");
        return topology;
    }

    private static void read(Topology topology, String name, String topic) {
        topology.addSource(name, Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), topic);
    }

    private static void write(Topology topology, String name, String topic, String after) {
        topology.addSink(name, topic, Serdes.String().serializer(), Serdes.ByteArray().serializer(), after);
    }

    /// A question bears the number of its partition in its first byte.
    private static StreamPartitioner<String, byte[]> byFirstByte() {
        return (_, _, question, _) -> Optional.of(Set.of((int) question[0]));
    }

    private static final class Carry extends ContextualProcessor<String, byte[], String, byte[]> {

        private final LongAdder through;

        Carry(LongAdder through) {
            this.through = through;
        }

        @Override
        public void process(Record<String, byte[]> article) {
            context().forward(article);
            through.increment();
        }
    }

    private static final class Ask extends ContextualProcessor<String, byte[], String, byte[]> {

        private final int partitions;

        Ask(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public void process(Record<String, byte[]> article) {
            KeyValueStore<String, byte[]> waiting = context().getStateStore(STORE);
            waiting.put(article.key(), article.value());
            for (int partition = 0; partition < partitions; partition++) {
                var question = NOTHING.clone();
                question[0] = (byte) partition;
                context().forward(new Record<>(article.key(), question, article.timestamp()));
            }
        }
    }

    private static final class Answer extends ContextualProcessor<String, byte[], String, byte[]> {

        @Override
        public void process(Record<String, byte[]> question) {
            context().forward(question);
        }
    }

    private static final class Gather extends ContextualProcessor<String, byte[], String, byte[]> {

        private final int partitions;
        private final LongAdder through;
        private final Map<String, Integer> answers = new HashMap<>();

        Gather(int partitions, LongAdder through) {
            this.partitions = partitions;
            this.through = through;
        }

        @Override
        public void process(Record<String, byte[]> answer) {
            if (answers.merge(answer.key(), 1, Integer::sum) == partitions) {
                answers.remove(answer.key());
                KeyValueStore<String, byte[]> waiting = context().getStateStore(STORE);
                byte @Nullable [] article = waiting.delete(answer.key());
                if (article != null) {
                    context().forward(answer.withValue(article));
                    through.increment();
                }
            }
        }
    }
}
