package io.ordertable.order;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An order.
 *
 * @param orderId a UUID of version 7; tells when the order was placed
 * @param userId who placed it
 * @param status where it is on its way
 * @param currency of all its amounts
 * @param lines 1 to {@value #MAX_LINES}
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

    /** The largest number of lines. */
    static final int MAX_LINES = 100;

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

    /** The size of its texts in UTF-8, which are nearly all of a large order. */
    long textBytes() {
        return lines.stream()
                .flatMap(line -> Stream.of(line.sku(), line.name()))
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** What finds the order in one read. */
    OrderKey key() {
        return new OrderKey(userId, orderId);
    }
}
