package io.ordertable.order;

import static io.ordertable.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertable.IntegrationTest;
import io.ordertable.resilience.DatabaseException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

public class OrderBatchRepositoryIT extends IntegrationTest {

    @Autowired
    private OrderBatchRepository batches;

    @Test
    void upTo25OrdersAreStoredAndUpTo100AreReadAtOnce() {
        List<Order> orders = orders(OrderBatchRepository.MAX_READ);

        for (int from = 0; from < orders.size(); from += OrderBatchRepository.MAX_WRITE) {
            assertThat(batches.store(orders.subList(from, from + OrderBatchRepository.MAX_WRITE)))
                    .isEmpty();
        }

        for (boolean consistent : new boolean[] {true, false}) {
            BatchRead read = batches.find(orders.stream().map(Order::key).toList(), consistent);
            assertThat(read.found()).containsExactlyInAnyOrderElementsOf(orders);
            assertThat(read.unprocessed()).isEmpty();
        }
    }

    @Test
    void largerBatchesAreRefused() {
        List<Order> orders = orders(OrderBatchRepository.MAX_WRITE + 1);
        List<OrderKey> keys = orders(OrderBatchRepository.MAX_READ + 1).stream()
                .map(Order::key)
                .toList();

        assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> batches.store(orders));
        assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> batches.find(keys, true));
        assertThat(batches.find(orders.stream().map(Order::key).toList(), true).found())
                .isEmpty();
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
