package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SchemaTest {

    private static final Path SCHEMAS = GeneratedFile.of("contract/src/main/resources/schema");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    static Stream<Map.Entry<String, Object>> samples() {
        return Samples.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_schema_is_what_the_record_says(Map.Entry<String, Object> sample) throws IOException {
        GeneratedFile.assertCurrent(SCHEMAS.resolve(sample.getKey() + ".json"),
                SchemaOf.record(sample.getValue().getClass()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_component_is_a_described_property(Map.Entry<String, Object> sample) {
        var schema = JsonSerde.MAPPER.readTree(SchemaOf.record(sample.getValue().getClass()));
        var components = sample.getValue().getClass().getRecordComponents();

        assertThat(schema.get("properties").propertyNames())
                .containsExactlyElementsOf(Arrays.stream(components).map(SchemaOf::nameOf).toList());
        assertThat(schema.get("properties").properties()).allSatisfy(
                property -> assertThat(property.getValue().get("description")).as(property.getKey()).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("io.newswatch.contract.GoldenFileTest#files")
    void a_record_of_any_version_satisfies_the_schema(Path file) throws IOException {
        var schema = REGISTRY.getSchema(Files.readString(SCHEMAS.resolve(file.getFileName())), InputFormat.JSON);

        assertThat(schema.validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    }

    @Test
    void a_record_that_cannot_be_read_does_not_satisfy_the_schema() throws IOException {
        var schema = REGISTRY.getSchema(Files.readString(SCHEMAS.resolve("raw-article.json")), InputFormat.JSON);
        JsonNode article = JsonSerde.MAPPER.valueToTree(Samples.rawArticle());
        ((tools.jackson.databind.node.ObjectNode) article).remove("articleId");

        assertThat(schema.validate(article)).hasSize(1).first().asString().contains("articleId");
    }

    @Test
    void every_topic_with_a_record_has_a_schema() {
        assertThat(Topics.all().stream().map(Topic::value).filter(JsonSerde.class::isInstance)
                .map(serde -> Samples.name(((JsonSerde<?>) serde).type()))).isSubsetOf(Samples.all().keySet())
                .hasSize(Samples.all().size());
    }
}
