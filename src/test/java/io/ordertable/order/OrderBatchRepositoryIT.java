package io.ordertable.order;

import static io.ordertable.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.IntegrationTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

public class OrderBatchRepositoryIT extends IntegrationTest {

    @Autowired
    private OrderBatchRepository batches;

    @Test
    void anyNumberOfOrdersIsStoredAndRead() {
        List<Order> orders = orders(130);

        assertThat(batches.store(orders)).isEmpty();

        for (boolean consistent : new boolean[] {true, false}) {
            BatchRead read = batches.find(orders.stream().map(Order::key).toList(), consistent);
            assertThat(read.found()).containsExactlyInAnyOrderElementsOf(orders);
            assertThat(read.unprocessed()).isEmpty();
        }
    }

    @Test
    void keysThatNoOrderHasAreLeftOut() {
        Order order = anOrder().build();
        batches.store(List.of(order));
        OrderKey ofAnotherUser = new OrderKey(UUID.randomUUID(), order.orderId());

        BatchRead read = batches.find(
                List.of(ofAnotherUser, order.key(), anOrder().build().key()), true);

        assertThat(read).isEqualTo(new BatchRead(List.of(order), List.of()));
    }

    private static List<Order> orders(int count) {
        return Stream.generate(() -> anOrder().build()).limit(count).toList();
    }
}
