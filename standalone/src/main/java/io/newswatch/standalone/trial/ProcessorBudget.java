package io.newswatch.standalone.trial;

import com.sun.management.OperatingSystemMXBean;
import io.newswatch.standalone.trial.ThroughputTrial.Share;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/// Where the processor time of this process goes while the enrich service runs in it beside a broker.
///
/// How much each group of threads takes is what the system says; how a stream thread's time falls on the stages of an
/// article's way is sampled by the JVM's flight recorder (by processor time where it can, JDK 25 on Linux). Used by one
/// thread.
final class ProcessorBudget {

    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();
    private static final List<String> SAMPLES = List.of("jdk.CPUTimeSample", "jdk.ExecutionSample");

    /// Groups of threads.
    private enum Threads {
        STREAM("stream threads"), CLIENT("Kafka's clients: send, beat"), BROKER("the broker"), JVM(
                "the JVM: collector, compiler");

        private final String words;

        Threads(String words) {
            this.words = words;
        }

        static Threads of(String name) {
            if (name.contains("-StreamThread-")) {
                return name.startsWith("kafka-") ? CLIENT : STREAM;
            }
            return name.startsWith("kafka-producer") || name.startsWith("kafka-admin-client")
                    || name.startsWith("kafka-coordinator-heartbeat") ? CLIENT : BROKER;
        }
    }

    /// What a stream thread is at: the first stage of which something stands in its stack.
    ///
    /// @param marks beginnings of `class.method`
    private record Stage(String words, List<String> marks) {

        static Stage of(String words, String... marks) {
            return new Stage(words, List.of(marks));
        }

        boolean isIn(List<String> stack) {
            return stack.stream().anyMatch(frame -> marks.stream().anyMatch(frame::startsWith));
        }
    }

    private static final String ENRICH = "io.newswatch.enrich.";
    private static final String STREAMS = "org.apache.kafka.streams.";
    private static final String CLIENTS = "org.apache.kafka.clients.";
    private static final List<Stage> STAGES = List.of(
            Stage.of("put articles aside that wait", ENRICH + "WaitingArticle"),
            Stage.of("read raw JSON", "io.newswatch.contract.JsonSerde.read"),
            Stage.of("write enriched JSON", "io.newswatch.contract.JsonSerde"),
            Stage.of("sentences and fingerprints", ENRICH + "SplitArticle", ENRICH + "text.",
                    ENRICH + "echo.WordReader",
                    ENRICH + "echo.Fingerprint.of"),
            Stage.of("keep the memory's changelog", ENRICH + "MemoryStore"),
            Stage.of("ask the memory, remember", ENRICH + "echo.EchoIndex"),
            Stage.of("pack records, compress", CLIENTS + "producer.KafkaProducer.send",
                    CLIENTS + "producer.KafkaProducer.doSend"),
            Stage.of("dossiers, revisions, judging", ENRICH + "Dossier", ENRICH + "Revision",
                    STREAMS + "state.internals"),
            Stage.of("put the enriched article together", ENRICH + "ArticleWriter", ENRICH + "EnrichMetrics"),
            Stage.of("between the processors", ENRICH),
            Stage.of("fetch records", CLIENTS + "consumer"),
            Stage.of("commit", STREAMS + "processor.internals.TaskExecutor.commit",
                    STREAMS + "processor.internals.TaskManager.commit", CLIENTS + "producer"),
            Stage.of("Kafka Streams itself", ""));

    private final Recording recording = new Recording();
    private final Map<Threads, Long> before;
    private final long processBefore;

    private ProcessorBudget() {
        var known = FlightRecorder.getFlightRecorder().getEventTypes().stream().map(type -> type.getName()).toList();
        var sample = SAMPLES.stream().filter(known::contains).findFirst().orElseThrow();
        recording.enable(sample).with("throttle", "2ms").with("period", "2ms");
        recording.start();
        before = threadNanos();
        processBefore = SYSTEM.getProcessCpuTime();
    }

    /// Begins to watch.
    static ProcessorBudget begin() {
        return new ProcessorBudget();
    }

    /// Ends the watch.
    ///
    /// @param articles how many came through meanwhile
    List<Share> end(long articles) throws IOException {
        var nanos = new EnumMap<Threads, Long>(Threads.class);
        threadNanos().forEach((group, now) -> nanos.put(group, now - before.getOrDefault(group, 0L)));
        long all = SYSTEM.getProcessCpuTime() - processBefore;
        nanos.put(Threads.JVM, all - nanos.values().stream().mapToLong(Long::longValue).sum());
        recording.stop();
        var samples = samples();
        long sampled = samples.values().stream().mapToLong(Long::longValue).sum();
        double stream = nanos.getOrDefault(Threads.STREAM, 0L) / 1e3 / articles;
        var lines = new ArrayList<Share>();
        STAGES.forEach(stage -> lines.add(new Share(stage.words,
                stream * samples.getOrDefault(stage, 0L) / sampled)));
        Stream.of(Threads.CLIENT, Threads.BROKER, Threads.JVM).forEach(group -> lines
                .add(new Share(group.words, nanos.getOrDefault(group, 0L) / 1e3 / articles)));
        lines.add(new Share("all", all / 1e3 / articles));
        return lines;
    }

    private static Map<Threads, Long> threadNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        var nanos = new EnumMap<Threads, Long>(Threads.class);
        Stream.of(threads.getThreadInfo(threads.getAllThreadIds())).filter(Objects::nonNull)
                .forEach((ThreadInfo thread) -> nanos.merge(Threads.of(thread.getThreadName()),
                        Math.max(0, threads.getThreadCpuTime(thread.getThreadId())), Long::sum));
        return nanos;
    }

    private Map<Stage, Long> samples() throws IOException {
        var file = Files.createTempFile("newswatch-budget", ".jfr");
        try (recording) {
            recording.dump(file);
            var counts = samples(file);
            return counts.isEmpty() ? Map.of(STAGES.getLast(), 1L) : counts;
        } finally {
            Files.delete(file);
        }
    }

    private static Map<Stage, Long> samples(Path file) throws IOException {
        var counts = new HashMap<Stage, Long>();
        try (var events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                var event = events.readEvent();
                if (SAMPLES.contains(event.getEventType().getName()) && event.getStackTrace() != null
                        && Threads.of(threadOf(event)) == Threads.STREAM) {
                    counts.merge(stageOf(event.getStackTrace()), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    private static String threadOf(RecordedEvent event) {
        RecordedThread thread = event.getThread(event.hasField("sampledThread") ? "sampledThread" : "eventThread");
        return thread == null ? "" : String.valueOf(thread.getJavaName());
    }

    private static Stage stageOf(RecordedStackTrace stack) {
        var frames = stack.getFrames().stream().map(RecordedFrame::getMethod)
                .map(method -> method.getType().getName() + "." + method.getName()).toList();
        return STAGES.stream().filter(stage -> stage.isIn(frames)).findFirst().orElseThrow();
    }
}
