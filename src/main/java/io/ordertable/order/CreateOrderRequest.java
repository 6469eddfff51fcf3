package io.ordertable.order;

import io.ordertable.web.BoundsFirst.Bounds;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The body that places an order. */
@Schema(name = "CreateOrder", description = "An order to be placed.")
record CreateOrderRequest(
        @Schema(description = "ISO 4217.", pattern = "^[A-Z]{3}$", example = "EUR") @NotNull String currency,

        @NotNull @Size(min = 1, max = Order.MAX_LINES, groups = Bounds.class) List<@NotNull @Valid LineRequest> lines)
        implements PricedLines {}
