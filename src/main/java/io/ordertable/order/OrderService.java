package io.ordertable.order;

import io.ordertable.error.ServiceException;
import io.ordertable.idempotency.Created;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.table.VersionCondition;
import io.ordertable.table.VersionMismatch;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Places, reads and changes single orders. */
@Service
class OrderService {

    private final OrderRepository repository;
    private final IndexLag indexLag;
    private final OrderMetrics metrics;
    private final Clock clock;

    OrderService(OrderRepository repository, IndexLag indexLag, OrderMetrics metrics, Clock clock) {
        this.repository = repository;
        this.indexLag = indexLag;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Places an order; with an idempotency key, once.
     *
     * @throws ServiceException if there is no such user, the order does not fit into an item, or the key was used for another
     *     request or an order deleted since
     */
    Created<Order> place(Order order, @Nullable Idempotency idempotency) {
        UUID stored = repository.create(order, idempotency);
        if (!stored.equals(order.orderId())) {
            return Created.replay(repository.find(new OrderKey(order.userId(), stored), true));
        }
        metrics.created(1);
        return new Created<>(order, false);
    }

    /**
     * Reads a user's order.
     *
     * @throws ServiceException if the user has no such order
     */
    Order get(OrderKey key, boolean consistent) {
        return repository.find(key, consistent).orElseThrow(() -> OrderError.notFound(key));
    }

    /**
     * Reads an order of which only the id is known.
     *
     * @throws ServiceException if there is no such order
     */
    Order get(UUID orderId) {
        return indexLag.await(orderId, () -> repository.findById(orderId))
                .orElseThrow(() -> OrderError.notFound(orderId));
    }

    /** Changes the status of an order of which only the id is known, as {@link #changeStatus(OrderKey, OrderStatus, VersionCondition)}. */
    Order changeStatus(UUID orderId, OrderStatus to, VersionCondition expected) {
        return changeStatus(new OrderKey(get(orderId).userId(), orderId), to, expected);
    }

    /**
     * Changes an order's status.
     *
     * @throws ServiceException if there is no such order, it has another version, or its status does not allow the change
     */
    Order changeStatus(OrderKey key, OrderStatus to, VersionCondition expected) {
        long version = expected.only().orElseGet(() -> currentVersion(key, expected));
        try {
            return repository.change(
                    new StatusChange(key, to, version, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        } catch (VersionMismatch e) {
            // Another request changed the order since it was read, perhaps to a version that is expected too.
            expected.check(e.currentVersion());
            return changeStatus(key, to, expected);
        }
    }

    private long currentVersion(OrderKey key, VersionCondition expected) {
        long version = get(key, true).version();
        expected.check(version);
        return version;
    }
}
