package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** An import has 100 write units here, of which each batch takes 75, and waits at most 1.5 seconds for ten units a second. */
@TestPropertySource(
        properties = {
            "ordertable.table.name=quotas-of-imports",
            "ordertable.quotas.staff-writes=10",
            "ordertable.quotas.burst=10s",
            "ordertable.import.parallelism=1",
            "ordertable.import.batch-deadline=1500ms",
            "ordertable.web.stall-timeout=1s"
        })
class QuotaImportIT extends IntegrationTest {

    @Test
    void anImportIsChargedAndSlowedDownButLosesNothing() {
        String userId = Users.create(api());

        assertThat(Orders.importMany(api(), userId, 100)).doesNotHaveDuplicates();

        ApiResponse next = Orders.some().post(api(), userId);
        assertThat(next.problem()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(next.header("RateLimit-Policy")).isEqualTo("\"write\";q=100;w=10");
        assertThat(Integer.parseInt(next.header("Retry-After"))).isGreaterThan(5);
        assertThat(api().get(Orders.path(userId) + "?limit=100").json().at("/items"))
                .hasSize(100);
    }
}
