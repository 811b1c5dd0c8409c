package io.newswatch.alerts.yaml;

import io.newswatch.contract.JsonSerde;
import java.util.ArrayList;
import java.util.Optional;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// An item that a machine wrote as JSON, which is YAML too but is read ten times as fast by a reader of its own. Its values
/// know no place: when something is wrong with them, [YamlFile] finds it.
public final class JsonItem {

    private JsonItem() {}

    /// @return empty when it is not exactly one JSON value
    public static Optional<Node> of(byte[] json) {
        try (var parser = JsonSerde.MAPPER.createParser(json)) {
            var token = parser.nextToken();
            if (token == null) {
                return Optional.empty();
            }
            var item = node(parser, token);
            return parser.nextToken() == null ? Optional.of(item) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Node node(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                var entries = new ArrayList<NodeTuple>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var key = scalar(Tag.STR, parser.currentName());
                    entries.add(new NodeTuple(key, node(parser, parser.nextToken())));
                }
                yield new MappingNode(Tag.MAP, entries, FlowStyle.FLOW);
            }
            case START_ARRAY -> {
                var items = new ArrayList<Node>();
                for (var next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(node(parser, next));
                }
                yield new SequenceNode(Tag.SEQ, items, FlowStyle.FLOW);
            }
            case VALUE_NULL -> scalar(Tag.NULL, "null");
            case VALUE_TRUE, VALUE_FALSE -> scalar(Tag.BOOL, parser.getString());
            case VALUE_NUMBER_INT -> scalar(Tag.INT, parser.getString());
            case VALUE_NUMBER_FLOAT -> scalar(Tag.FLOAT, parser.getString());
            default -> scalar(Tag.STR, parser.getString());
        };
    }

    private static ScalarNode scalar(Tag tag, String value) {
        return new ScalarNode(tag, value, ScalarStyle.DOUBLE_QUOTED);
    }
}
