package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** An import has 50 write units a second here. Each of its batches costs 75. */
@TestPropertySource(
        properties = {
            "ordertable.table.name=quotas-of-imports",
            "ordertable.quotas.staff-writes=50",
            "ordertable.quotas.burst=1s",
            "ordertable.import.parallelism=1"
        })
class QuotaImportIT extends IntegrationTest {

    @Test
    void anImportPausesInsteadOfOverdrawingTheBudgetFurtherAndLosesNothing() {
        String userId = Users.create(api());

        assertThat(Orders.importMany(api(), userId, 90)).doesNotHaveDuplicates();

        ApiResponse next = Orders.some().post(api(), userId);
        assertThat(next.problem()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(Integer.parseInt(next.header("Retry-After")))
                .as("what the last batch cost; all of them would be more than four seconds")
                .isLessThan(3);
        assertThat(api().get(Orders.path(userId) + "?limit=100").json().at("/items"))
                .hasSize(90);
    }
}
