package io.ordertable.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** The body that places an order. */
record CreateOrderRequest(
        @NotNull String currency, @NotEmpty List<@NotNull @Valid LineRequest> lines) implements PricedLines {}
