package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Calls from browser applications if none is allowed, which is the default. */
@TestPropertySource(properties = "ordertable.cors.allowed-origins=")
public class NoCorsIT extends IntegrationTest {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users", "/v1/orders/import", "/nope"})
    void aPreflightIsRefused(String path) {
        ApiResponse refused = RawHttp.exchange(
                api(),
                "OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Origin: https://shop.example.org\r\nAccess-Control-Request-Method: POST\r\n\r\n");

        Problem.assertThat(refused, 403, "ORIGIN_NOT_ALLOWED");
        assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void noOriginMayReadResponses() {
        ApiResponse answer = api().get("/v1/orders?status=returned&limit=1", "Origin", "https://shop.example.org");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
}
