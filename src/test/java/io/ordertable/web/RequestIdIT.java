package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The id that follows a request. */
class RequestIdIT extends IntegrationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0af7651916cd43dd8448eb211c80319c",
                "Root=1-67891233-abcdef012345678912345678",
                "a.b_c:d/e+f=g-h"
            })
    void aSaneIdIsTakenAndEchoed(String id) {
        ApiResponse found = api().get("/v1/orders?status=returned&limit=1", "X-Request-Id", id);
        ApiResponse refused = api().get("/v1/users", "X-Request-Id", id);
        ApiResponse unknown = api().get("/nope", "X-Request-Id", id);

        assertThat(found.header("X-Request-Id")).isEqualTo(id);
        assertThat(refused.header("X-Request-Id")).isEqualTo(id);
        assertThat(refused.text("/request_id")).isEqualTo(id);
        assertThat(unknown.text("/request_id")).isEqualTo(id).isEqualTo(unknown.header("X-Request-Id"));
    }

    @Test
    void anIdOf128CharactersIsTakenAndALongerOneReplaced() {
        assertThat(api().get("/nope", "X-Request-Id", "x".repeat(128)).header("X-Request-Id"))
                .isEqualTo("x".repeat(128));
        for (int length : new int[] {129, 200, 4000}) {
            assertReplaced(api().get("/nope", "X-Request-Id", "x".repeat(length)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "caf\u00e9"})
    void anIdThatIsNotSafeToLogIsReplaced(String id) {
        assertReplaced(RawHttp.exchange(
                api(),
                "GET /nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: " + id + "\r\n\r\n"));
    }

    @Test
    void eachRequestWithoutAnIdGetsItsOwn() {
        ApiResponse first = api().get("/nope");
        ApiResponse second = api().get("/nope");

        assertReplaced(first);
        assertReplaced(second);
        assertThat(first.header("X-Request-Id")).isNotEqualTo(second.header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/%2e%2e/users", "/v1/users?email=%ff", "/actuator/nope"})
    void theIdIsEchoedEvenWhereTheContainerRefusesTheRequest(String target) {
        ApiResponse refused = RawHttp.exchange(
                api(),
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: mine\r\n\r\n");

        assertThat(refused.status()).isBetween(400, 499);
        assertThat(refused.header("X-Request-Id")).isEqualTo("mine");
        assertThat(refused.text("/request_id")).isEqualTo("mine");
    }

    private static void assertReplaced(ApiResponse answer) {
        Problem.assertThat(answer, 404, "NOT_FOUND");
        assertThat(UUID.fromString(answer.header("X-Request-Id")).version()).isEqualTo(4);
    }
}
