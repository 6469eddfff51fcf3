package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Calls from browser applications, some of which are allowed. */
@TestPropertySource(properties = "ordertable.cors.allowed-origins=https://shop.example.org,https://admin.example.org")
public class CorsIT extends IntegrationTest {

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
                        "ETag", "Location", "Link", "Retry-After", "Idempotent-Replayed", "X-Request-Id");
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
    void aPreflightForAnotherMethodIsRefused() {
        Problem.assertThat(preflight(SHOP, "PUT", "content-type"), 403, "ORIGIN_NOT_ALLOWED");
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
