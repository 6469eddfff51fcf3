package io.ordertable.order;

import static io.ordertable.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.IntegrationTest;
import io.ordertable.table.Cursor;
import io.ordertable.table.StatusShards;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

public class OrderListRepositoryIT extends IntegrationTest {

    private static final Instant FIRST = Instant.parse("2026-11-05T10:00:00Z");
    private static final OrderRange OLDEST_FIRST = OrderRange.between(null, null, false);
    private static final OrderRange NEWEST_FIRST = OrderRange.between(null, null, true);

    @Autowired
    private OrderListRepository lists;

    @Autowired
    private OrderBatchRepository batches;

    @Autowired
    private StatusShards shards;

    private final UUID user = UUID.randomUUID();

    /** Six orders, a second apart, every other one paid. */
    private List<Order> orders;

    @BeforeEach
    void storeOrders() {
        orders = IntStream.range(0, 6)
                .mapToObj(i -> anOrder()
                        .of(user)
                        .placedAt(FIRST.plusSeconds(i))
                        .that(i % 2 == 0 ? OrderStatus.PENDING : OrderStatus.PAID)
                        .build())
                .toList();
        batches.store(orders);
        batches.store(List.of(anOrder().placedAt(FIRST.plusSeconds(2)).build()));
    }

    @Test
    void aUsersOrdersAreReadInTheOrderOfTime() {
        assertThat(lists.findByUser(user, OLDEST_FIRST, null, 100)).isEqualTo(new OrderSlice(orders, null));
        assertThat(lists.findByUser(user, NEWEST_FIRST, null, 100)).isEqualTo(new OrderSlice(orders.reversed(), null));
    }

    @Test
    void aSliceTellsTheLastOrderItReadUnlessItReachedTheEnd() {
        assertThat(lists.findByUser(user, OLDEST_FIRST, null, 4))
                .isEqualTo(new OrderSlice(orders.subList(0, 4), orders.get(3).orderId()));
        assertThat(lists.findByUser(user, OLDEST_FIRST, null, 7).lastRead()).isNull();
    }

    @Test
    void aSliceGoesOnBehindACursor() {
        Cursor third = new Cursor(orders.get(2).orderId());

        assertThat(lists.findByUser(user, OLDEST_FIRST.after(third), null, 100).orders())
                .isEqualTo(orders.subList(3, 6));
        assertThat(lists.findByUser(user, NEWEST_FIRST.after(third), null, 100).orders())
                .isEqualTo(orders.subList(0, 2).reversed());
    }

    @Test
    void aPeriodIncludesBothItsEnds() {
        OrderRange period = OrderRange.between(FIRST.plusSeconds(1), FIRST.plusSeconds(3), false);

        assertThat(lists.findByUser(user, period, null, 100).orders()).isEqualTo(orders.subList(1, 4));
    }

    @Test
    void aStatusIsFilteredFromWhatIsRead() {
        OrderSlice slice = lists.findByUser(user, OLDEST_FIRST, OrderStatus.PAID, 3);

        assertThat(slice)
                .isEqualTo(new OrderSlice(List.of(orders.get(1)), orders.get(2).orderId()));
    }

    @Test
    void aUserWithoutOrdersHasAnEmptyList() {
        assertThat(lists.findByUser(UUID.randomUUID(), NEWEST_FIRST, null, 10))
                .isEqualTo(new OrderSlice(List.of(), null));
    }

    @Test
    void eachOrderIsUnderItsStatusInOneShard() {
        for (Order order : orders) {
            String status = order.status().code();
            OrderRange here = new OrderRange(order.orderId(), order.orderId(), true);

            assertThat(shards.partitionsOf(status))
                    .filteredOn(partition ->
                            lists.findKeysByStatus(partition, here, 10).contains(order.key()))
                    .containsExactly(shards.partitionOf(status, order.orderId()));
        }
    }

    @Test
    void keysOfAStatusAreReadNewestFirstAndNoMoreThanAskedFor() {
        List<Order> paid = IntStream.range(0, 50)
                .mapToObj(i -> anOrder()
                        .of(user)
                        .placedAt(Instant.EPOCH.plusSeconds(1_000 + i))
                        .that(OrderStatus.SHIPPED)
                        .build())
                .filter(order -> shards.partitionOf("shipped", order.orderId()).equals("STATUS#shipped#0"))
                .limit(4)
                .toList();
        batches.store(paid);
        OrderRange theirs = OrderRange.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(2_000), true);

        assertThat(lists.findKeysByStatus("STATUS#shipped#0", theirs, 3).stream()
                        .filter(key -> key.userId().equals(user)))
                .containsExactlyElementsOf(
                        paid.reversed().stream().map(Order::key).limit(3).toList());
    }
}
