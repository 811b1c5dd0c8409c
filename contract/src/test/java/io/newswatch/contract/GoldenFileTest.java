package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectWriter;

/// Golden files are records as some version of Newswatch wrote them. Once released they are never changed: a record with a
/// new component gets a new file in a new folder, and the old one must stay readable.
class GoldenFileTest {

    private static final Path GOLDEN = GeneratedFile.of("contract/src/test/resources/golden");
    private static final ObjectWriter PRETTY = JsonSerde.MAPPER.writerWithDefaultPrettyPrinter();

    static Stream<Map.Entry<String, Object>> samples() {
        return Samples.all().entrySet().stream();
    }

    static List<Path> versions() throws IOException {
        try (var folders = Files.list(GOLDEN)) {
            return folders.sorted(Comparator.comparingInt(GoldenFileTest::number)).toList();
        }
    }

    static List<Path> files() throws IOException {
        try (var files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString().substring(1));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_filled_record_is_written_as_its_newest_golden_file_says(Map.Entry<String, Object> sample)
            throws IOException {
        var written = PRETTY.writeValueAsString(sample.getValue()) + "\n";
        var file = sample.getKey() + ".json";
        var newest = versions().reversed().stream().map(folder -> folder.resolve(file)).filter(Files::exists)
                .findFirst().orElse(GOLDEN.resolve("v1").resolve(file));
        if (Boolean.getBoolean("newswatch.docs.write")) {
            Files.writeString(newest, written);
        }
        assertThat(newest)
                .as("""
                        the record has changed. If a version that writes it so was ever released, leave this file alone and add \
                        one to a new folder beside %s; otherwise write it anew with -Dnewswatch.docs.write=true""",
                        newest.resolveSibling(""))
                .content().isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_an_earlier_version_wrote_can_still_be_read(Path file) throws IOException {
        var name = file.getFileName().toString().replace(".json", "");
        var type = Samples.all().get(name);

        assertThat(type).as("a record called " + name).isNotNull();
        assertThat(JsonSerde.MAPPER.readValue(Files.readAllBytes(file), type.getClass())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_record_read_back_is_the_record_that_was_written(Map.Entry<String, Object> sample) {
        var bytes = JsonSerde.MAPPER.writeValueAsBytes(sample.getValue());

        assertThat(JsonSerde.MAPPER.readValue(bytes, sample.getValue().getClass())).isEqualTo(sample.getValue());
    }
}
