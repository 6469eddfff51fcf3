package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {"ordertable.quotas.enabled=false", "ordertable.quotas.staff-reads=1", "ordertable.quotas.burst=1s"
        })
class NoQuotasIT extends IntegrationTest {

    @Test
    void quotasCanBeTurnedOff() {
        for (int i = 0; i < 10; i++) {
            ApiResponse response = api().get("/v1/users?email=nobody@example.org");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("RateLimit")).isEmpty();
        }
    }
}
