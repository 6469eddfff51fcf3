package io.ordertable.order;

import io.ordertable.table.Uuid7;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * An order.
 *
 * @param orderId a UUID of version 7, which contains the time at which the order was placed
 * @param userId the user who placed it
 * @param basket what was ordered, and what it costs
 * @param customer whom to send it to, which is erased with the user
 * @param metadata what the shop notes about it, for its own use
 * @param history what happened to it since
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
        History history,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** The largest number of entries in the metadata. */
    static final int MAX_METADATA = 50;

    /** The longest name of an entry, in characters. */
    static final int MAX_METADATA_NAME = 40;

    /** The longest text of an entry, in characters. */
    static final int MAX_METADATA_TEXT = 500;

    /** Returns a new order, placed at the time that its id contains. */
    static Order place(
            UUID orderId, UUID userId, Basket basket, CustomerDetails customer, Map<String, String> metadata) {
        Instant now = Uuid7.timeOf(orderId);
        return new Order(orderId, userId, OrderStatus.PENDING, basket, customer, metadata, History.NONE, now, now, 1);
    }

    /** Returns the same new order, with who placed it. */
    Order placedBy(Actor actor) {
        return new Order(
                orderId, userId, status, basket, customer, metadata, History.of(actor), createdAt, updatedAt, version);
    }

    /**
     * Returns the order after a change.
     *
     * @throws io.ordertable.error.ServiceException if its state does not allow the change
     */
    Order after(OrderChange change) {
        OrderStatus next = change.to() == null ? status : change.to();
        if (change.to() != null && !status.canTransitionTo(next)) {
            throw OrderError.illegalTransition(status, next, change.by());
        }
        if (change.shipment() != null && next != OrderStatus.SHIPPED) {
            throw OrderError.notShipped(next);
        }
        return at(
                next,
                change.applyTo(metadata),
                history.after(change, version + 1, basket.lines()),
                change.at(),
                version + 1);
    }

    /** Returns the order as it was after a step to the version, but with its metadata as it is now. */
    Order asOf(OrderChange step, long made) {
        return at(Objects.requireNonNull(step.to()), metadata, history.until(step, made), step.at(), made);
    }

    OrderKey key() {
        return new OrderKey(userId, orderId);
    }

    private Order at(
            OrderStatus otherStatus,
            Map<String, String> otherMetadata,
            History otherHistory,
            Instant time,
            long otherVersion) {
        return new Order(
                orderId,
                userId,
                otherStatus,
                basket,
                customer,
                otherMetadata,
                otherHistory,
                createdAt,
                time,
                otherVersion);
    }
}
