package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract notices what is wrong, by the rules of OpenAPI 3.1. */
class OpenApiContractTests {

    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "info": {"title": "test", "version": "1"}, "paths": {
              "/thing": {"get": {"responses": {
                "200": {"description": "ok",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "404": {"description": "none", "content": {"application/problem+json": {
                  "schema": {"type": "object", "properties": {"code": {"type": "string"}}},
                  "examples": {"THING_NOT_FOUND": {"value": {"code": "THING_NOT_FOUND"}}}}}}}}},
              "/things": {"post": {
                "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
                "requestBody": {"content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}},
                  "application/x-ndjson": {"schema": {
                    "type": "string", "contentSchema": {"$ref": "#/components/schemas/NewThing"}}}}},
                "responses": {"201": {"description": "ok"}}},
              "get": {"responses": {"200": {"description": "ok", "content": {"application/x-ndjson": {
                "schema": {"type": "string", "contentSchema": {"$ref": "#/components/schemas/Thing"}}}}}}}}},
              "components": {
                "headers": {"ETag": {"required": true, "schema": {"type": "string", "pattern": "^\\"[0-9]+\\"$"}}},
                "schemas": {
                  "Kind": {"anyOf": [{"type": "string", "enum": ["small", "large"]}, {"type": "string"}]},
                  "NewThing": {"type": "object", "required": ["kind"], "additionalProperties": false, "properties": {
                    "kind": {"type": "string", "enum": ["small", "large"]}}},
                  "Thing": {"type": "object", "required": ["id", "next"], "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "kind": {"$ref": "#/components/schemas/Kind", "description": "a sibling, as 3.1 allows"},
                    "next": {"type": ["string", "null"]}}}}}}
            """;

    private static final String ID = "0196f0c4-1d2a-7c3b-8f00-5d1b6a7c8d9e";
    private static final String GOOD = "{\"id\": \"" + ID + "\", \"kind\": \"small\", \"next\": null}";

    private final OpenApiContract contract = new OpenApiContract(DOCUMENT);

    @Test
    void whatIsAsDocumentedIsFine() {
        assertThat(violationsOf(200, "application/json", GOOD)).isEmpty();
    }

    @Test
    void aMemberOfAnotherTypeIsReported() {
        assertThat(violationsOf(200, "application/json", GOOD.replace("null", "3")))
                .singleElement()
                .asString()
                .contains("[string, null] expected");
    }

    @Test
    void aTextOfAnotherFormatIsReported() {
        assertThat(violationsOf(200, "application/json", GOOD.replace(ID, "1")))
                .singleElement()
                .asString()
                .contains("uuid");
    }

    @Test
    void aValueThatIsNotInTheEnumerationIsReported() {
        assertThat(violationsOf(200, "application/json", GOOD.replace("small", "SMALL")))
                .singleElement()
                .asString()
                .contains("enumeration");
    }

    @Test
    void aMissingMemberIsReported() {
        assertThat(violationsOf(200, "application/json", "{\"next\": null}"))
                .singleElement()
                .asString()
                .contains("'id' not found");
    }

    @Test
    void anUndocumentedMemberIsReported() {
        assertThat(violationsOf(200, "application/json", GOOD.replace("{", "{\"secret\": 1, ")))
                .singleElement()
                .asString()
                .contains("'secret' is not defined");
    }

    @Test
    void anUndocumentedStatusIsReported() {
        assertThat(violationsOf(202, "application/json", GOOD))
                .singleElement()
                .asString()
                .contains("status 202 not defined");
    }

    @Test
    void anUndocumentedMediaTypeIsReported() {
        assertThat(violationsOf(200, "text/html", "<p>"))
                .singleElement()
                .asString()
                .contains("'text/html' does not match");
    }

    @Test
    void anUndocumentedCodeIsReported() {
        assertThat(violationsOf(404, "application/problem+json", "{\"code\": \"GONE\"}"))
                .containsExactly("Undocumented problem code: GONE.");
        assertThat(violationsOf(404, "application/problem+json", "{\"code\": \"THING_NOT_FOUND\"}"))
                .isEmpty();
    }

    @Test
    void missingAndMalformedAndUndocumentedHeadersAreReported() {
        assertThat(contract.violations("GET", "/thing", response(200, "application/json", GOOD)))
                .singleElement()
                .asString()
                .contains("'ETag' is expected");
        assertThat(contract.violations("GET", "/thing", response(200, "application/json", GOOD, "ETag", "1")))
                .singleElement()
                .asString()
                .contains("pattern");
        assertThat(contract.violations(
                        "GET", "/thing", response(200, "application/json", GOOD, "ETag", "\"1\"", "Server", "x")))
                .containsExactly("Undocumented headers: [Server].");
    }

    @Test
    void everyLineOfNdjsonIsLookedAt() {
        String lines = GOOD + "\n" + GOOD.replace("small", "SMALL") + "\n";

        assertThat(contract.violations("GET", "/things", response(200, "application/x-ndjson", GOOD + "\n")))
                .isEmpty();
        assertThat(contract.violations("GET", "/things", response(200, "application/x-ndjson", lines)))
                .singleElement()
                .asString()
                .contains("enumeration");
    }

    @Test
    void aRequestThatIsAcceptedHasToBeAsDocumented() {
        assertThat(violationsOfRequest("/things?limit=3", "application/json", "{\"kind\": \"small\"}", ""))
                .isEmpty();
        assertThat(violationsOfRequest("/things", "application/json", "{\"kind\": \"tiny\"}", ""))
                .singleElement()
                .asString()
                .contains("enumeration");
        assertThat(violationsOfRequest("/things", "application/json", "{\"kind\": \"small\", \"size\": 1}", ""))
                .singleElement()
                .asString()
                .contains("size");
        assertThat(violationsOfRequest("/things?limit=x", "application/json", "{\"kind\": \"small\"}", ""))
                .singleElement()
                .asString()
                .contains("integer");
    }

    @Test
    void soDoLinesThatAreImported() {
        String lines = "{\"kind\": \"small\"}\n{\"kind\": \"tiny\"}\n";
        String results = "{\"line\": 1, \"result\": \"created\"}\n{\"line\": 2, \"result\": \"%s\"}\n";

        assertThat(violationsOfRequest("/things", "application/x-ndjson", lines, results.formatted("rejected")))
                .isEmpty();
        assertThat(violationsOfRequest("/things", "application/x-ndjson", lines, results.formatted("created")))
                .singleElement()
                .asString()
                .contains("enumeration");
    }

    @Test
    void aRequestThatIsRefusedMayBeWrong() {
        assertThat(SentRequests.accepted(post("/things", "application/json", "[]"), response(400, "text/html", "<p>")))
                .isEmpty();
    }

    @Test
    void otherPathsAndMethodsAreNoneOfItsBusiness() {
        assertThat(contract.violations("GET", "/other", response(404, "text/html", "<p>")))
                .isEmpty();
        assertThat(contract.violations("DELETE", "/things", response(405, "text/html", "<p>")))
                .isEmpty();
        assertThat(contract.violations("BREW", "/things", response(405, "text/html", "<p>")))
                .isEmpty();
    }

    private List<String> violationsOf(int status, String contentType, String body) {
        ApiResponse response = status == 200
                ? response(status, contentType, body, "ETag", "\"1\"")
                : response(status, contentType, body);
        return contract.violations("GET", "/thing", response);
    }

    private List<String> violationsOfRequest(String path, String contentType, String body, String results) {
        return SentRequests.accepted(post(path, contentType, body), response(201, "application/x-ndjson", results))
                .flatMap(request -> contract.violations(request).stream())
                .toList();
    }

    private static HttpRequest post(String path, String contentType, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost" + path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static ApiResponse response(int status, String contentType, String body, String... headers) {
        Map<String, List<String>> map = new HashMap<>(Map.of("Content-Type", List.of(contentType)));
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], List.of(headers[i + 1]));
        }
        return new ApiResponse(status, HttpHeaders.of(map, (name, value) -> true), body);
    }
}
