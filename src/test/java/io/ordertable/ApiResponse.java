package io.ordertable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

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

    /** The text of the body's member at a JSON pointer. */
    public String text(String pointer) {
        return json().at(pointer).asText();
    }

    /** The header's first value; empty without one. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The {@code code} of a problem document, after checking that it is one. */
    public String problem() {
        if (!header("Content-Type").equals("application/problem+json")) {
            throw new AssertionError("no problem document: " + status + " " + headers.map() + " " + text);
        }
        return text("/code");
    }
}
