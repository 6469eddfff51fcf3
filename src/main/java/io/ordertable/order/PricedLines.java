package io.ordertable.order;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What every request that places an order contains. */
@PricesFitCurrency
interface PricedLines {

    String currency();

    List<LineRequest> lines();

    /** The order that the user wants to place; only for a request that was found valid. */
    default NewOrder toNewOrder(UUID userId) {
        return new NewOrder(
                userId,
                Currency.getInstance(currency()),
                lines().stream().map(LineRequest::toOrderLine).toList());
    }
}
