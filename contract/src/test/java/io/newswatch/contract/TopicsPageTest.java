package io.newswatch.contract;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Writes and checks `docs/topics.md`.
class TopicsPageTest {

    @Test
    void the_page_lists_the_topics_as_they_are() throws IOException {
        GeneratedFile.assertCurrent(GeneratedFile.of("docs/topics.md"), page());
    }

    private static String page() {
        var page = new StringBuilder(
                """
                        # Topics

                        Made from `io.newswatch.contract.Topics`; `mvn test -pl contract -Dnewswatch.docs.write=true` writes it anew.

                        Values are JSON, one record kind a topic, with a schema in `contract/src/main/resources/schema`; keys are \
                        text (UTF-8). Times are ISO 8601 with zone. Unknown fields must be ignored: later versions add some.
                        Read with `isolation.level=read_committed`: a default consumer sees records of aborted transactions too. \
                        Records may reach 8 MB. `newswatch topics create` makes all of them with these settings.
                        [asyncapi.yaml](asyncapi.yaml) says the same for machines.

                        | topic | key | value | partitioned | clean-up | what it holds |
                        |---|---|---|---|---|---|
                        """);
        for (var topic : Topics.all()) {
            page.append("| `%s` | %s | %s | %s, %d by default | %s | %s |%n".formatted(topic.name(), topic.keyMeaning(),
                    value(topic), words(topic.partitioning()), topic.partitioning().defaultCount(),
                    cleanUp(topic.retention()), topic.purpose()));
        }
        return page
                .append("""

                        Topics partitioned by the same thing have equal partition counts and one way of partitioning, so that records \
                        of one key meet; changing a count means changing it for the whole group, on empty topics.

                        Versions live together. A later one may add fields, which must mean nothing when null, false or an empty list, since \
                        older readers pass over them; a rule that asks something by a field that the reader does not know is refused \
                        by it, with a dead letter, and never tried in part. It may add constants where a schema has `unknown` (or \
                        `OTHER`): older readers take a later constant for that. Constants without such a stand-in, and the meaning of \
                        a field, stay as they are: what needs others needs another topic. So alerts is brought up to date before \
                        rules use what is new.

                        A rule that comes from a file carries the header `newswatch_owner`: `file:` and the `alerts.rules-owner` of the \
                        instance that put it there. An instance takes over what stands in its own files and removes only what is \
                        its own, so rules of other instances, and those that carry no such header, stay.

                        A dead letter is the original record, byte for byte, with these headers (text, UTF-8): \
                        """)
                .append(Arrays.stream(DeadLetter.class.getRecordComponents())
                        .map(component -> "`newswatch_" + component.getName() + "` (" + RecordDocs.of(DeadLetter.class)
                                .of(component.getName()).replaceAll("[;,] at most.*", "") + ")")
                        .collect(Collectors.joining(", ")))
                .append(".\n").toString();
    }

    private static String value(Topic<?, ?> topic) {
        return topic.value() instanceof JsonSerde<?> json
                ? "[%s](../contract/src/main/resources/schema/%s.json)".formatted(json.type().getSimpleName(),
                        Samples.name(json.type()))
                : "bytes";
    }

    private static String words(Topic.Partitioning partitioning) {
        return Wire.slug(partitioning).replace('-', ' ');
    }

    private static String cleanUp(Topic.Retention retention) {
        return switch (retention) {
            case Topic.Retention.Compacted() -> "the latest of each key, for good";
            case Topic.Retention.Kept(var time) -> "all, for " + days(time);
            case Topic.Retention.CompactedAndKept(var time) -> "the latest of each key, for " + days(time);
        };
    }

    private static String days(Duration time) {
        return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }
}
