package io.ordertable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the service answered. */
public record ApiResponse(int status, HttpHeaders headers, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ApiResponse of(HttpResponse<String> response) {
        return new ApiResponse(response.statusCode(), response.headers(), response.body());
    }

    /** The body. */
    public JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The lines of a body in NDJSON. */
    public List<JsonNode> jsonLines() {
        return text.lines()
                .map(line -> new ApiResponse(status, headers, line).json())
                .toList();
    }

    /** The text of the body's member at a JSON pointer. */
    public String text(String pointer) {
        return json().at(pointer).asText();
    }

    /** The header's first value; empty without one. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The texts of a member of each of the elements of the body's array at a JSON pointer. */
    public List<String> texts(String pointer, String member) {
        return StreamSupport.stream(json().at(pointer).spliterator(), false)
                .map(element -> element.path(member).asText())
                .toList();
    }

    /** The {@code code} of a problem document, after checking that it is one. */
    public String problem() {
        if (!header("Content-Type").equals("application/problem+json")) {
            throw new AssertionError("no problem document: " + status + " " + headers.map() + " " + text);
        }
        return text("/code");
    }
}
