package io.ordertable.order;

import static io.ordertable.error.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.IntegrationTest;
import io.ordertable.security.Caller;
import io.ordertable.table.ItemSize;
import io.ordertable.table.StatusShards;
import io.ordertable.user.Users;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders that are larger than any that the API accepts today. */
class OrderRepositoryIT extends IntegrationTest {

    @Autowired
    private OrderRepository repository;

    @Autowired
    private StatusShards shards;

    private UUID userId;

    @Test
    void theLargestOrderThatIsAcceptedIsStoredAndTakesItsWholeWay() {
        userId = UUID.fromString(Users.create(api()));
        int room = ItemSize.LIMIT - 256 - size(order(0));
        Order largest = order(room);
        Order tooLarge = order(room + 1);

        repository.create(largest, null);
        assertError(OrderError.ORDER_TOO_LARGE, () -> repository.create(tooLarge, null));

        List<OrderStatus> way =
                List.of(OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.COMPLETED, OrderStatus.RETURNED);
        for (int i = 0; i < way.size(); i++) {
            StatusChange step =
                    new StatusChange(largest.key(), way.get(i), i + 1, Instant.now(), new Caller(userId, true));
            assertThat(repository.change(step).status()).isEqualTo(way.get(i));
        }
        assertThat(stored().get("USER#" + userId, "ORDER#" + tooLarge.orderId()))
                .isEmpty();
    }

    /** An order with a name of that length. */
    private Order order(int length) {
        Order order = Orders.in("EUR").line("A", "x".repeat(length), 1, "1").build();
        return Order.place(order.orderId(), userId, order.basket(), order.customer(), order.metadata());
    }

    private int size(Order order) {
        return ItemSize.of(OrderItem.SCHEMA.itemToMap(OrderItem.from(order, shards), true));
    }
}
