package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A customer has 40 read units here, of which a page of large orders takes up to 128. */
@TestPropertySource(
        properties = {
            "ordertable.table.name=quotas-of-exports",
            "ordertable.quotas.customer-reads=20",
            "ordertable.quotas.burst=2s",
            "ordertable.deadline=5s"
        })
class QuotaExportIT extends IntegrationTest {

    @Test
    void anExportIsChargedAndSlowedDownButLosesNothing() {
        String userId = Users.create(api());
        String line = Orders.in("EUR").lines(100, "x".repeat(400)).importLine(userId) + "\n";
        api().post("/v1/orders/import", line.repeat(40), "Content-Type", "application/x-ndjson");

        ApiResponse export = api().as(userId).get("/v1/users/me/export");

        assertThat(export.jsonLines()).hasSize(42);
        ApiResponse next = api().as(userId).get("/v1/users/me/orders");
        assertThat(next.problem()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(next.header("RateLimit-Policy")).isEqualTo("\"read\";q=40;w=2");
    }
}
