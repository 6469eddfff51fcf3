package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** An address may send ten requests without a valid token here, and another one each second. Each test has its own address. */
@TestPropertySource(
        properties = {
            "ordertable.quotas.failed-authentications=1",
            "ordertable.quotas.burst=10s",
            "ordertable.quotas.trusted-proxies=1"
        })
class FailedAuthenticationsIT extends IntegrationTest {

    private static final String ME = "/v1/users/me";

    @Autowired
    private MeterRegistry meters;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer forged", "Bearer a b", "Basic YTpi"})
    void requestsWithoutAValidTokenAreLimited(String authorization) {
        String address = "192.0.2." + (authorization == null ? 0 : authorization.length());
        double refused = refused();

        ApiResponse rejected = exhaust(address, authorization);

        assertThat(rejected.problem()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(rejected.header("Retry-After")).isEqualTo("1");
        assertThat(rejected.header("WWW-Authenticate")).isEmpty();
        assertThat(refused() - refused).isEqualTo(1);
    }

    @Test
    void anAddressAtItsLimitKeepsOutUnknownTokensOnly() {
        String address = "198.51.100.1";
        String known = newToken();
        assertThat(get(address, known)).isEqualTo(404);
        await("a valid token is not checked").until(() -> getAtTheLimit(address, newToken()) == 429);
        await("an address that the client made up")
                .until(() -> getAtTheLimit("198.51.100.2, " + address, newToken()) == 429);
        assertThat(getAtTheLimit(address, known)).isEqualTo(404);
        assertThat(get("198.51.100.2", newToken())).as("another address").isEqualTo(404);
        await().until(() -> get(address, newToken()) == 404);
    }

    @Test
    void validTokensNeverCount() {
        assertThat(IntStream.range(0, 30).mapToObj(i -> get("203.0.113.1", newToken())))
                .containsOnly(404);
    }

    /** Sends requests until one is rejected for their number, and returns its response. */
    private ApiResponse exhaust(String address, String authorization) {
        return Stream.generate(() -> authorization == null
                        ? api().anonymous().get(ME, "X-Forwarded-For", address)
                        : api().anonymous().get(ME, "X-Forwarded-For", address, "Authorization", authorization))
                .limit(100)
                .dropWhile(response -> response.status() == 401)
                .findFirst()
                .orElseThrow();
    }

    /** Sends a request from an address that is at its limit, unless a second passes between the two: then it may send one again. */
    private int getAtTheLimit(String address, String token) {
        exhaust(address, "Bearer forged");
        return get(address, token);
    }

    private int get(String address, String token) {
        return api().with(token).get(ME, "X-Forwarded-For", address).status();
    }

    /** Returns a token of a customer who has no profile. */
    private static String newToken() {
        return Tokens.token(claims -> claims.subject(UUID.randomUUID().toString()));
    }

    private double refused() {
        return meters.counter("quota.refused", "kind", "address").count();
    }
}
