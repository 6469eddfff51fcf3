package io.ordertable.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Many orders at once. What a call leaves undone is asked for again as long as each call gets on; the rest is returned. */
@Service
class OrderBatchService {

    private final OrderBatchRepository repository;

    OrderBatchService(OrderBatchRepository repository) {
        this.repository = repository;
    }

    /** Reads at most {@value OrderBatchRepository#MAX_READ} orders; a key given twice counts once. */
    BatchRead read(Collection<OrderKey> keys, boolean consistent) {
        List<Order> found = new ArrayList<>();
        List<OrderKey> open = keys.stream().distinct().toList();
        while (!open.isEmpty()) {
            BatchRead read = repository.find(open, consistent);
            found.addAll(read.found());
            if (read.unprocessed().size() == open.size()) {
                return new BatchRead(found, read.unprocessed());
            }
            open = read.unprocessed();
        }
        return new BatchRead(found, List.of());
    }

    /** Stores at most {@value OrderBatchRepository#MAX_WRITE} new orders; returns the ids of those not stored. */
    Set<UUID> store(Collection<Order> newOrders) {
        Collection<Order> open = newOrders;
        while (!open.isEmpty()) {
            Set<UUID> left = repository.store(open);
            if (left.size() == open.size()) {
                return left;
            }
            open = open.stream().filter(order -> left.contains(order.orderId())).toList();
        }
        return Set.of();
    }
}
