package io.ordertable.order;

import io.ordertable.web.BoundsFirst.Bounds;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** A line of an import: an order, and who places it. */
@Schema(name = "ImportOrder", description = "An order to be imported.")
record ImportOrderRequest(
        @Schema(description = "Who places it.") @NotNull UUID userId,

        @Schema(description = "ISO 4217.", pattern = "^[A-Z]{3}$", example = "EUR") @NotNull String currency,

        @NotNull @Size(min = 1, max = Order.MAX_LINES, groups = Bounds.class) List<@NotNull @Valid LineRequest> lines)
        implements PricedLines {

    NewOrder toNewOrder() {
        return toNewOrder(userId);
    }
}
