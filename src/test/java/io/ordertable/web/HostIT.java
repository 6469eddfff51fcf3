package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client can write what it likes into the headers that name the service, and what it writes is in no response. */
class HostIT extends IntegrationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET /swagger-ui.html",
                "GET /swagger-ui/index.html",
                "GET /swagger-ui/swagger-initializer.js",
                "GET /v3/api-docs",
                "GET /openapi.yaml",
                "GET /v1/users",
                "GET /v1/users?email=ada@example.org",
                "GET /v1/orders?status=pending&limit=1",
                "GET /v1/%2e%2e/users",
                "GET /nope",
                "PUT /v1/users",
                "POST /v1/users"
            })
    void aHostileHostIsInNoResponse(String request) {
        String email = System.nanoTime() + "@example.org";
        String body = request.startsWith("GET") ? "" : "{\"name\": \"Ada\", \"email\": \"" + email + "\"}";

        ApiResponse response = RawHttp.exchange(api(), request + """
                 HTTP/1.1\r
                Host: evil.example\r
                X-Forwarded-Host: evil.example\r
                X-Forwarded-Proto: https\r
                X-Forwarded-Prefix: /evil\r
                Forwarded: host=evil.example;proto=https\r
                Connection: close\r
                Content-Type: application/json\r
                Content-Length:\s""" + body.length() + "\r\n\r\n" + body);

        assertThat(response.headers().map().toString() + response.text()).doesNotContain("evil");
    }
}
