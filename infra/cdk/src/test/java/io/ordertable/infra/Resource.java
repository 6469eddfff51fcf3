package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resource of a template whose intrinsic functions were replaced by text: {@code ${Id}} for a reference, {@code ${Id.Attribute}}
 * for an attribute, even if they come from another stack.
 */
record Resource(String stack, String id, String type, JsonNode properties, JsonNode definition) {

    /** Returns a property by its path, such as {@code /SSESpecification/SSEEnabled}. */
    JsonNode at(String path) {
        return properties.at(path);
    }

    String text(String path) {
        return at(path).asText();
    }

    /** Returns the texts of a list, or of a single value in its place. */
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
