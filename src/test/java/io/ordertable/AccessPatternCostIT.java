package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.order.Orders;
import io.ordertable.table.Uuid7;
import io.ordertable.user.Users;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Each request makes the calls that the design's cost table allows, and costs the same however large the table is. */
@Import(CallRecorder.Installation.class)
@TestPropertySource(properties = {"ordertable.table.name=access-pattern-cost", "ordertable.erasure.max-running=0"})
class AccessPatternCostIT extends IntegrationTest {

    /**
     * Calls of each operation, and the capacity units of all of them. An order is written to the table and to two indexes: 3
     * units; a change of its status removes a key from GSI2 and adds one: 4. An order of 3 KB takes 3 units in the table and 3 in
     * GSI1. What transactions cost is not in here, since DynamoDB Local counts it in its own way: 16 for an order, 4 for any number
     * of items that are in no index.
     */
    private static final String ALLOWED = """
            create user                             | 1 TransactWriteItems
            create user with a key                  | 1 TransactWriteItems
            create user with a key again            | 1 GetItem (1.0) + 1 TransactWriteItems
            user by id                              | 1 GetItem (0.5)
            user by id, consistent                  | 1 GetItem (1.0)
            user by id, a miss                      | 2 GetItem (1.5)
            user by email                           | 2 GetItem (2.0)
            user by email, a miss                   | 1 GetItem (1.0)
            change a user's name                    | 1 GetItem (1.0) + 1 PutItem (1.0)
            change a user's email                   | 1 GetItem (1.0) + 1 TransactWriteItems
            export of a user without orders         | 2 GetItem (2.0) + 2 Query (1.0)
            delete user                             | 1 GetItem (1.0) + 1 TransactWriteItems
            erasure of a user's data                | 1 GetItem (1.0)
            preview of an order                     |\s
            create order                            | 1 TransactWriteItems
            create order with a key                 | 1 TransactWriteItems
            create order with a key again           | 1 GetItem (1.0) + 1 TransactWriteItems
            order by user and id                    | 1 GetItem (1.0)
            order by user and id, not consistent    | 1 GetItem (0.5)
            order by id                             | 1 Query (0.5)
            order by id, a miss                     | 1 Query (0.5)
            a user's orders, first page             | 1 Query (0.5)
            a user's orders, page behind a cursor   | 1 Query (0.5)
            a user's last ten orders, one status    | 1 Query (1.0)
            order by number                         | 1 Query (0.5)
            orders by status, first page            | 1 BatchGetItem (5.0) + 4 Query (2.0)
            orders by status, page behind a cursor  | 1 BatchGetItem (5.0) + 4 Query (2.0)
            change status by user and id            | 1 UpdateItem (4.0)
            change status by id                     | 1 Query (0.5) + 1 UpdateItem (4.0)
            ship                                    | 1 UpdateItem (4.0)
            ship more                               | 1 GetItem (1.0) + 1 UpdateItem (2.0)
            change metadata by user and id          | 1 GetItem (1.0) + 1 UpdateItem (2.0)
            change metadata by id                   | 1 GetItem (1.0) + 1 Query (0.5) + 1 UpdateItem (2.0)
            create order of 3 KB                    | 1 TransactWriteItems
            order of 3 KB by user and id            | 1 GetItem (1.0)
            change status of an order of 3 KB       | 1 UpdateItem (8.0)
            change metadata of an order of 3 KB     | 1 GetItem (1.0) + 1 UpdateItem (6.0)
            five orders by key                      | 1 BatchGetItem (5.0)
            import of five orders                   | 1 BatchGetItem (1.0) + 1 BatchWriteItem (15.0)
            """;

    /** What a page with a status filter may read at most, in orders; each is below a kilobyte, four of which cost 0.5. */
    private static final int FILTER_READS = 200;

    @Autowired
    private CallRecorder recorder;

    @Test
    void everyRequestCostsWhatTheDesignAllowsWithTenOrdersAndWithFourHundred() {
        String withTenOrders = new ApiCosts(api(), recorder, 10).table();
        ApiCosts large = new ApiCosts(api(), recorder, 400);
        String withFourHundred = large.table();

        assertThat(withTenOrders.replaceAll("(TransactWriteItems) \\([0-9.]+\\)", "$1"))
                .isEqualTo(ALLOWED);
        assertThat(withFourHundred).isEqualTo(withTenOrders);
        assertThat(large.unitsOfAnEmptyFilteredPage()).isBetween(0.5, FILTER_READS / 4 * 0.5);
    }

    /** Neither the response nor the time that it takes gives away what others have. */
    @Test
    void whatBelongsToOthersCausesTheSameCallsAsWhatDoesNotExist() {
        String userId = Users.create(api());
        String orderId = Orders.place(api(), userId).text("/order_id");
        String missing = new Uuid7(Clock.systemUTC()).next().toString();

        for (String path : List.of(
                Users.path(userId),
                Users.path(userId) + "/erasure",
                Users.path(userId) + "/export",
                Orders.path(userId),
                Orders.path(userId, orderId))) {
            assertThat(callsOfAStranger(path)).as(path).isEmpty();
        }
        assertThat(callsOfAStranger("/v1/orders/" + orderId))
                .isEqualTo(callsOfAStranger("/v1/orders/" + missing))
                .contains("Query");
    }

    private String callsOfAStranger(String path) {
        recorder.reset();
        assertThat(api().as(UUID.randomUUID().toString()).get(path).status()).isEqualTo(404);
        return recorder.summary();
    }
}
