package io.ordertable;

import com.atlassian.oai.validator.model.Response;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A response as the validator sees it. It knows JSON, but not NDJSON, so each line counts as a response of its own whose media type
 * ends with {@code +json}.
 */
record ReceivedBody(int status, Map<String, List<String>> headers, String contentType, String text)
        implements Response {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String NDJSON = "application/x-ndjson";
    static final String LINE = NDJSON + "+json";

    /** The response, or one for each line of it. */
    static Stream<ReceivedBody> allOf(ApiResponse response) {
        String contentType = response.header("Content-Type");
        boolean lines = contentType.equals(NDJSON);
        return (lines ? response.text().lines() : Stream.of(response.text()))
                .map(text -> new ReceivedBody(
                        response.status(), response.headers().map(), lines ? LINE : contentType, text));
    }

    /**
     * The document with the schema of a line in place of that of all lines, and with the values of open enumerations as the only ones:
     * this version of the service has no others.
     */
    static String closed(String document) {
        JsonNode root = json(document);
        for (JsonNode open : root.findParents("anyOf")) {
            JsonNode known = ((ObjectNode) open).remove("anyOf").path(0);
            ((ObjectNode) open).setAll((ObjectNode) known);
        }
        for (JsonNode content : root.findParents(NDJSON)) {
            JsonNode line = ((ObjectNode) content).remove(NDJSON).at("/schema/contentSchema");
            ((ObjectNode) content).putObject(LINE).set("schema", line);
        }
        return root.toString();
    }

    /** A member of the body; empty without one. */
    String member(String name) {
        return text.isEmpty() ? "" : json(text).path(name).asText();
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    @Deprecated
    public Optional<String> getBody() {
        return Optional.of(text);
    }

    @Override
    public Collection<String> getHeaderValues(String name) {
        if (name.equalsIgnoreCase("Content-Type")) {
            return contentType.isEmpty() ? List.of() : List.of(contentType);
        }
        return headers.getOrDefault(name, List.of());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
