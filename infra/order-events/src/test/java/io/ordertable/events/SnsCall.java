package io.ordertable.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A PublishBatch request in the AWS query protocol. */
record SnsCall(String topicArn, List<Entry> entries) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A message of a call; group and deduplication id are empty if it has none. */
    record Entry(
            String id,
            String subject,
            String message,
            Map<String, String> attributes,
            String group,
            String deduplicationId) {

        JsonNode json() {
            try {
                return JSON.readTree(message);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + message, e);
            }
        }

        /** Returns the member of the message with this name. */
        String text(String member) {
            return json().path(member).asText();
        }
    }

    static SnsCall read(String form) {
        Map<String, String> parameters = Arrays.stream(form.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
        if (!"PublishBatch".equals(parameters.get("Action"))) {
            throw new AssertionError("not a PublishBatch: " + form);
        }
        return new SnsCall(
                parameters.get("TopicArn"),
                members(parameters, "PublishBatchRequestEntries.member.")
                        .map(prefix -> entry(parameters, prefix))
                        .toList());
    }

    private static Entry entry(Map<String, String> parameters, String prefix) {
        Map<String, String> attributes = new TreeMap<>();
        members(parameters, prefix + "MessageAttributes.entry.").forEach(attribute -> {
            if (!"String".equals(parameters.get(attribute + "Value.DataType"))) {
                throw new AssertionError("not a string: " + parameters);
            }
            attributes.put(parameters.get(attribute + "Name"), parameters.get(attribute + "Value.StringValue"));
        });
        return new Entry(
                parameters.get(prefix + "Id"),
                parameters.get(prefix + "Subject"),
                parameters.get(prefix + "Message"),
                attributes,
                parameters.getOrDefault(prefix + "MessageGroupId", ""),
                parameters.getOrDefault(prefix + "MessageDeduplicationId", ""));
    }

    /** Returns the prefixes of a list's members, which are counted from 1. */
    private static Stream<String> members(Map<String, String> parameters, String list) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> list + i + ".")
                .takeWhile(prefix -> parameters.keySet().stream().anyMatch(name -> name.startsWith(prefix)));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
