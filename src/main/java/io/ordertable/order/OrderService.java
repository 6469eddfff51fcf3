package io.ordertable.order;

import io.ordertable.idempotency.Created;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.idempotency.IdempotencyKeyReused;
import io.ordertable.table.Uuid7;
import io.ordertable.web.IfMatch;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What can be done with single orders. */
@Service
class OrderService {

    private final OrderRepository repository;
    private final IndexLag indexLag;
    private final Uuid7 ids;
    private final OrderMetrics metrics;
    private final Clock clock;

    OrderService(OrderRepository repository, IndexLag indexLag, Uuid7 ids, OrderMetrics metrics, Clock clock) {
        this.repository = repository;
        this.indexLag = indexLag;
        this.ids = ids;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Places an order; with an idempotency key, once.
     *
     * @throws io.ordertable.user.UserNotFound where there is no such user
     * @throws OrderTooLarge where it does not fit into an item
     * @throws IdempotencyKeyReused if the key was used for another request, or its order was deleted
     */
    Created<Order> place(NewOrder newOrder, @Nullable Idempotency idempotency) {
        UUID orderId = ids.next();
        Order order = Order.place(orderId, newOrder, Uuid7.timeOf(orderId));
        UUID stored = repository.create(order, idempotency);
        return stored.equals(orderId) ? placed(order) : replay(new OrderKey(order.userId(), stored));
    }

    /**
     * Reads a user's order.
     *
     * @throws OrderNotFound where the user has no such order
     */
    Order get(OrderKey key, boolean consistent) {
        return repository.find(key, consistent).orElseThrow(() -> OrderNotFound.ofUser(key.userId(), key.orderId()));
    }

    /**
     * Reads an order of which only the id is known.
     *
     * @throws OrderNotFound where there is no such order
     */
    Order get(UUID orderId) {
        return indexLag.await(orderId, () -> repository.findById(orderId))
                .orElseThrow(() -> OrderNotFound.withId(orderId));
    }

    /**
     * Takes an order of which only the id is known to another status.
     *
     * @see #changeStatus(OrderKey, OrderStatus, IfMatch)
     */
    Order changeStatus(UUID orderId, OrderStatus to, IfMatch ifMatch) {
        return changeStatus(new OrderKey(get(orderId).userId(), orderId), to, ifMatch);
    }

    /**
     * Takes an order to another status.
     *
     * @throws OrderNotFound where there is no such order
     * @throws io.ordertable.web.PreconditionFailed where the current version is not the one expected
     * @throws IllegalTransition where the current status does not lead there
     */
    Order changeStatus(OrderKey key, OrderStatus to, IfMatch ifMatch) {
        long expected = ifMatch.soleVersion().orElseGet(() -> currentVersion(key, ifMatch));
        return repository.change(new StatusChange(
                key.userId(), key.orderId(), to, expected, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private Created<Order> placed(Order order) {
        metrics.created(1);
        return new Created<>(order, false);
    }

    private Created<Order> replay(OrderKey key) {
        return new Created<>(repository.find(key, true).orElseThrow(IdempotencyKeyReused::afterDeletion), true);
    }

    /** A list of tags or {@code *} has to be held against the current version first. */
    private long currentVersion(OrderKey key, IfMatch ifMatch) {
        long version = get(key, true).version();
        ifMatch.check(version);
        return version;
    }
}
