package io.ordertable.order;

import io.ordertable.metrics.KeyLabel;
import io.ordertable.resilience.Backoff;
import io.ordertable.table.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Many orders at once. What a call leaves undone is asked for again, as long as the backoff allows; the rest is returned. */
@Service
class OrderBatchService {

    /** What one page holds of orders, in bytes. */
    static final int PAGE_BYTES = 4 * 1024 * 1024;

    /** How many orders of the largest kind fit into a page. */
    private static final int FIRST_CALL = 25;

    private final OrderBatchRepository repository;
    private final Backoff backoff;

    OrderBatchService(OrderBatchRepository repository, Backoff backoff) {
        this.repository = repository;
        this.backoff = backoff;
    }

    /**
     * Reads at most {@value OrderBatchRepository#MAX_READ} orders; a key given twice counts once. Stops once it holds about {@value
     * #PAGE_BYTES} bytes of orders and reports the other keys as unprocessed.
     */
    BatchRead read(Collection<OrderKey> keys, boolean consistent) {
        List<Order> found = new ArrayList<>();
        List<OrderKey> open = keys.stream().distinct().toList();
        long bytes = 0;
        for (int throttled = 0; !open.isEmpty() && bytes < PAGE_BYTES; ) {
            int next = Math.min(open.size(), callSize(found.size(), bytes));
            BatchRead read = repository.find(open.subList(0, next), consistent);
            found.addAll(read.found());
            bytes += read.found().stream().mapToLong(Order::textBytes).sum();
            open = Stream.concat(read.unprocessed().stream(), open.stream().skip(next))
                    .toList();
            if (!read.unprocessed().isEmpty()
                    && !backoff.pause(
                            ++throttled,
                            describe("BatchGetItem", read.unprocessed().stream().map(OrderKey::userId)))) {
                break;
            }
        }
        return new BatchRead(found, open);
    }

    /** As many orders as a page has room for, if they are as large as those read so far. Of the first nothing is known. */
    private static int callSize(int orders, long bytes) {
        if (orders == 0) {
            return FIRST_CALL;
        }
        long average = bytes / orders + 1;
        return Math.toIntExact(Math.clamp((PAGE_BYTES - bytes) / average, 1, OrderBatchRepository.MAX_READ));
    }

    /** Stores at most {@value OrderBatchRepository#MAX_WRITE} new orders; returns the ids of those not stored. */
    Set<UUID> store(Collection<Order> newOrders) {
        Collection<Order> open = newOrders;
        for (int calls = 1; !open.isEmpty(); calls++) {
            Set<UUID> left = repository.store(open);
            open = open.stream().filter(order -> left.contains(order.orderId())).toList();
            if (!open.isEmpty()
                    && !backoff.pause(
                            calls, describe("BatchWriteItem", open.stream().map(Order::userId)))) {
                return left;
            }
        }
        return Set.of();
    }

    private static Supplier<String> describe(String operation, Stream<UUID> userIds) {
        return () -> KeyLabel.describe(operation, "table", userIds.map(Keys::user));
    }
}
