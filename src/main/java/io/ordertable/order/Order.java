package io.ordertable.order;

import io.ordertable.table.Uuid7;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An order.
 *
 * @param orderId a UUID of version 7, which contains the time at which the order was placed
 * @param userId the user who placed it
 * @param basket what was ordered, and what it costs
 * @param customer whom to send it to, which is erased with the user
 * @param metadata what the shop notes about it, for its own use
 * @param createdAt when it was placed, to the millisecond
 * @param updatedAt when it last changed
 * @param version counts changes from 1
 */
record Order(
        UUID orderId,
        UUID userId,
        OrderStatus status,
        Basket basket,
        CustomerDetails customer,
        Map<String, String> metadata,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** The largest number of entries in the metadata. */
    static final int MAX_METADATA = 50;

    /** Returns a new order, placed at the time that its id contains. */
    static Order place(
            UUID orderId, UUID userId, Basket basket, CustomerDetails customer, Map<String, String> metadata) {
        Instant now = Uuid7.timeOf(orderId);
        return new Order(orderId, userId, OrderStatus.PENDING, basket, customer, metadata, now, now, 1);
    }

    /** Returns the order after a change of its status. */
    Order after(StatusChange change) {
        return new Order(
                orderId,
                userId,
                change.to(),
                basket,
                customer,
                metadata,
                createdAt,
                change.at(),
                change.expectedVersion() + 1);
    }

    OrderKey key() {
        return new OrderKey(userId, orderId);
    }
}
