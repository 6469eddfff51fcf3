package io.ordertable.order;

import io.ordertable.web.LongLists;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** A line of an import: an order, and who places it. */
@Schema(name = "ImportOrder", description = "An order to be imported.")
record ImportOrderRequest(
        @Schema(description = "Who places it.") @NotNull UUID userId,

        @Schema(description = "ISO 4217.", pattern = "^[A-Z]{3}$", example = "EUR") @NotNull String currency,

        @NotEmpty @Size(max = Order.MAX_LINES, message = "must have at most {max} elements") List<@NotNull @Valid LineRequest> lines)
        implements PricedLines {

    ImportOrderRequest {
        lines = LongLists.cut(lines, Order.MAX_LINES);
    }

    NewOrder toNewOrder() {
        return toNewOrder(userId);
    }
}
