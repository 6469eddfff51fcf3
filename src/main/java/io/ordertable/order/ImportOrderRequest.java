package io.ordertable.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/** A line of an import: an order, and who places it. */
record ImportOrderRequest(
        @NotNull UUID userId,
        @NotNull String currency,
        @NotEmpty List<@NotNull @Valid LineRequest> lines) implements PricedLines {

    NewOrder toNewOrder() {
        return toNewOrder(userId);
    }
}
