package io.ordertable.order;

import io.ordertable.web.LongLists;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The body that places an order. */
@Schema(name = "CreateOrder", description = "An order to be placed.")
record CreateOrderRequest(
        @Schema(description = "ISO 4217.", pattern = "^[A-Z]{3}$", example = "EUR") @NotNull String currency,

        @NotEmpty @Size(max = Order.MAX_LINES, message = "must have at most {max} elements") List<@NotNull @Valid LineRequest> lines)
        implements PricedLines {

    CreateOrderRequest {
        lines = LongLists.cut(lines, Order.MAX_LINES);
    }
}
