package io.ordertable.order;

import static io.ordertable.error.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.IntegrationTest;
import io.ordertable.security.Caller;
import io.ordertable.table.ItemSize;
import io.ordertable.table.StatusShards;
import io.ordertable.user.Users;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders that are larger than any that the API accepts today. */
class OrderRepositoryIT extends IntegrationTest {

    @Autowired
    private OrderRepository repository;

    @Autowired
    private OrderChangeRepository changes;

    @Autowired
    private StatusShards shards;

    private UUID userId;

    @Test
    void theLargestOrderThatIsAcceptedIsStoredAndTakesItsWholeWay() {
        userId = UUID.fromString(Users.create(api()));
        int room = ItemSize.LIMIT - 16 * 1024 - size(order(0));
        Order largest = order(room);
        Order tooLarge = order(room + 1);

        repository.create(largest, null);
        assertError(OrderError.ORDER_TOO_LARGE, () -> repository.create(tooLarge, null));

        Payment payment = new Payment("€".repeat(200), "€".repeat(100), largest.createdAt());
        List<Shipment.Line> everything = Shipment.left(largest.basket().lines(), List.of());
        Shipment shipment = new Shipment(
                "€".repeat(100),
                "€".repeat(100),
                "https://example.org/" + "x".repeat(2_028),
                everything,
                largest.createdAt());
        step(largest, 1, OrderStatus.PAID, payment, null);
        step(largest, 2, OrderStatus.SHIPPED, null, shipment);
        step(largest, 3, OrderStatus.COMPLETED, null, null);
        Order returned = step(largest, 4, OrderStatus.RETURNED, null, null);

        assertThat(repository.find(largest.key(), true)).contains(returned);
        assertThat(stored().get("USER#" + userId, "ORDER#" + tooLarge.orderId()))
                .isEmpty();
    }

    /** Changes the status, with the longest reason. */
    private Order step(
            Order order, long version, OrderStatus to, @Nullable Payment payment, @Nullable Shipment shipment) {
        Caller staff = new Caller(userId, true);
        OrderChange step = new OrderChange(
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                staff,
                to,
                "€".repeat(OrderPatch.MAX_REASON),
                payment,
                shipment,
                Map.of());
        return changes.step(order.key(), version, step);
    }

    /** An order of a hundred lines, with a name of that length. */
    private Order order(int length) {
        Order order = Orders.in("EUR")
                .lines(99, "x")
                .line("A", "x".repeat(length), 1, "1")
                .build();
        return Order.place(order.orderId(), userId, order.basket(), order.customer(), order.metadata());
    }

    private int size(Order order) {
        return ItemSize.of(OrderItem.SCHEMA.itemToMap(OrderItem.from(order, shards), true));
    }
}
