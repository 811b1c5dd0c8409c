package io.newswatch.bench.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Gives every target its seeds and a few hundred mutations of them, the same in each build. `bench/fuzz` searches longer,
/// guided by coverage.
class MutatedSeedsTest {

    private static final List<Class<?>> TARGETS = List.of(IngestTargets.class, EnrichTargets.class, AlertTargets.class,
            WireTargets.class);
    private static final int ROUNDS = 300;
    /// Those that take long for each input.
    private static final Map<String, Integer> FEWER_ROUNDS = Map.of("grammar", 8, "events", 50, "batches", 100);
    private static final int TIMES = Integer.getInteger("newswatch.fuzz.times", 1);
    private static final long SEED = Long.getLong("newswatch.fuzz.seed", 1);
    /// Hangs, not slow machines, are meant.
    private static final Duration LONGEST = Duration.ofMinutes(3).multipliedBy(TIMES);

    @TestFactory
    Stream<DynamicTest> targets() {
        return TARGETS.stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                .sorted(Comparator.comparing(Method::getName)))
                .map(target -> dynamicTest(target.getDeclaringClass().getSimpleName() + " " + target.getName(),
                        () -> assertTimeoutPreemptively(LONGEST, () -> run(target))));
    }

    private static void run(Method target) throws Exception {
        var seeds = seeds(target);
        for (var seed : seeds) {
            give(target, seed);
        }
        var mutations = new Mutations(seeds, SEED);
        int rounds = FEWER_ROUNDS.getOrDefault(target.getName(), ROUNDS) * TIMES;
        for (int i = 0; i < rounds; i++) {
            give(target, mutations.next());
        }
    }

    private static List<byte[]> seeds(Method target) throws IOException {
        var folder = Path.of(Objects.requireNonNull(System.getProperty("newswatch.root")),
                "bench/src/test/resources/io/newswatch/bench/fuzz",
                target.getDeclaringClass().getSimpleName() + "Inputs", target.getName());
        var seeds = new ArrayList<byte[]>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }

    private static void give(Method target, byte[] input) throws Exception {
        try {
            var type = target.getDeclaringClass().getDeclaredConstructor();
            target.invoke(type.newInstance(), (Object) input);
        } catch (InvocationTargetException e) {
            var file = Files.createTempFile("newswatch-fuzz-" + target.getName() + "-", "");
            Files.write(file, input);
            throw new AssertionError("with the " + input.length + " bytes in " + file + ": "
                    + new String(input, 0, Math.min(400, input.length), StandardCharsets.UTF_8) + "\n(hex "
                    + HexFormat.of().formatHex(input, 0, Math.min(200, input.length)) + ")", e.getCause());
        }
    }
}
