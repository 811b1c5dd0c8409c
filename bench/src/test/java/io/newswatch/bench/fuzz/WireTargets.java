package io.newswatch.bench.fuzz;

import static io.newswatch.bench.fuzz.Inputs.file;
import static io.newswatch.bench.fuzz.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.Topics;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.Settings;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;

/// What stands on the topics, and the settings of all.
class WireTargets {

    /// A record of each topic that can be read is the same when written and read again.
    @FuzzTest
    void records(byte[] bytes) {
        for (var topic : Topics.all()) {
            if (topic.value() instanceof JsonSerde<?> serde) {
                record(serde, bytes);
            }
        }
    }

    private static <T> void record(JsonSerde<T> serde, byte[] bytes) {
        T record;
        try {
            record = serde.deserializer().deserialize("topic", bytes);
        } catch (SerializationException e) {
            assertThat(e).hasMessageStartingWith("a record of topic is no ");
            return;
        }
        var again = serde.deserializer().deserialize("topic", serde.serializer().serialize("topic", record));
        assertThat(again).isEqualTo(record);
    }

    @FuzzTest
    void publicationDate(byte[] bytes) {
        PublicationDate date;
        try {
            date = PublicationDate.parse(text(bytes));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("not a publication date");
            return;
        }
        assertThat(PublicationDate.parse(date.text())).isEqualTo(date);
    }

    @FuzzTest
    void settings(byte[] bytes) {
        try {
            EnrichSettings.from(
                    Settings.load(EnrichSettings.all(), file("settings.yaml", bytes), Map.of(), Map.of()));
        } catch (SettingException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
