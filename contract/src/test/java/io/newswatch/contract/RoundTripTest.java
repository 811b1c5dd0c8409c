package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    private static final int RECORDS = 50;

    static Stream<Topic<?, ?>> topics() {
        return Topics.all().stream().filter(topic -> topic.value() instanceof JsonSerde<?>);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void any_record_comes_back_as_it_was_and_satisfies_its_schema(Topic<?, ?> topic) throws IOException {
        comeBack(topic.name(), (JsonSerde<?>) topic.value());
    }

    private static <T> void comeBack(String topic, JsonSerde<T> serde) throws IOException {
        var records = new RandomRecords(42);
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(
                Files.readString(GeneratedFile
                        .of("contract/src/main/resources/schema/" + Samples.name(serde.type()) + ".json")),
                InputFormat.JSON);
        for (int i = 0; i < RECORDS; i++) {
            var record = records.next(serde.type());
            var bytes = serde.serializer().serialize(topic, record);

            assertThat(serde.deserializer().deserialize(topic, bytes)).as("record %d", i).isEqualTo(record);
            assertThat(schema.validate(new String(bytes, StandardCharsets.UTF_8), InputFormat.JSON)).as("record %d", i)
                    .isEmpty();
        }
    }

    @Test
    void half_a_surrogate_pair_in_a_page_becomes_a_mark_and_no_offset_moves() {
        var text = "one \uD83D two \uD83D\uDE00 three \uDE00";
        var sample = Samples.rawArticle();
        var article = new RawArticle(sample.articleId(), null, "s", null, "\uDC00", text, sample.extent(), false, null,
                null, null, sample.arrivedAt(), "h", false);

        assertThat(article.title()).isEqualTo("\uFFFD");
        assertThat(article.text()).isEqualTo("one \uFFFD two \uD83D\uDE00 three \uFFFD").hasSameSizeAs(text);
        assertThat(JsonSerde.MAPPER.readValue(JsonSerde.MAPPER.writeValueAsBytes(article), RawArticle.class))
                .isEqualTo(article);
    }
}
