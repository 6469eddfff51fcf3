package io.ordertable.order;

import java.time.Instant;
import java.util.UUID;

/**
 * A step of an order to another status.
 *
 * @param userId whose order
 * @param orderId which order
 * @param to the status after it
 * @param expectedVersion the version that the order must have for the step to be taken
 * @param at when it is taken, in milliseconds
 */
record StatusChange(UUID userId, UUID orderId, OrderStatus to, long expectedVersion, Instant at) {

    /**
     * Returns whether the order is in the very state that this step leaves it in. If another client took the same step in the same
     * millisecond, the order is in that state too: then both clients have what they asked for, and neither overwrote anything.
     */
    boolean ledTo(Order order) {
        return order.version() == expectedVersion + 1
                && order.status() == to
                && order.updatedAt().equals(at);
    }
}
