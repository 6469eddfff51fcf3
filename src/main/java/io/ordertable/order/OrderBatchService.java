package io.ordertable.order;

import io.ordertable.resilience.Backoff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Many orders at once. What a call leaves undone is asked for again, as long as the backoff allows; the rest is returned. */
@Service
class OrderBatchService {

    private final OrderBatchRepository repository;
    private final Backoff backoff;

    OrderBatchService(OrderBatchRepository repository, Backoff backoff) {
        this.repository = repository;
        this.backoff = backoff;
    }

    /** Reads at most {@value OrderBatchRepository#MAX_READ} orders; a key given twice counts once. */
    BatchRead read(Collection<OrderKey> keys, boolean consistent) {
        List<Order> found = new ArrayList<>();
        List<OrderKey> open = keys.stream().distinct().toList();
        for (int calls = 1; !open.isEmpty(); calls++) {
            BatchRead read = repository.find(open, consistent);
            found.addAll(read.found());
            open = read.unprocessed();
            if (!open.isEmpty() && !backoff.pause(calls)) {
                return new BatchRead(found, open);
            }
        }
        return new BatchRead(found, List.of());
    }

    /** Stores at most {@value OrderBatchRepository#MAX_WRITE} new orders; returns the ids of those not stored. */
    Set<UUID> store(Collection<Order> newOrders) {
        Collection<Order> open = newOrders;
        for (int calls = 1; !open.isEmpty(); calls++) {
            Set<UUID> left = repository.store(open);
            open = open.stream().filter(order -> left.contains(order.orderId())).toList();
            if (!open.isEmpty() && !backoff.pause(calls)) {
                return left;
            }
        }
        return Set.of();
    }
}
