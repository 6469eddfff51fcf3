package io.ordertable.order;

import io.ordertable.error.ServiceException;
import io.ordertable.idempotency.Created;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.security.Caller;
import io.ordertable.table.VersionCondition;
import io.ordertable.table.VersionMismatch;
import io.ordertable.user.PersonalData;
import io.ordertable.user.PersonalData.ErasedPage;
import io.ordertable.user.UserError;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Places, reads and changes single orders. */
@Service
class OrderService {

    private final OrderRepository repository;
    private final OrderChangeRepository changes;
    private final OrderErasureRepository erasures;
    private final IndexLag indexLag;
    private final OrderMetrics metrics;
    private final Clock clock;

    OrderService(
            OrderRepository repository,
            OrderChangeRepository changes,
            OrderErasureRepository erasures,
            IndexLag indexLag,
            OrderMetrics metrics,
            Clock clock) {
        this.repository = repository;
        this.changes = changes;
        this.erasures = erasures;
        this.indexLag = indexLag;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Places an order; with an idempotency key, once.
     *
     * @throws ServiceException if there is no such user whom the caller may reach, the order does not fit into an item, or the key
     *     was used for another request or an order deleted since
     */
    Created<Order> place(Caller caller, Order order, @Nullable Idempotency idempotency) {
        caller.requireReach(order.userId(), () -> UserError.notFound(order.userId()));
        Order placed = order.placedBy(Actor.of(caller));
        Optional<UUID> earlier = repository.create(placed, idempotency);
        if (earlier.isPresent()) {
            return Created.replay(repository.find(new OrderKey(order.userId(), earlier.get()), true));
        }
        metrics.created(1);
        return new Created<>(placed, false);
    }

    /**
     * Checks that an order could be placed, without calling DynamoDB.
     *
     * @throws ServiceException if the caller may not reach the user, or the order does not fit into an item
     */
    void check(Caller caller, Order order) {
        caller.requireReach(order.userId(), () -> UserError.notFound(order.userId()));
        repository.check(order);
    }

    /**
     * Reads a user's order.
     *
     * @throws ServiceException if the user has no such order, or is not one whom the caller may reach
     */
    Order get(Caller caller, OrderKey key, boolean consistent) {
        caller.requireReach(key.userId(), () -> OrderError.notFound(key));
        return repository.find(key, consistent).orElseThrow(() -> OrderError.notFound(key));
    }

    /**
     * Reads an order by its id alone. Customers reach only their own, whose keys are known; staff need the index.
     *
     * @throws ServiceException if there is no such order that the caller may reach
     */
    Order get(Caller caller, UUID orderId) {
        Optional<Order> found = caller.staff()
                ? indexLag.await(orderId, () -> repository.findById(orderId))
                : repository.find(new OrderKey(caller.userId(), orderId), true);
        return found.orElseThrow(() -> OrderError.notFound(orderId));
    }

    /** Changes an order by its id alone. */
    Order change(Caller caller, UUID orderId, OrderPatch patch, VersionCondition expected) {
        UUID owner = caller.staff() ? get(caller, orderId).userId() : caller.userId();
        return change(caller, new OrderKey(owner, orderId), patch, expected);
    }

    /**
     * Changes an order's status, shipments or metadata.
     *
     * @throws ServiceException if there is no such order that the caller may reach, the change is reserved for staff, the order has
     *     another version, or its state does not allow the change
     */
    Order change(Caller caller, OrderKey key, OrderPatch patch, VersionCondition expected) {
        caller.requireReach(key.userId(), () -> OrderError.notFound(key));
        if (!patch.isOpenTo(caller)) {
            throw Caller.forbidden();
        }
        Instant now = clock.instant();
        OrderChange change = patch.toChange(UUID.randomUUID(), now, caller);
        try {
            if (change.isStep() && expected.only().isPresent()) {
                return changes.step(key, expected.only().getAsLong(), change);
            }
            Order before = get(caller, key, true);
            expected.check(before.version());
            return changes.change(before, change);
        } catch (VersionMismatch e) {
            // Another request changed the order since it was read, perhaps to a version that is expected too.
            expected.check(e.currentVersion());
            return change(caller, key, patch, expected);
        }
    }

    /** Erases personal data from the first orders of a range, as {@link PersonalData#eraseNext} does. */
    ErasedPage erasePersonalData(UUID userId, IdRange range, int limit, Supplier<Optional<Instant>> createdAgain) {
        return erasures.erase(userId, range, limit, createdAgain, clock.instant());
    }
}
