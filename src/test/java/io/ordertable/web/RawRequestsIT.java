package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no HTTP client would send: malformed, ambiguous or far too long. */
class RawRequestsIT extends IntegrationTest {

    private static final String HEAD = "Host: localhost\r\nConnection: close\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    static Stream<Arguments> requests() {
        return Stream.of(targets(), messages(), framings()).flatMap(requests -> requests);
    }

    private static Stream<Arguments> targets() {
        return Stream.of(
                request(404, "NOT_FOUND", get("/nope")),
                request(404, "NOT_FOUND", get("/nope", "Accept: text/html\r\n")),
                request(404, "NOT_FOUND", get("/v1")),
                request(404, "NOT_FOUND", get("/v1/users/", "Accept: text/html\r\n")),
                request(404, "NOT_FOUND", get("/v1/users/x/orders/y/z")),
                request(404, "NOT_FOUND", get("/index.html", "Accept: text/html,*/*\r\n")),
                request(404, "NOT_FOUND", get("/error", "Accept: text/html\r\n")),
                request(400, "BAD_REQUEST", get("/v1/%2e%2e/users")),
                request(400, "BAD_REQUEST", get("/v1/%2E/users")),
                request(400, "BAD_REQUEST", get("/../../etc/passwd")),
                request(400, "BAD_REQUEST", get("//v1//users")),
                request(400, "BAD_REQUEST", get("/v1/users/..;/orders")),
                request(400, "BAD_REQUEST", get("/v1/users/%2f")),
                request(400, "BAD_REQUEST", get("/v1/users/%5c")),
                request(400, "BAD_REQUEST", get("/v1/users/%zz")),
                request(400, "BAD_REQUEST", get("/v1/users/%")),
                request(400, "BAD_REQUEST", get("/v1/users/%ff")),
                request(400, "BAD_REQUEST", get("/v1/users/%00")),
                request(400, "BAD_REQUEST", get("/v1/users/%u0041")),
                request(400, "BAD_REQUEST", get("/v1/users/\u00ff\u00fe")),
                request(400, "BAD_REQUEST", get("/v1/users/\"<script>\"")),
                request(400, "BAD_REQUEST", get("/v1/users?email=%ff")),
                request(400, "BAD_REQUEST", get("/v1/users?email=%zz")),
                request(400, "BAD_REQUEST", get("/v1/users?email=%")),
                request(400, "BAD_REQUEST", get("/v1/users?email=%ed%a0%80")),
                request(400, "BAD_REQUEST", get("/v1/users?email=%c0%af")),
                request(400, "BAD_REQUEST", get("/v1/users?x=%ff&email=a@example.org")),
                request(400, "BAD_REQUEST", get("/v1/users;email=a@example.org")),
                request(414, "URI_TOO_LONG", get("/v1/users?email=" + "a".repeat(40_000))),
                request(414, "URI_TOO_LONG", get("/v1/" + "a/".repeat(20_000))),
                request(400, "BAD_REQUEST", get("*")),
                request(400, "BAD_REQUEST", get("http://other.example/v1/users")));
    }

    private static Stream<Arguments> messages() {
        return Stream.of(
                request(400, "BAD_REQUEST", "\r\nnonsense\r\n\r\n"),
                request(
                        400,
                        "BAD_REQUEST",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"),
                request(400, "BAD_REQUEST", "GET /v1/users\r\n\r\n"),
                request(400, "BAD_REQUEST", "GET /v1/users HTTP/9.9\r\n" + HEAD + "\r\n"),
                request(400, "BAD_REQUEST", "GET /v1/users HTTP/2.0\r\n" + HEAD + "\r\n"),
                request(400, "BAD_REQUEST", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                request(400, "BAD_REQUEST", "GET /v1/users HTTP/1.1\r\nConnection: close\r\n\r\n"),
                request(400, "BAD_REQUEST", get("/v1/users", "Host: other.example\r\n")),
                request(400, "BAD_REQUEST", "GET /v1/users HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n"),
                request(400, "BAD_REQUEST", get("/v1/users", "nonsense\r\n")),
                request(400, "BAD_REQUEST", get("/v1/users", "X-A : b\r\n")),
                request(400, "BAD_REQUEST", get("/v1/users", "X-A: b\u0000c\r\n")),
                request(400, "BAD_REQUEST", get("/v1/users", "X-A: b\r\n c\r\n")),
                request(431, "HEADERS_TOO_LARGE", get("/v1/users", "X-A: " + "b".repeat(40_000) + "\r\n")),
                request(431, "HEADERS_TOO_LARGE", get("/v1/users", "X-A: b\r\n".repeat(5_000))),
                request(405, "METHOD_NOT_ALLOWED", "TRACE /v1/users HTTP/1.1\r\n" + HEAD + "Cookie: secret\r\n\r\n"),
                request(405, "METHOD_NOT_ALLOWED", "TRACE /nope HTTP/1.1\r\n" + HEAD + "\r\n"),
                request(405, "METHOD_NOT_ALLOWED", "CONNECT localhost:80 HTTP/1.1\r\n" + HEAD + "\r\n"),
                request(405, "METHOD_NOT_ALLOWED", "BREW /v1/users HTTP/1.1\r\n" + HEAD + "\r\n"),
                request(405, "METHOD_NOT_ALLOWED", "get /v1/users HTTP/1.1\r\n" + HEAD + "\r\n"),
                request(404, "NOT_FOUND", "BREW /nope HTTP/1.1\r\n" + HEAD + "\r\n"),
                request(400, "BAD_REQUEST", post("Expect: something\r\nContent-Length: 2\r\n", "{}")));
    }

    private static Stream<Arguments> framings() {
        return Stream.of(
                request(400, "BAD_REQUEST", post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}")),
                request(400, "BAD_REQUEST", post("Content-Length: 2, 3\r\n", "{}")),
                request(400, "BAD_REQUEST", post("Content-Length: -2\r\n", "{}")),
                request(400, "BAD_REQUEST", post("Content-Length: two\r\n", "{}")),
                request(400, "BAD_REQUEST", post("Content-Length: 99999999999999999999\r\n", "{}")),
                request(400, "BAD_REQUEST", post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")),
                request(400, "BAD_REQUEST", post("Transfer-Encoding: gzip\r\n", "{}")),
                request(400, "BAD_REQUEST", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n")),
                request(400, "BAD_REQUEST", post("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n")),
                request(400, "BAD_REQUEST", post("Transfer-Encoding: chunked\r\n", "-2\r\n{}\r\n0\r\n\r\n")),
                request(400, "BAD_REQUEST", post("Transfer-Encoding: chunked\r\n", "ffffffffff\r\n{}\r\n0\r\n\r\n")),
                request(400, "BAD_REQUEST", post("Transfer-Encoding: chunked\r\n", "1\r\n{}\r\n0\r\n\r\n")));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("requests")
    void aRequestThatCannotBeServedIsAnsweredWithAProblem(int status, String code, String request) {
        ApiResponse answer = RawHttp.exchange(api(), request);

        Problem.assertThat(answer, status, code);
        assertThat(answer.text()).doesNotContainIgnoringCase("html>").doesNotContain("jetty", "java.", "secret");
    }

    @Test
    void anAbsoluteTargetIsServed() {
        ApiResponse answer = RawHttp.exchange(
                api(), "GET http://localhost/v1/orders?status=returned&limit=1 HTTP/1.1\r\n" + HEAD + "\r\n");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void http10IsServed() {
        ApiResponse answer = RawHttp.exchange(api(), "GET /v1/orders?status=returned&limit=1 HTTP/1.0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("items").isArray()).isTrue();
    }

    private static Arguments request(int status, String code, String request) {
        return Arguments.of(status, code, request);
    }

    private static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\n" + HEAD + String.join("", headers) + "\r\n";
    }

    private static String post(String headers, String body) {
        return "POST /v1/users HTTP/1.1\r\n" + HEAD + JSON + headers + "\r\n" + body;
    }
}
