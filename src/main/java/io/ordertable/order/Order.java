package io.ordertable.order;

import io.ordertable.table.Uuid7;
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
 * @param orderId a UUID of version 7, which contains the time at which the order was placed
 * @param userId the user who placed it
 * @param currency the currency of all its amounts
 * @param lines 1 to {@value #MAX_LINES}
 * @param total the exact sum of the lines
 * @param createdAt when it was placed, to the millisecond
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

    /**
     * Creates an order. Gives all amounts the currency's number of fraction digits.
     *
     * @throws IllegalArgumentException if there are no lines
     * @throws ArithmeticException if an amount has more fraction digits than the currency
     */
    public Order {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
        lines = lines.stream().map(line -> line.in(currency)).toList();
        total = total.setScale(currency.getDefaultFractionDigits());
    }

    /** Returns a new order, placed at the time that its id contains. */
    static Order place(UUID orderId, UUID userId, Currency currency, List<OrderLine> lines) {
        BigDecimal total = lines.stream().map(OrderLine::lineTotal).reduce(BigDecimal.ZERO, BigDecimal::add);
        Instant now = Uuid7.timeOf(orderId);
        return new Order(orderId, userId, OrderStatus.PENDING, currency, lines, total, now, now, 1);
    }

    /** Returns the order after a change of its status. */
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

    /** Returns the size in UTF-8 of the texts, which are nearly all of a large order. */
    long textBytes() {
        return lines.stream()
                .flatMap(line -> Stream.of(line.sku(), line.name()))
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    OrderKey key() {
        return new OrderKey(userId, orderId);
    }
}
