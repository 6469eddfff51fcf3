package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls from browser applications, some of which are allowed, with credentials. */
class CorsIT extends IntegrationTest {

    private static final String SHOP = "https://shop.example.org";
    private static final String FOREIGN = "https://evil.example.org";

    @ParameterizedTest
    @ValueSource(strings = {SHOP, "https://admin.example.org"})
    void anAllowedOriginMayReadTheResponseWithItsHeaders(String origin) {
        String userId = Users.create(api());

        ApiResponse placed = Orders.some().placeFor(api(), userId, "Origin", origin);

        assertThat(placed.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(placed.header("Access-Control-Expose-Headers").split(", "))
                .containsExactlyInAnyOrder(
                        "Accept",
                        "Accept-Patch",
                        "Allow",
                        "ETag",
                        "Location",
                        "Link",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Retry-After",
                        "WWW-Authenticate",
                        "Idempotent-Replayed",
                        "Server-Timing",
                        "X-Request-Id");
        assertThat(placed.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(placed.headers().allValues("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users", "/nope", "/v1/users/01890000-0000-7000-8000-000000000000"})
    void anAllowedOriginMayReadProblemsToo(String path) {
        ApiResponse problem = api().get(path, "Origin", SHOP);

        assertThat(problem.problem()).isNotBlank();
        assertThat(problem.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(problem.header("Access-Control-Expose-Headers")).contains("X-Request-Id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PATCH", "DELETE"})
    void anAllowedOriginsPreflightIsAnswered(String method) {
        ApiResponse preflight = preflight(SHOP, method, "content-type,if-match,idempotency-key");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains(method);
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .contains("content-type", "if-match", "idempotency-key");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("3600");
    }

    @Test
    void aForeignOriginIsRefusedAndChangesNothing() {
        String email = Users.newEmail();

        ApiResponse refused =
                api().post("/v1/users", "{\"name\": \"Ada\", \"email\": \"" + email + "\"}", "Origin", FOREIGN);

        Problem.assertThat(refused, 403, "ORIGIN_NOT_ALLOWED");
        assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(api().get("/v1/users?email=" + email).json().path("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FOREIGN,
                "http://shop.example.org",
                "https://shop.example.org:8443",
                "null",
                "https://shop.example.org.evil.example.org"
            })
    void aForeignOriginsPreflightIsRefused(String origin) {
        ApiResponse refused = preflight(origin, "POST", "content-type");

        Problem.assertThat(refused, 403, "ORIGIN_NOT_ALLOWED");
        assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void theRefusalNamesTheProperty() {
        assertThat(preflight(FOREIGN, "POST", "content-type").text("/detail"))
                .contains("ordertable.cors.allowed-origins");
    }

    /** Its preflight is accepted, because a page cannot read why a preflight was refused. */
    @Test
    void anAllowedOriginMayReadThatAMethodIsNotAllowed() {
        assertThat(preflight(SHOP, "PUT", "content-type").status()).isEqualTo(200);

        ApiResponse refused = api().send("PUT", "/v1/users", BodyPublishers.ofString("{}"), "Origin", SHOP);

        Problem.assertThat(refused, 405, "METHOD_NOT_ALLOWED");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(refused.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "POST");
    }

    @Test
    void anAllowedOriginMayReadWhatTheContainerRefuses() {
        ApiResponse refused = RawHttp.exchange(
                api(),
                "GET /v1/%2e%2e/users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + SHOP
                        + "\r\n\r\n");

        Problem.assertThat(refused, 400, "BAD_REQUEST");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    }

    /** Jetty drops the headers of such a request, so its origin is unknown. */
    @ParameterizedTest
    @CsvSource({"431, HEADERS_TOO_LARGE, 1, 20000", "414, URI_TOO_LONG, 20000, 1"})
    void everyPageMayReadWhyARequestCannotBeParsed(int status, String code, int pathLength, int headerLength) {
        ApiResponse refused = RawHttp.exchange(
                api(),
                "GET /" + "a".repeat(pathLength) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: "
                        + SHOP + "\r\nX-A: " + "b".repeat(headerLength) + "\r\n\r\n");

        Problem.assertThat(refused, status, code);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(refused.header("Access-Control-Expose-Headers")).isEqualTo("X-Request-Id");
    }

    @Test
    void aCallWithoutAnOriginIsServed() {
        ApiResponse read = api().get(Users.path(Users.create(api())));

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    /** On a raw connection, since Java's client keeps these headers to itself. */
    private ApiResponse preflight(String origin, String method, String headers) {
        return RawHttp.exchange(
                api(),
                "OPTIONS /v1/users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + origin
                        + "\r\nAccess-Control-Request-Method: " + method + "\r\nAccess-Control-Request-Headers: "
                        + headers + "\r\n\r\n");
    }
}
