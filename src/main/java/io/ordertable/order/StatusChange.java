package io.ordertable.order;

import io.ordertable.security.Caller;
import java.time.Instant;

/**
 * A change of an order's status.
 *
 * @param expectedVersion the version that the order must have
 * @param at when it happens, to the millisecond
 * @param by who asked for it
 */
record StatusChange(OrderKey key, OrderStatus to, long expectedVersion, Instant at, Caller by) {

    /**
     * Returns whether the order is in exactly the state that this change leads to. It may be there because another client made the
     * same change in the same millisecond. Then both clients have what they asked for, and neither overwrote anything.
     */
    boolean ledTo(Order order) {
        return order.version() == expectedVersion + 1
                && order.status() == to
                && order.updatedAt().equals(at);
    }
}
