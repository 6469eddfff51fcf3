package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;

/** Replaces CloudFormation's intrinsic functions by text that can be compared. */
record Intrinsics(Map<String, JsonNode> exports) {

    JsonNode resolve(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> resolved.add(resolve(element)));
            return resolved;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 1) {
            Map.Entry<String, JsonNode> only = object.properties().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return JsonNodeFactory.instance.textNode(text(only.getKey(), only.getValue()));
            }
        }
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> resolved.set(member.getKey(), resolve(member.getValue())));
        return resolved;
    }

    private String text(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> "${" + argument.asText() + "}";
            case "Fn::GetAtt" ->
                "${" + argument.path(0).asText() + "." + argument.path(1).asText() + "}";
            case "Fn::Join" ->
                Resource.stream(argument.path(1))
                        .map(part -> resolve(part).asText())
                        .collect(Collectors.joining(argument.path(0).asText()));
            case "Fn::ImportValue" -> {
                JsonNode export = exports.get(argument.asText());
                if (export == null) {
                    throw new IllegalStateException("No stack exports " + argument);
                }
                yield resolve(export).asText();
            }
            default -> function + argument;
        };
    }
}
