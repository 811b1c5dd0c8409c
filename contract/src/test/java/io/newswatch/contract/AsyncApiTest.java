package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Writes and checks `docs/asyncapi.yaml`: the topics that others read and write, for machines.
class AsyncApiTest {

    private static final String CLOUD_EVENTS = """
            headers:
              type: object
              description: CloudEvents 1.0, binary content mode.
              properties:
                ce_specversion: {type: string, const: "1.0"}
                ce_id: {type: string, description: "the alert's id, the same in every replay"}
                ce_type: {type: string}
                ce_source: {type: string}
                ce_time: {type: string, format: date-time}
            """.indent(6);

    /// What others may write.
    private static final Set<Topic<?, ?>> TAKEN = Set.of(Topics.FEEDS, Topics.RULES, Topics.RAW_ARTICLES);

    private static List<Topic<?, ?>> open() {
        return Topics.all().stream().filter(topic -> !topic.purpose().startsWith("Private")).toList();
    }

    @Test
    void the_document_tells_the_topics_as_they_are() throws IOException {
        GeneratedFile.assertCurrent(GeneratedFile.of("docs/asyncapi.yaml"), document());
    }

    @Test
    void the_document_is_yaml_whose_references_lead_somewhere() {
        var file = GeneratedFile.of("docs/asyncapi.yaml");
        var root = YAMLMapper.shared().readTree(document());

        assertThat(root.get("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(root.get("channels").values()).extracting(channel -> channel.get("address").asString())
                .containsExactlyElementsOf(open().stream().map(Topic::name).toList());
        for (var message : root.get("components").get("messages").values()) {
            if (message.has("payload") && message.get("payload").has("schema")) {
                assertThat(file.resolveSibling(message.get("payload").get("schema").get("$ref").asString())).exists();
            }
        }
        root.findValues("$ref").stream().map(ref -> ref.asString()).filter(ref -> ref.startsWith("#"))
                .forEach(ref -> assertThat(root.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
    }

    private static String document() {
        var text = new StringBuilder(
                """
                        # Made from io.newswatch.contract.Topics; mvn test -pl contract -Dnewswatch.docs.write=true writes it anew.
                        asyncapi: 3.0.0
                        info:
                          title: Newswatch
                          version: 0.1.0
                          description: >-
                            Watches the news and tells what is new. Read with isolation.level=read_committed; ignore fields you do
                            not know; records may reach 8 MB.
                          license: {name: Apache-2.0, url: "https://www.apache.org/licenses/LICENSE-2.0"}
                        defaultContentType: application/json
                        servers:
                          local:
                            host: localhost:9092
                            protocol: kafka
                            description: Your brokers; newswatch up brings one of its own.
                        channels:
                        """);
        open().forEach(topic -> text.append(channel(topic)));
        text.append("operations:\n");
        open().forEach(topic -> text.append(operation(topic)));
        text.append("components:\n  messages:\n");
        open().forEach(topic -> text.append(message(topic)));
        return text.toString();
    }

    private static String id(Topic<?, ?> topic) {
        return topic.name().substring("newswatch.".length());
    }

    private static String messageId(Topic<?, ?> topic) {
        return topic.value() instanceof JsonSerde<?> json ? json.type().getSimpleName() : "DeadLetter";
    }

    private static String channel(Topic<?, ?> topic) {
        var config = topic.config();
        return """
                  %s:
                    address: %s
                    description: %s
                    messages:
                      %s: {$ref: "#/components/messages/%s"}
                    bindings:
                      kafka:
                        partitions: %d
                        topicConfiguration:
                          cleanup.policy: [%s]
                %s\
                          max.message.bytes: %s
                """.formatted(id(topic), topic.name(), quoted(topic.purpose()), messageId(topic), messageId(topic),
                topic.partitioning().defaultCount(), String.valueOf(config.get("cleanup.policy")).replace(",", ", "),
                config.containsKey("retention.ms")
                        ? "          retention.ms: " + config.get("retention.ms") + "\n"
                        : "",
                config.get("max.message.bytes")).indent(2).replaceAll("(?m)^  (?=  )", "");
    }

    private static String operation(Topic<?, ?> topic) {
        boolean input = TAKEN.contains(topic);
        return "  %s-%s:\n    action: %s\n    channel: {$ref: \"#/channels/%s\"}\n".formatted(
                input ? "take" : "tell", id(topic).replace('.', '-'), input ? "receive" : "send", id(topic));
    }

    private static String message(Topic<?, ?> topic) {
        var text = new StringBuilder();
        text.append("    ").append(messageId(topic)).append(":\n");
        text.append("      bindings:\n        kafka:\n          key: {type: string, description: ")
                .append(topic.keyMeaning()).append("}\n");
        if (topic.equals(Topics.ALERTS)) {
            text.append(CLOUD_EVENTS);
        }
        if (topic.value() instanceof JsonSerde<?> json) {
            text.append("      payload:\n        schemaFormat: application/schema+json;version=draft-07\n")
                    .append("        schema: {$ref: \"../contract/src/main/resources/schema/")
                    .append(Samples.name(json.type())).append(".json\"}\n");
        } else {
            text.append("      contentType: application/octet-stream\n      headers:\n        type: object\n")
                    .append("        properties:\n");
            Arrays.stream(DeadLetter.class.getRecordComponents())
                    .forEach(component -> text.append("          newswatch_").append(component.getName())
                            .append(": {type: string, description: ")
                            .append(quoted(RecordDocs.of(DeadLetter.class).of(component.getName()))).append("}\n"));
        }
        return text.toString();
    }

    private static String quoted(String words) {
        return "\"" + words.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
