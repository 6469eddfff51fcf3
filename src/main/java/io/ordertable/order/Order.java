package io.ordertable.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * An order.
 *
 * @param orderId a UUID of version 7; tells when the order was placed
 * @param userId who placed it
 * @param status where it is on its way
 * @param currency of all its amounts
 * @param lines at least one
 * @param total the exact sum of the lines
 * @param createdAt when it was placed, in milliseconds
 * @param updatedAt when it last changed
 * @param version counts changes from 1
 */
record Order(
        UUID orderId,
        UUID userId,
        OrderStatus status,
        Currency currency,
        List<OrderLine> lines,
        BigDecimal total,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Writes all amounts with the currency's number of fraction digits; refuses an order without lines. */
    public Order {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
        lines = lines.stream().map(line -> line.in(currency)).toList();
        total = total.setScale(currency.getDefaultFractionDigits());
    }

    /** A newly placed order; its total is the sum of its lines. */
    static Order place(UUID orderId, NewOrder order, Instant now) {
        return new Order(
                orderId,
                order.userId(),
                OrderStatus.PENDING,
                order.currency(),
                order.lines(),
                order.total(),
                now,
                now,
                1);
    }

    /** The order after a step. */
    Order after(StatusChange change) {
        return new Order(
                orderId,
                userId,
                change.to(),
                currency,
                lines,
                total,
                createdAt,
                change.at(),
                change.expectedVersion() + 1);
    }

    /** What finds the order in one read. */
    OrderKey key() {
        return new OrderKey(userId, orderId);
    }
}
