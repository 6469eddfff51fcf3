package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resource of a template whose intrinsic functions were replaced by text: {@code ${Id}} for a reference, {@code ${Id.Attribute}}
 * for an attribute, also where they come from another stack.
 */
record Resource(String stack, String id, String type, JsonNode properties, JsonNode definition) {

    /** A property by its path, such as {@code /SSESpecification/SSEEnabled}. */
    JsonNode at(String path) {
        return properties.at(path);
    }

    String text(String path) {
        return at(path).asText();
    }

    /** The texts of a list, or of the one value that stands for it. */
    List<String> texts(String path) {
        return texts(at(path));
    }

    static List<String> texts(JsonNode node) {
        return node.isArray() ? stream(node).map(JsonNode::asText).toList() : List.of(node.asText());
    }

    List<JsonNode> list(String path) {
        return stream(at(path)).toList();
    }

    static Stream<JsonNode> stream(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Stream.empty() : node.valueStream();
    }
}
