package io.ordertable.order;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * An order that a user wants to place.
 *
 * @param userId who places it
 * @param currency of all prices
 * @param lines at least one
 */
record NewOrder(UUID userId, Currency currency, List<OrderLine> lines) {

    NewOrder {
        lines = lines.stream().map(line -> line.in(currency)).toList();
    }

    /** The exact sum of the lines. */
    BigDecimal total() {
        return lines.stream().map(OrderLine::lineTotal).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
